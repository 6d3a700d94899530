"""Money, measures, shares, fractions and ordinals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.hindi.numbers import DIGITS, NUMBER, cardinal, minus, ordinal, with_quarter, wording
from tts_tui.text.hindi.tables import CURRENCIES, ENGLISH_ORDINALS, PLACE, QUARTERED, UNITS

_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip
_SCALE = (
    r"(?:(?: ?(लाख करोड़|हज़ार करोड़|हजार करोड़|हज़ार|हजार|लाख|करोड़|अरब|खरब|मिलियन|बिलियन|ट्रिलियन))"
    r"(?![\w\u0900-\u0963]))?"
)
WORD_END = r"(?![\w\u0900-\u0963])"
"""Vowel signs are no letters to `\\w`."""


def _any(names: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


_UNIT = _any([*UNITS])


_SIGNS = "[₹$€£¥]"


def _each(unit: str | None) -> str:
    return f" प्रति {UNITS.get(unit, unit)}" if unit else ""


def _coin(unit: str, count: int) -> str:
    return {"रुपए": "रुपया", "पैसे": "पैसा"}.get(unit, unit) if count == 1 else unit


def _priced(sign: str, number: str, scale: str | None, before: str | None) -> Sequence[Part]:
    unit, hundredth = CURRENCIES[sign]
    whole, _, decimals = number.partition(".")
    negative = "माइनस " if before else ""
    if scale:
        return (f"{negative}{wording(number)} {scale} {unit}",)
    count = int(whole.replace(",", ""))
    if not decimals or not hundredth or len(decimals) > 2:
        return (f"{negative}{wording(number)} {unit if decimals else _coin(unit, count)}",)
    parts = int(decimals.ljust(2, "0"))
    some = f"{wording(whole)} {_coin(unit, count)}" if count or not parts else ""
    cents = f"{cardinal(parts)} {_coin(hundredth, parts)}" if parts else ""
    return (negative + " ".join(filter(None, (some, cents))),)


RANGES = Kind(
    "ranges with a unit",
    "50-60% → पचास से साठ प्रतिशत",
    (
        Rule(
            rf"(?<![\w.,-])({NUMBER})(?: ?%)?(?:[-–~]| [-–] )(?=\d{{1,9}}(?:[.,]\d{{1,9}}){{0,4}} ?"
            rf"(?:%|{_any([*UNITS, *CURRENCIES])}){WORD_END}(?!-))",
            lambda match: (1, " से "),
        ),
        Rule(r"(?<![\w~])~ ?(?=[₹$€£]? ?\d)", ("लगभग ",)),
        # 20°C - 25°C, ₹5-₹10
        Rule(
            rf"(?<![\w.,-])((?:{_SIGNS})? ?{NUMBER} ?(?:{_UNIT}|{_SIGNS})?) ?[-–] ?"
            rf"(?=(?:{_SIGNS}) ?\d|\d{{1,9}}(?:\.\d{{1,9}})? ?(?:°|{_any([*UNITS, *CURRENCIES])}{WORD_END}))",
            (1, " से "),
        ),
    ),
    DIGITS,
    clues=("-", "–", "~"),
)
MONEY = Kind(
    "money",
    "₹50.50 → पचास रुपए पचास पैसे",
    (
        Rule(r"(?<=\d)/-(?= ?रु)", ()),
        Rule(
            rf"(?<![\w$€£])({_any([*CURRENCIES])}) ?({NUMBER}) ?[-–] ?({NUMBER}){_SCALE}",
            lambda match: (f"{wording(match[2])} से ", *_priced(match[1], match[3], match[4], None)),
        ),
        Rule(
            rf"(?<![\w$€£])([-−])?({_any([*CURRENCIES])}) ?({NUMBER}){_SCALE}"
            rf"(?:/-|/({_UNIT}|[^\W\d_][\w\u0900-\u0963]{{1,12}}))?",
            lambda match: (*_priced(match[2], match[3], match[4], match[1]), _each(match[5])),
        ),
        Rule(
            rf"(?<![\w.,/])([-−])?({NUMBER}){_SCALE} ?({_any([*CURRENCIES])}){WORD_END}",
            lambda match: _priced(match[4], match[2], match[3], match[1]),
        ),
        Rule(rf"(?<![\w.,/₹])({NUMBER})/-(?![\w-])", lambda match: _priced("₹", match[1], None, None)),
    ),
    DIGITS,
)


def _unit(sign: str) -> str:
    above, _, below = sign.partition("/")
    if sign in UNITS or not below:
        return UNITS[sign]
    return f"{UNITS[above]} प्रति {UNITS[below]}"


def _measured(match: re.Match[str]) -> Sequence[Part] | None:
    if (
        len(match[3]) == 1
        and match[3].isupper()
        and PLACE.search(match.string, match.end(), match.end() + 25)
    ):
        return None  # the number of a house
    number, unit = match[2], _unit(match[3])
    negative = minus(number) if match[1] else ""
    whole, _, decimals = number.replace(",", "").partition(".")
    quarter = {"25": 1, "5": 2, "50": 2, "75": 3}.get("".join(str(int(digit)) for digit in decimals))
    if quarter and match[3] in QUARTERED and len(whole) < 10:
        singular = match[3] != "घंटे" and int(whole) < 3 and not (quarter == 3 and int(whole) > 0)
        return (f"{negative}{with_quarter(int(whole), quarter)} {_counted(unit, singular)}",)
    return (f"{negative}{wording(number)} {_counted(unit, not decimals and int(whole) == 1)}",)


def _counted(unit: str, one: bool) -> str:
    return {"घंटा": "घंटे", "हफ़्ता": "हफ़्ते", "महीना": "महीने"}.get(unit, unit) if not one else unit


def _by(match: re.Match[str]) -> Sequence[Part]:
    return (*((1,) if match[1] else ()), " बाई ")


MEASURES = Kind(
    "units",
    "5 km → पाँच किलोमीटर",
    (
        Rule(rf"(?<=\d)( ?(?:{_UNIT}))? ?[x×] ?(?={NUMBER} ?(?:{_UNIT})(?![\w\u0900-\u0963]))", _by),
        Rule(rf"(?<![\w.,/])([-−])?({NUMBER}) ?((?:{_UNIT})(?:/(?:{_UNIT}))?)(?![\w²³/\u0900-\u0963])", _measured),
    ),
    DIGITS,
)  # fmt: skip
PERCENT = Kind(
    "percent",
    "5% → पाँच प्रतिशत",
    (
        Rule(
            rf"((?<![\w\u0900-\u0963.,%-])[-−])?({NUMBER}) ?%",
            lambda match: (f"{minus(match[2]) if match[1] else ''}{wording(match[2])} प्रतिशत",),
        ),
    ),
    frozenset("%"),
)


def _part(whole: str | None, over: int, under: int) -> str:
    if whole and under in (2, 4) and over < under:
        return with_quarter(int(whole), over * 4 // under)
    part = f"{cardinal(over)} बटा {cardinal(under)}"
    return f"{wording(whole)} और {part}" if whole else part


def _sign(match: re.Match[str]) -> Sequence[Part]:
    over, under = _VULGAR[match[2]]
    if under == 4 and not match[1]:
        return (f"{cardinal(over)} चौथाई",)
    if under in (2, 4):
        return (with_quarter(int(match[1] or 0), over * 4 // under),)
    return (_part(match[1], over, under),)


FRACTIONS = Kind(
    "fractions",
    "2 1/2 → ढाई",
    (
        Rule(rf"(?:(?<![\d.,])(\d{{1,9}}) ?)?([{''.join(_VULGAR)}])", _sign),
        Rule(
            r"(?<![\w/.,-])(?<!\d )([1१3३])/([2२4४])(?= (?:किलो|लीटर|घंट|कप|चम्मच|मीटर|किमी|ग्राम|दिन|टन|इंच|दर्जन|एकड़))",
            lambda match: (
                ("आधा" if int(match[2]) == 2 else f"{cardinal(int(match[1]))} चौथाई",)
                if (int(match[1]), int(match[2])) != (3, 2)
                else None
            ),
        ),
        Rule(
            r"(?<![\w/.,])([-−])?(?:(\d{1,7}) )?(\d{1,7}) ?[/⁄] ?(\d{1,7})(?![\d/]|[.,]\d)",
            lambda match: (("ऋणात्मक " if match[1] else "") + _part(match[2], int(match[3]), int(match[4])),),
        ),
    ),
    frozenset("".join(_VULGAR) + "/⁄"),
)


def _english(match: re.Match[str]) -> Sequence[Part] | None:
    name = ENGLISH_ORDINALS.get(int(match[1]))
    return (name or ordinal(int(match[1]), "वां"),)


ORDINALS = Kind(
    "ordinals",
    "10वीं → दसवीं",
    (
        Rule(
            rf"(?<![\w.,])(\d{{1,3}}(?:,\d{{2,3}}){{1,4}}|\d{{1,9}}) ?-?(ला|ली|ले|रा|री|रे|था|थी|थे|ठा|ठी|ठे|ठवां|ठवीं|ठवें|"
            rf"वां|वाँ|वीं|वें|वा|वी|वे){WORD_END}",
            lambda match: (
                (ordinal(int(match[1].replace(",", "")), match[2]),)
                if match[2][0] != "ल" or int(match[1].replace(",", "")) == 1
                else None
            ),
        ),
        Rule(r"(?i)(?<![\w.,])(\d{1,4})(?:st|nd|rd|th)(?![\w])", _english),
    ),
    DIGITS,
)
