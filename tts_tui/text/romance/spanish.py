"""Spanish."""

# ruff: noqa: SIM905 (lists that are to be read as words)

from __future__ import annotations

from collections.abc import Sequence

from tts_tui.text.romance.kinds import kinds_of
from tts_tui.text.romance.numbers import Form, Numbers
from tts_tui.text.romance.spanish_short import ABBREVIATIONS, SHORT_FORMS
from tts_tui.text.romance.tables import currencies, units
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
    wording = []
    if hundreds:
        hundred = _HUNDREDS[hundreds]
        wording.append(hundred[:-2] + "as" if form == "f" and hundreds > 1 else hundred)
    if rest or not hundreds:
        if rest < 30:
            wording.append(_UNITS[rest])
        else:
            tens, units = divmod(rest, 10)
            wording.append(_TENS[tens] + (f" y {_UNITS[units]}" if units else ""))
    spoken = " ".join(wording)
    if form and spoken.endswith("uno"):
        if form == "f":
            return spoken[:-1] + "a"
        return spoken[:-9] + "veintiún" if spoken.endswith("veintiuno") else spoken[:-1]
    return spoken


def _thousand(count: int, form: Form) -> str:
    return "mil" if count == 1 else f"{_below_thousand(count, form or 'm')} mil"


def _join(wording: Sequence[str], last: int) -> str:
    return " ".join(wording)


def _tenth(tens: str, unit: str) -> str:
    return (tens[:-1] if unit[0] == "o" else tens) + unit


def _one_word(number: int) -> str:
    """A number below a thousand as the beginning of a word: treintaicinco, without an accent that ends it."""
    wording = _below_thousand(number, "m").replace(" y ", "i").replace(" ", "")
    for accented, plain in zip("éóú", "eou", strict=True):
        wording = wording.replace(accented, plain)
    return wording


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
        wording = [_HUNDREDTHS[hundreds], "undécimo"]
    elif rest == 12:
        wording = [_HUNDREDTHS[hundreds], "duodécimo"]
    elif tens == 1 and units:
        wording = [_HUNDREDTHS[hundreds], _tenth("decimo", _FIRST[units])]
    elif tens == 2 and units:
        wording = [_HUNDREDTHS[hundreds], _tenth("vigesimo", _FIRST[units])]
    else:
        wording = [_HUNDREDTHS[hundreds], _TENTHS[tens], _FIRST[units]]
    return " ".join(word[:-1] + "a" if feminine else word for word in wording if word)


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
    wording = NUMBERS.cardinal(hours, "f")
    if seconds:
        wording += f" hora{'s' * (hours != 1)}"
        if minutes:
            wording += f" {NUMBERS.cardinal(minutes, 'm')} minuto{'s' * (minutes > 1)}"
        return f"{wording} y {NUMBERS.cardinal(seconds, 'm')} segundo{'s' * (seconds > 1)}"
    return f"{wording} y {_PARTS_OF_HOUR.get(minutes) or NUMBERS.cardinal(minutes)}" if minutes else wording


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
    currencies=currencies("es"),
    price=_price,
    units=units("es"),
    per="por",
    names={
        "by": "por", "with": "y ", "version": "versión", "years": "años", "²": "al cuadrado", "³": "al cubo",
        "decade": "(?:(?:los |de los )?años|los|las|década de los)", "of hour": "de la|del|y|en punto|a",
        "events": "edición|aniversario|congreso|festival|semana|feria|guerra|república|centenario|jornadas?|premios?|"
        "milenio|copa|dinastía|división|cumbre|conferencia|imperio|legislatura|foro|encuentro|concurso|torneo|maratón",
        "extension": "extensión",
        ",": "coma", ".": "punto", "-": "menos", "+": "más", "×": "por", "÷": "entre", "/": "sobre",
        "=": "es igual a", "%": "por ciento", "‰": "por mil", "&": "y", "§": "párrafo", "°": "grados",
        "@": "arroba", "#": "número", "hashtag": "almohadilla", "to": "a", "and": "y", "w": "uve doble",
        "web /": "barra", "web :": "dos puntos", "web -": "guion", "web _": "barra baja", "web .": "punto",
        "web ?": "signo de interrogación", "web #": "almohadilla", "web =": "signo igual", "web +": "signo más",
        "web $": "signo de dólar", "web &": "y", "^": "elevado a",
        "<": "menor que", ">": "mayor que",
        "∞": "infinito", "π": "pi", "√": "raíz cuadrada de", "≈": "aproximadamente", "≠": "distinto de",
        "≤": "menor o igual que", "≥": "mayor o igual que", "±": "más menos",
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
    short_scales={"M": ("millón", "millones"), "MM": ("millón", "millones"), "k": ("mil", "mil"), "K": ("mil", "mil"),
                  "mill.": ("millón", "millones")},
    timetable=_timetable,
    half_day=_half_day,
)  # fmt: skip

KINDS = kinds_of(WORDS)
