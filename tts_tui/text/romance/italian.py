"""Italian."""

# ruff: noqa: SIM905 (lists that are to be read as words)

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.romance.italian_short import ABBREVIATIONS, SHORT_FORMS
from tts_tui.text.romance.kinds import kinds_of
from tts_tui.text.romance.numbers import Form, Numbers
from tts_tui.text.romance.tables import currencies, units
from tts_tui.text.romance.words import Words

_UNITS = (
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto diciannove"
).split()
_TENS = ("", "", *"venti trenta quaranta cinquanta sessanta settanta ottanta novanta".split())
_ORDINALS = ("", *"primo secondo terzo quarto quinto sesto settimo ottavo nono decimo".split())


def _small(number: int) -> str:
    """0 to 999 in one word, without the accent of a tre at its end."""
    if number < 20:
        return _UNITS[number]
    if number < 100:
        tens, units = divmod(number, 10)
        ten = _TENS[tens][:-1] if units in (1, 8) else _TENS[tens]
        return ten + (_UNITS[units] if units else "")
    hundreds, rest = divmod(number, 100)
    hundred = ("" if hundreds == 1 else _UNITS[hundreds]) + "cento"
    if rest == 8 or rest // 10 == 8:
        hundred = hundred[:-1]
    return hundred + (_small(rest) if rest else "")


def _accented(wording: str) -> str:
    return wording[:-1] + "é" if wording.endswith("tre") and wording != "tre" else wording


def _below_thousand(number: int, form: Form) -> str:
    """Hundreds are a word of their own: a voice runs the long words together that are right in writing."""
    if number == 1 and form:
        return "un" if form == "m" else "una"
    hundreds, rest = divmod(number, 100)
    if not hundreds or rest == 8 or rest // 10 == 8:  # centottanta
        return _accented(_small(number))
    hundred = _small(hundreds * 100)
    return f"{hundred} {_accented(_small(rest))}" if rest else hundred


def _thousand(count: int, form: Form) -> str:
    if count == 1:
        return "mille"
    wording = _below_thousand(count, "")
    return f"{wording.replace('é', 'e')}{'' if count % 100 else ' '}mila"


def _join(wording: Sequence[str], last: int) -> str:
    return " ".join(wording)


def _one_word(number: int) -> str:
    """As it is written, below a million."""
    thousands, rest = divmod(number, 1000)
    first = "" if not thousands else "mille" if thousands == 1 else f"{_small(thousands)}mila"
    return first + (_small(rest) if rest or not thousands else "")


def _ordinal(number: int, feminine: bool) -> str:
    if number >= 10**6:
        return NUMBERS.cardinal(number)
    if number <= 10:
        wording = _ORDINALS[number]
    elif number % 10 in (3, 6) and number % 100 not in (13, 16):
        wording = _one_word(number) + "esimo"
    else:
        wording = _one_word(number)[:-1] + ("lesimo" if number % 1000 == 0 and number > 1000 else "esimo")
    return wording[:-1] + "a" if feminine else wording


NUMBERS = Numbers(
    _below_thousand,
    _thousand,
    (
        ("milione", "milioni"),
        ("miliardo", "miliardi"),
        ("bilione", "bilioni"),
        ("biliardo", "biliardi"),
        ("trilione", "trilioni"),
        ("triliardo", "triliardi"),
    ),
    _join,
    _ordinal,
    "di",
)


def _date(day: str, month: str, year: str) -> str:
    return f"{day} {month}" + (f" {year}" if year else "")


_PARTS_OF_HOUR = {15: "un quarto", 30: "mezza"}


def _clock(hours: int, minutes: int | None, seconds: int | None) -> str:
    wording = _timetable(hours, 0, 0)
    if minutes:
        wording += (
            f" e {_PARTS_OF_HOUR.get(minutes) or NUMBERS.cardinal(minutes) + ' minut' + 'oi'[minutes > 1]}"
        )
    if seconds:
        wording += f" e {NUMBERS.cardinal(seconds, 'm')} second{'i' if seconds > 1 else 'o'}"
    return wording


def _timetable(hours: int, minutes: int | None, seconds: int | None) -> str:
    wording = "una" if hours == 1 else NUMBERS.cardinal(hours)
    if minutes and minutes in _PARTS_OF_HOUR and hours <= 12:
        wording += f" e {_PARTS_OF_HOUR[minutes]}"
    elif minutes:
        wording += f" e {NUMBERS.cardinal(minutes)}"
    if seconds:
        wording += f" e {NUMBERS.cardinal(seconds, 'm')} second{'oi'[seconds > 1]}"
    return wording


def _half_day(hours: int, after_noon: bool) -> str:
    if not after_noon:
        return "di notte" if hours == 12 else "di mattina"
    return "di sera" if 6 <= hours < 12 else "di pomeriggio"


def _price(unit: str, cents: str, noun: str) -> str:
    return f"{unit} e {cents} {noun}"


def _part(number: int) -> tuple[str, str]:
    one = _ordinal(number, False)
    return one, one[:-1] + "i"


WORDS = Words(
    code="it",
    numbers=NUMBERS,
    below_two=False,
    months="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(),
    month_stops={
        "gen.": 1, "genn.": 1, "feb.": 2, "febbr.": 2, "mar.": 3, "apr.": 4, "mag.": 5, "giu.": 6, "lug.": 7,
        "ago.": 8, "set.": 9, "sett.": 9, "ott.": 10, "nov.": 11, "dic.": 12,
    },
    date=_date,
    day=" ",
    clock=_clock,
    currencies=currencies("it"),
    price=_price,
    units=units("it"),
    per="per",
    names={
        "by": "per", "with": "e ", "version": "versione", "years": "anni", "²": "al quadrato", "³": "al cubo",
        "decade": "(?:(?:gli |degli |negli )?anni|gli|negli|degli)", "of hour": "di|del|e|in punto|alle|fino",
        "events": "guerra|edizione|anniversario|congresso|festival|repubblica|dinastia|legislatura|centenario|impero|"
        "millennio|crociata|concilio|giornata|premio|coppa|conferenza|municipio",
        "per ora": "all'ora", "per minuto": "al minuto", "per secondo": "al secondo",
        "extension": "interno", "of year": "del",
        ",": "virgola", ".": "punto", "-": "meno", "+": "più", "×": "per", "÷": "diviso", "/": "su",
        "=": "uguale", "%": "per cento", "‰": "per mille", "&": "e", "§": "paragrafo", "°": "gradi",
        "@": "chiocciola", "#": "numero", "hashtag": "hashtag", "to": "a", "and": "e", "w": "vu",
        "web /": "slash", "web :": "due punti", "web -": "trattino", "web _": "trattino basso", "web .": "punto",
        "web ?": "punto interrogativo", "web #": "cancelletto", "web =": "uguale", "^": "alla", "<": "minore di",
        "∞": "infinito", "π": "pi greco", "√": "radice quadrata di", "≈": "circa", "≠": "diverso da",
        "≤": "minore o uguale a", "≥": "maggiore o uguale a", "±": "più o meno",
        ">": "maggiore di", "€": "euro", "$": "dollari", "£": "sterline", "©": "copyright",
        "the day": "(?:il|del|al|dal)", "hour": "(?:alle|ore|dalle|le|all'una)",
        "chapter": "capitolo|tomo|volume|libro|atto|scena|parte|titolo|articolo|allegato|fase|tipo|canto",
        "numbered": "fase|tipo|gruppo|livello|classe|serie|sezione|tabella|figura|zona|divisione|allegato",
        "feminine": r"(?!(?:problem|sistem|tem|programm|poem|panoram|dramm|clim|diplom|pianet|artist|turist)[ai]\b)"
        r"\w{2,20}[^\W\d]a|"
        r"\w{2,20}(?:zioni|sioni|tà)|notti|parti|tazze|ore|volte|mele|cucchiaiate|settimane|pagine|persona|volta|ora|settimana|pagina|donna|casa|libbra|tonnellata|famiglia|parola|lettera|notte|"
        "mattina|sera|strada|città|isola|cosa|parte|domanda|risposta|bottiglia|camera|settimana|macchina",
    },
    halves={2: ("mezzo", "mezzi")},
    part=_part,
    abbreviations=ABBREVIATIONS,
    short_forms=SHORT_FORMS,
    ordinal_marks=(r"\.?º|\.°|\.?o\b", r"\.?ª|\.?a\b"),
    kings=(
        r"Luigi|Filippo|Carlo Alberto|Carlo|Alfonso|Ferdinando|Giovanni Paolo|Giovanni|Pietro|Enrico|Giorgio|"
        r"Elisabetta|Caterina|Maria|Pio|Benedetto|Paolo|Clemente|Gregorio|Innocenzo|Leone|Napoleone|Vittorio Emanuele|"
        r"Umberto|Guglielmo|Riccardo|Francesco|Federico|Nicola|Alessandro|Ivan|Urbano|Bonifacio|Giulio|Sisto|Adriano|"
        r"Ramses|Edoardo|Cosimo|Lorenzo|Amedeo|Ottone|Enea"
    ),
    king_ordinal=lambda number: True,
    centuries="secol[oi]",
    century_ordinal=lambda number: True,
    scales="mila|milione|milioni|miliardo|miliardi|bilione|bilioni",
    short_scales={**dict.fromkeys(("mln", "Mln", "M"), ("milione", "milioni")),
                  **dict.fromkeys(("mld", "Mld", "mrd"), ("miliardo", "miliardi")), "k": ("mila", "mila")},
    timetable=_timetable,
    half_day=_half_day,
)  # fmt: skip


def _whole_article(match: re.Match[str]) -> Sequence[Part]:
    if match[1]:
        return (1, "l ")
    return ("Il " if match[2] == "L" else "il ",)


_ELISIONS = Kind(
    "elisions",
    "all'1:30",
    (
        Rule(r"\b([Aa]ll|[Dd]all)e (?=una\b)", (1, "'")),
        # l'1/1/2000
        Rule(r"\b(?:([Dd]e|[Aa]|[Dd]a)l)?([Ll])['’](?=primo\b)", _whole_article),
    ),
    frozenset(),
    ("lle una", "'primo", "’primo"),
)
"""An hour has an article of its own: all'una."""

KINDS = (*kinds_of(WORDS), _ELISIONS)
