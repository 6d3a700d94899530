"""Spanish."""

# ruff: noqa: SIM905 (lists that are to be read as words)

from __future__ import annotations

from collections.abc import Sequence

from tts_tui.text.romance.kinds import kinds_of
from tts_tui.text.romance.numbers import Form, Numbers
from tts_tui.text.romance.spanish_short import ABBREVIATIONS, SHORT_FORMS
from tts_tui.text.romance.tables import currencies, nouns
from tts_tui.text.romance.words import Words

_UNITS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
).split()
_TENS = ("", "", "", *"treinta cuarenta cincuenta sesenta setenta ochenta noventa".split())
_HUNDREDS = (
    "", "ciento",
    *"doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos".split(),
)  # fmt: skip
_FIRST = ("", *"primero segundo tercero cuarto quinto sexto séptimo octavo noveno".split())
_TENTHS = (
    "",
    *"décimo vigésimo trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo nonagésimo".split(),
)
_HUNDREDTHS = (
    "", "centésimo", "ducentésimo", "tricentésimo", "cuadringentésimo", "quingentésimo", "sexcentésimo",
    "septingentésimo", "octingentésimo", "noningentésimo",
)  # fmt: skip


def _below_thousand(number: int, form: Form) -> str:
    if number == 100:
        return "cien"
    hundreds, rest = divmod(number, 100)
    said = []
    if hundreds:
        hundred = _HUNDREDS[hundreds]
        said.append(hundred[:-2] + "as" if form == "f" and hundreds > 1 else hundred)
    if rest or not hundreds:
        if rest < 30:
            said.append(_UNITS[rest])
        else:
            tens, units = divmod(rest, 10)
            said.append(_TENS[tens] + (f" y {_UNITS[units]}" if units else ""))
    spoken = " ".join(said)
    if form and spoken.endswith("uno"):
        if form == "f":
            return spoken[:-1] + "a"
        return spoken[:-9] + "veintiún" if spoken.endswith("veintiuno") else spoken[:-1]
    return spoken


def _thousand(count: int, form: Form) -> str:
    return "mil" if count == 1 else f"{_below_thousand(count, form or 'm')} mil"


def _join(said: Sequence[str], last: int) -> str:
    return " ".join(said)


def _tenth(tens: str, unit: str) -> str:
    return (tens[:-1] if unit[0] == "o" else tens) + unit


def _one_word(number: int) -> str:
    """A number below a thousand as the beginning of a word: treintaicinco, without an accent that ends it."""
    said = _below_thousand(number, "m").replace(" y ", "i").replace(" ", "")
    for accented, plain in zip("éóú", "eou", strict=True):
        said = said.replace(accented, plain)
    return said


def _ordinal(number: int, feminine: bool) -> str:
    if number >= 10**6:
        return NUMBERS.cardinal(number)
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        count = "" if thousands == 1 else _one_word(thousands)
        return f"{count}milésim{'a' if feminine else 'o'} {_ordinal(rest, feminine) if rest else ''}".rstrip()
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    if rest == 11:
        said = [_HUNDREDTHS[hundreds], "undécimo"]
    elif rest == 12:
        said = [_HUNDREDTHS[hundreds], "duodécimo"]
    elif tens == 1 and units:
        said = [_HUNDREDTHS[hundreds], _tenth("decimo", _FIRST[units])]
    elif tens == 2 and units:
        said = [_HUNDREDTHS[hundreds], _tenth("vigesimo", _FIRST[units])]
    else:
        said = [_HUNDREDTHS[hundreds], _TENTHS[tens], _FIRST[units]]
    return " ".join(word[:-1] + "a" if feminine else word for word in said if word)


NUMBERS = Numbers(
    _below_thousand,
    _thousand,
    (("millón", "millones"), None, ("billón", "billones"), None, ("trillón", "trillones"), None),
    _join,
    _ordinal,
    "de",
)


def _date(day: str, month: str, year: str) -> str:
    return f"{day} de {month}" + (f" de {year}" if year else "")


_PARTS_OF_HOUR = {15: "cuarto", 30: "media"}


def _clock(hours: int, minutes: int | None, seconds: int | None) -> str:
    said = NUMBERS.cardinal(hours, "f")
    if seconds:
        said += f" hora{'s' * (hours != 1)}"
        if minutes:
            said += f" {NUMBERS.cardinal(minutes, 'm')} minuto{'s' * (minutes > 1)}"
        return f"{said} y {NUMBERS.cardinal(seconds, 'm')} segundo{'s' * (seconds > 1)}"
    return f"{said} y {_PARTS_OF_HOUR.get(minutes) or NUMBERS.cardinal(minutes)}" if minutes else said


def _timetable(hours: int, minutes: int | None, seconds: int | None) -> str:
    if seconds or not minutes or 0 < hours <= 12:
        return _clock(hours, minutes, seconds)
    return f"{NUMBERS.cardinal(hours, 'f')} {'y ' if minutes < 10 else ''}{NUMBERS.cardinal(minutes)}"


def _half_day(hours: int, after_noon: bool) -> str:
    if hours == 12:
        return "del mediodía" if after_noon else "de la noche"
    if not after_noon:
        return "de la mañana"
    return "de la noche" if hours >= 7 else "de la tarde"


def _price(unit: str, cents: str, noun: str) -> str:
    """Of euros the hundredths are understood, where they can't be taken for euros."""
    if noun.startswith("céntimo") and unit.endswith(("euro", "euros")) and cents not in _FEW:
        return f"{unit} {cents}"
    return f"{unit} {cents} {noun}"


_FEW = ("un", *_UNITS[2:10])
_MASCULINE = "|".join(
    "d[ií]a problema programa sistema tema idioma mapa planeta poema gram[ao] kilogramo drama clima diploma esquema "
    "síntoma fantasma aroma dilema enigma teorema cometa dálmata atleta poeta piloto cura guardia policía futbolista "
    r"\w{2,12}ista colega gorila tranvía sofá pijama".split()
)
_FEMININE = (
    rf"(?!(?:{_MASCULINE})s?\b)\w{{1,20}}(?:as|ciones|siones|dades)|vez|veces|noches?|tardes?|calles?|partes?|"
    "mujer|mujeres|persona|hora|página|semana|casa|cosa|libra|taza|botella|cucharada|copa|manzana|docena|pizca|pieza|"
    "escena|sección|media|habitación|planta|silla|mesa|cama|puerta|palabra|letra|pregunta|tonelada|milla|hectárea"
)


def _part(number: int) -> tuple[str, str]:
    if number % 100 == 0:
        one = "millonésimo" if number == 10**6 else _ordinal(number, False)
    else:
        one = _one_word(number)
        one = (one[:-1] if one.endswith("a") else one) + "avo"
    return one, one + "s"


WORDS = Words(
    code="es",
    numbers=NUMBERS,
    below_two=False,
    months="enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    month_stops={
        "ene.": 1, "feb.": 2, "mar.": 3, "abr.": 4, "jun.": 6, "jul.": 7, "ago.": 8, "sept.": 9, "sep.": 9,
        "oct.": 10, "nov.": 11, "dic.": 12, "setiembre": 9,
    },
    date=_date,
    day=" (?:de |del )?",
    clock=_clock,
    currencies=currencies(
        """
        € EUR | euro | euros | m | céntimo | céntimos
        US$ USD $ | dólar | dólares | m | centavo | centavos
        A$ AU$ AUD | dólar australiano | dólares australianos | m | centavo | centavos
        C$ CA$ CAD | dólar canadiense | dólares canadienses | m | centavo | centavos
        £ GBP | libra | libras | f | penique | peniques
        R$ BRL | real | reales | m | centavo | centavos
        MX$ MXN | peso | pesos | m | centavo | centavos
        COP CLP ARS UYU ₱ PHP | peso | pesos | m | centavo | centavos
        S/ S/. PEN | sol | soles | m | céntimo | céntimos
        Bs Bs. BOB | boliviano | bolivianos | m | centavo | centavos
        ₡ CRC | colón | colones | m | céntimo | céntimos
        ₲ PYG | guaraní | guaraníes | m
        GTQ | quetzal | quetzales | m | centavo | centavos
        CHF | franco suizo | francos suizos | m | céntimo | céntimos
        ₩ KRW | won | wones | m
        ¥ JPY | yen | yenes | m
        CNY | yuan | yuanes | m
        ₹ INR | rupia | rupias | f
        ₽ RUB | rublo | rublos | m | kopek | kopeks
        ₺ TRY | lira | liras | f
        ₪ | séquel | séqueles | m
        kr SEK NOK DKK | corona | coronas | f
        ₿ BTC | bitcoin | bitcoins | m
        """
    ),
    price=_price,
    units=nouns(
        """
        km | kilómetro | kilómetros
        m | metro | metros
        dm | decímetro | decímetros
        cm | centímetro | centímetros
        mm | milímetro | milímetros
        μm µm | micrómetro | micrómetros
        nm | nanómetro | nanómetros
        km² km2 | kilómetro cuadrado | kilómetros cuadrados
        m² m2 | metro cuadrado | metros cuadrados
        cm² cm2 | centímetro cuadrado | centímetros cuadrados
        m³ m3 | metro cúbico | metros cúbicos
        cm³ cm3 | centímetro cúbico | centímetros cúbicos
        kg | kilogramo | kilogramos
        g gr | gramo | gramos
        mg | miligramo | miligramos
        t | tonelada | toneladas | f
        l L | litro | litros
        ml mL | mililitro | mililitros
        cl cL | centilitro | centilitros
        h hs hrs | hora | horas | f
        min | minuto | minutos
        s seg | segundo | segundos
        ms | milisegundo | milisegundos
        ha | hectárea | hectáreas | f
        °C ºC | grado Celsius | grados Celsius
        °F ºF | grado Fahrenheit | grados Fahrenheit
        ° | grado | grados
        kB KB kb | kilobyte | kilobytes
        MB Mb | megabyte | megabytes
        GB Gb | gigabyte | gigabytes
        TB Tb | terabyte | terabytes
        Mbps | megabit por segundo | megabits por segundo
        W | vatio | vatios
        kW | kilovatio | kilovatios
        MW | megavatio | megavatios
        kWh | kilovatio hora | kilovatios hora
        V | voltio | voltios
        A | amperio | amperios
        Hz | hercio | hercios
        kHz | kilohercio | kilohercios
        MHz | megahercio | megahercios
        GHz | gigahercio | gigahercios
        dB | decibelio | decibelios
        kcal | kilocaloría | kilocalorías | f
        cal | caloría | calorías | f
        px | píxel | píxeles
        km/h | kilómetro por hora | kilómetros por hora
        m/s | metro por segundo | metros por segundo
        mph | milla por hora | millas por hora | f
        kph | kilómetro por hora | kilómetros por hora
        nudos kn | nudo | nudos
        mm² mm2 | milímetro cuadrado | milímetros cuadrados
        dm² dm2 | decímetro cuadrado | decímetros cuadrados
        mi² mi2 | milla cuadrada | millas cuadradas | f
        ft² ft2 | pie cuadrado | pies cuadrados
        mm³ mm3 | milímetro cúbico | milímetros cúbicos
        dm³ dm3 | decímetro cúbico | decímetros cúbicos
        cc | centímetro cúbico | centímetros cúbicos
        m/s² m/s2 | metro por segundo al cuadrado | metros por segundo al cuadrado
        dl dL | decilitro | decilitros
        hl hL | hectolitro | hectolitros
        dam | decámetro | decámetros
        hm | hectómetro | hectómetros
        lb lbs | libra | libras | f
        oz | onza | onzas | f
        ft | pie | pies
        in pulg | pulgada | pulgadas | f
        yd | yarda | yardas | f
        gal | galón | galones
        μs µs | microsegundo | microsegundos
        ns | nanosegundo | nanosegundos
        μg µg mcg | microgramo | microgramos
        GW | gigavatio | gigavatios
        mW | milivatio | milivatios
        MWh | megavatio hora | megavatios hora
        kV | kilovoltio | kilovoltios
        mV | milivoltio | milivoltios
        mA | miliamperio | miliamperios
        mAh | miliamperio hora | miliamperios hora
        Ω | ohmio | ohmios
        J | julio | julios
        kJ | kilojulio | kilojulios
        N | newton | newtons
        Pa | pascal | pascales
        hPa | hectopascal | hectopascales
        kPa | kilopascal | kilopascales
        bar | bar | bares
        atm | atmósfera | atmósferas | f
        lm | lumen | lúmenes
        lx | lux | lux
        cd | candela | candelas | f
        mol | mol | moles
        rad | radián | radianes
        Bq | becquerel | becquereles
        Sv | sievert | sieverts
        mmHg | milímetro de mercurio | milímetros de mercurio
        hp | caballo de fuerza | caballos de fuerza
        CV | caballo de vapor | caballos de vapor
        rpm | revolución por minuto | revoluciones por minuto | f
        eV | electronvoltio | electronvoltios
        ppm | parte por millón | partes por millón | f
        PB | petabyte | petabytes
        kbps | kilobit por segundo | kilobits por segundo
        Gbps | gigabit por segundo | gigabits por segundo
        bit bits | bit | bits
        mes | mes | meses
        """
    ),
    per="por",
    names={
        "extension": "extensión",
        ",": "coma", ".": "punto", "-": "menos", "+": "más", "×": "por", "÷": "entre", "/": "sobre",
        "=": "es igual a", "%": "por ciento", "‰": "por mil", "&": "y", "§": "párrafo", "°": "grados",
        "@": "arroba", "#": "número", "hashtag": "almohadilla", "to": "a", "and": "y", "w": "uve doble",
        "web /": "barra", "web :": "dos puntos", "web -": "guion", "web _": "barra baja", "web .": "punto",
        "web ?": "signo de interrogación", "web #": "almohadilla", "web =": "signo igual", "web +": "signo más",
        "web $": "signo de dólar", "web &": "y", "^": "elevado a",
        "<": "menor que", ">": "mayor que",
        "€": "euros", "$": "dólares", "£": "libras", "©": "copyright", "the day": "(?:el|día|del|al)",
        "hour": "(?:las|la)",
        "chapter": "capítulo|cap[ií]tulos|tomo|volumen|libro|acto|escena|parte|título|artículo|canto",
        "numbered": "anexo|fase|tipo|grupo|nivel|clase|serie|sección|tabla|figura|zona|división|años?",
        "feminine": _FEMININE,
    },
    halves={
        2: ("medio", "medios"), 3: ("tercio", "tercios"), 4: ("cuarto", "cuartos"), 5: ("quinto", "quintos"),
        6: ("sexto", "sextos"), 7: ("séptimo", "séptimos"), 8: ("octavo", "octavos"), 9: ("noveno", "novenos"),
        10: ("décimo", "décimos"),
    },
    part=_part,
    abbreviations=ABBREVIATIONS,
    short_forms=SHORT_FORMS,
    ordinal_marks=(
        r"\.?[ºᵒ]s?|\.°|\.?os?\b|\.?(?:er|ᵉʳ)|(?<=1)ros?|(?<=2)dos?|(?<=3)ros?|(?<=[456])tos?|(?<=[07])mos?|"
        r"(?<=8)vos?|(?<=9)nos?",
        r"\.?[ªᵃ]s?|\.?as?\b|(?<=[13])ras?|(?<=2)das?|(?<=[456])tas?|(?<=[07])mas?|(?<=8)vas?|(?<=9)nas?",
    ),
    kings=(
        r"Luis|Felipe|Carlos|Alfonso|Fernando|Juan Carlos|Juan Pablo|Juan|Pedro|Enrique|Jorge|Isabel|Catalina|María|"
        r"Pío|Benedicto|Pablo|Clemente|Gregorio|Inocencio|León|Napoleón|Sancho|Jaime|Jacobo|Ramiro|Eduardo|Guillermo|"
        r"Ricardo|Francisco|Federico|Nicolás|Alejandro|Iván|Urbano|Alejandría|Bonifacio|Julio|Sixto|Adriano|Ramsés"
    ),
    king_ordinal=lambda number: number <= 10,
    centuries="siglos?",
    century_ordinal=lambda number: number < 10,
    chapter_ordinal=lambda number: number <= 10,
    scales="mil millones|mil|millón|millones|billón|billones",
    timetable=_timetable,
    half_day=_half_day,
)  # fmt: skip

KINDS = kinds_of(WORDS)
