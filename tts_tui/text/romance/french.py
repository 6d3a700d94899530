"""French."""

# ruff: noqa: SIM905 (lists that are to be read as words)

from __future__ import annotations

from collections.abc import Sequence

from tts_tui.text.romance.french_short import ABBREVIATIONS
from tts_tui.text.romance.kinds import kinds_of
from tts_tui.text.romance.numbers import Form, Numbers
from tts_tui.text.romance.tables import currencies, units
from tts_tui.text.romance.words import Words

_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
).split()
_TENS = ("", "", *"vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split())


def _below_hundred(number: int) -> str:
    if number < 20:
        return _UNITS[number]
    tens, units = divmod(number, 10)
    if tens in (7, 9):
        units += 10
    if number == 80:
        return "quatre-vingts"
    if not units:
        return _TENS[tens]
    return _TENS[tens] + (" et " if units in (1, 11) and tens < 8 else "-") + _UNITS[units]


def _below_thousand(number: int, form: Form) -> str:
    hundreds, rest = divmod(number, 100)
    wording = []
    if hundreds:
        wording.append("cent" if hundreds == 1 else f"{_UNITS[hundreds]} cent{'' if rest else 's'}")
    if rest or not hundreds:
        wording.append(_below_hundred(rest))
    spoken = " ".join(wording)
    return spoken + "e" if form == "f" and number % 10 == 1 and spoken.endswith("un") else spoken


def _thousand(count: int, form: Form) -> str:
    if count == 1:
        return "mille"
    wording = _below_thousand(count, "")
    return f"{wording[:-1] if wording.endswith(('cents', 'vingts')) else wording} mille"


def _join(wording: Sequence[str], last: int) -> str:
    between = (
        " et "
        if len(wording) == 2 and last == 1 and wording[0] in ("mille", "un million", "un milliard")
        else " "
    )
    return between.join(wording)


def _ordinal(number: int, feminine: bool) -> str:
    if number == 1:
        return "première" if feminine else "premier"
    wording = NUMBERS.cardinal(number)
    if wording.endswith(("cents", "vingts", "millions", "milliards")):
        wording = wording[:-1]
    if wording.endswith("cinq"):
        return wording + "uième"
    if wording.endswith("neuf"):
        return wording[:-1] + "vième"
    return (wording[:-1] if wording.endswith("e") else wording) + "ième"


NUMBERS = Numbers(
    _below_thousand,
    _thousand,
    tuple((scale, scale + "s") for scale in "million milliard billion billiard trillion trilliard".split()),
    _join,
    _ordinal,
    "de",
)


def _date(day: str, month: str, year: str) -> str:
    return f"{day} {month}" + (f" {year}" if year else "")


def _clock(hours: int, minutes: int | None, seconds: int | None) -> str:
    wording = f"{NUMBERS.cardinal(hours, 'f')} heure{'s' * (hours > 1)}"
    if minutes:
        wording += f" {NUMBERS.cardinal(minutes, '' if seconds is None else 'f')}"
    if seconds is not None:
        if minutes:
            wording += f" minute{'s' * (minutes > 1)}"
        wording += f" {NUMBERS.cardinal(seconds, 'f')} seconde{'s' * (seconds > 1)}"
    return wording


def _half_day(hours: int, after_noon: bool) -> str:
    if not after_noon:
        return "du matin"
    return "du soir" if 6 <= hours < 12 else "de l'après-midi"


def _part(number: int) -> tuple[str, str]:
    one = _ordinal(number, False)
    return one, one + "s"


_NAMES = (
    "Louis|Henri|Charles|François|Philippe|Jean-Paul|Jean|Napoléon|Pie|Benoît|Paul|Clément|Grégoire|Innocent|Léon|"
    "Georges|Guillaume|Élisabeth|Elisabeth|Catherine|Richard|Édouard|Edouard|Jacques|Frédéric|Nicolas|Alexandre|"
    "Pierre|Ivan|Albert|Léopold|Baudouin|Alphonse|Ferdinand|Robert|Hugues|Boniface|Urbain|Jules|Sixte|Ramsès|Hassan|"
    "Mohammed|Victor-Emmanuel|Rainier|Gustave|Christian"
)

WORDS = Words(
    code="fr",
    numbers=NUMBERS,
    below_two=True,
    months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    month_stops={
        "janv.": 1, "févr.": 2, "fév.": 2, "avr.": 4, "juil.": 7, "sept.": 9, "oct.": 10, "nov.": 11, "déc.": 12,
        "aout": 8,
    },
    date=_date,
    day=" ",
    clock=_clock,
    currencies=currencies("fr"),
    price=lambda unit, cents, noun: f"{unit} {cents}",
    units=units("fr"),
    per="par",
    names={
        "by": "sur", "with": "", "version": "version", "years": "années", "²": "au carré", "³": "au cube",
        "decade": "(?:(?:les |des )?années|les|des)", "of hour": "(?!)",
        "events": "millénaire|république|guerre|congrès|édition|dynastie|festival|empire|croisade|législature",
        "extension": "poste",
        ",": "virgule", ".": "point", "-": "moins", "+": "plus", "×": "fois", "÷": "divisé par", "/": "sur",
        "=": "égale", "%": "pour cent", "‰": "pour mille", "&": "et", "§": "paragraphe", "°": "degrés",
        "@": "arobase", "#": "numéro", "hashtag": "hashtag", "to": "à", "and": "et", "w": "double vé",
        "web /": "barre oblique", "web :": "deux points", "web -": "tiret", "web _": "tiret bas", "web .": "point",
        "web ?": "point d'interrogation", "web #": "dièse", "web =": "égale", "^": "puissance", "<": "inférieur à",
        "∞": "infini", "π": "pi", "√": "racine carrée de", "≈": "environ", "≠": "différent de",
        "≤": "inférieur ou égal à", "≥": "supérieur ou égal à", "±": "plus ou moins",
        ">": "supérieur à", "€": "euros", "$": "dollars", "£": "livres", "©": "copyright",
        "the day": "(?:le|du|au)", "hour": "à",
        "chapter": "chapitre|tome|volume|livre|acte|scène|partie|titre|article|annexe|phase|type|Vatican|Paris|Lyon",
        "numbered": "type|groupe|niveau|classe|série|section|tableau|figure|zone|division|Rocky|an|opus",
        "feminine": "tasses|cuillères|cuillerées|pommes|bouteilles|tranches|journées|livres|douzaines|lettres|voix|"
        "étoiles|voitures|étapes|équipes|écoles|chambres|portes|tables|chaises|fenêtres|balles|fois|personnes|heures|semaines|pages|minutes|secondes|années|femmes|filles|maisons|tonnes|"
        "entreprises|familles|victimes|places|lettres|nuits|rues|villes|îles|choses|parties|questions|onces",
    },
    halves={
        2: ("demi", "demis"), 3: ("tiers", "tiers"), 4: ("quart", "quarts"),
    },
    part=_part,
    abbreviations=ABBREVIATIONS,
    ordinal_marks=(r"ᵉʳˢ|ᵉˢ|ⁿᵈ|ᵈ|ds?|ers?|èmes?|emes?|es?|ièmes?|nds?|ᵉʳ|ᵉ", r"ères?|res?|ʳᵉˢ?|ⁿᵈᵉ|des?|ndes?"),
    kings=_NAMES,
    king_ordinal=lambda number: number == 1,
    centuries="siècles?|arrondissement|millénaire|dynastie|république",
    century_ordinal=lambda number: True,
    scales="millions?|milliards?|billions?|mille",
    short_scales={"M": ("million", "millions"), "k": ("mille", "mille"), "K": ("mille", "mille"),
                  **dict.fromkeys(("Md", "Mds", "Mrd", "Mrds"), ("milliard", "milliards"))},
    phone_pairs=True,
    half_day=_half_day,
)  # fmt: skip

KINDS = kinds_of(WORDS)
