"""Money, measures, shares, fractions, ordinals and plain numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.hindi.numbers import cardinal, decimal, figures, mixed, ordinal, year
from tts_tui.text.hindi.tables import MONEY, ONE_OF, PER, UNITS

DIGITS = frozenset("0123456789०१२३४५६७८९")
NUMBER = r"(?:\d{1,3}(?:,\d{2,3})+|\d+)(?:\.\d+)?"
NO_LETTER = r"(?![\w\u0900-\u0963\u0971-\u097f])"
"""No letter or vowel sign follows; Python takes a sign for no part of a word."""
NO_LETTER_BEFORE = r"(?<![\w\u0900-\u0963\u0971-\u097f])"
ALONE = r"(?<![\w.,/-])"
_END = r"(?![\w/]|[.,-]?\d)"
_SCALE = r"(?: ?(हज़ार|हजार|लाख|करोड़|अरब|खरब|मिलियन|बिलियन|million|billion)" + NO_LETTER + ")?"
_SCALES = {"million": "मिलियन", "billion": "बिलियन"}
_FRACTIONS = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8)}


def _alternatives(names: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


def _sum(sign: str, amount: str, scale: str | None) -> Sequence[Part]:
    one, several, small = MONEY[sign]
    if scale:
        return (f"{decimal(amount)} {_SCALES.get(scale, scale)} {several}",)
    whole, _, places = amount.replace(",", "").partition(".")
    count = int(whole)
    if places and not small:
        return (f"{decimal(amount)} {several}",)
    cents = int(f"{places:0<2}"[:2].replace(" ", "0")) if places else 0
    said = [f"{cardinal(count)} {one if count == 1 else several}"] if count or not cents else []
    if cents:
        said.append(f"{cardinal(cents)} {small}")
    return (" ".join(said),)


_SIGNS = _alternatives(list(MONEY))
MONEY_KIND = Kind(
    "money",
    "₹50.50",
    (
        Rule(
            rf"{NO_LETTER_BEFORE}({_SIGNS}) ?({NUMBER})(?:/-)?{_SCALE}(?![\d])",
            lambda match: _sum(match[1], match[2], match[3]),
        ),
        Rule(
            rf"{ALONE}({NUMBER}){_SCALE} ?([₹₨$€£¥₩৳₽]|(?:INR|USD|EUR|GBP)\b)",
            lambda match: _sum(match[3], match[1], match[2]),
        ),
        Rule(rf"{ALONE}({NUMBER})/-", lambda match: _sum("₹", match[1], None)),
    ),
    DIGITS,
)

_UNIT = _alternatives(list(UNITS))
_QUARTERS = r"(?:(\d+) )?(\d+)[/⁄](\d+)"


def _measure(amount: str, unit: str, per: str | None) -> Sequence[Part] | None:
    name = UNITS[unit]
    if amount in ("1", "१", "एक"):
        name = ONE_OF.get(name, name)
    if per:
        behind = PER.get(per) or ONE_OF.get(UNITS[per], UNITS[per])
        name = f"{name} प्रति {behind}"
    return (f"{_spoken(amount)} {name}",)


def _spoken(amount: str) -> str:
    if found := re.fullmatch(_QUARTERS, amount):
        return mixed(int(found[1] or 0), int(found[2]), int(found[3]))
    return decimal(amount)


def _fraction(match: re.Match[str]) -> Sequence[Part] | None:
    whole, numerator, denominator = int(match[1] or 0), int(match[2]), int(match[3])
    if not denominator:
        return None
    if whole:
        return (mixed(whole, numerator, denominator),)
    return (f"{cardinal(numerator)} बटा {cardinal(denominator)}",)


MEASURES = Kind(
    "measures",
    "5 km",
    (
        Rule(
            rf"{ALONE}({NUMBER}) ?(?:-|–|से) ?({NUMBER}) ?({_UNIT})(?:/({_UNIT}|घंटा))?{NO_LETTER}",
            lambda match: (f"{decimal(match[1])} से ", *(_measure(match[2], match[3], match[4]) or ())),
        ),
        Rule(
            rf"{ALONE}({_QUARTERS}|{NUMBER}) ?({_UNIT})(?:/({_UNIT}|घंटा))?{NO_LETTER}(?![²³])",
            lambda match: _measure(match[1], match[5], match[6]),
        ),
        Rule(rf"{ALONE}({NUMBER}) ?[xX] ?({NUMBER})(?: ?[xX] ?({NUMBER}))?{_END}", lambda match: _by(match)),
        Rule(rf"({NUMBER}) ?%", lambda match: (f"{decimal(match[1])} प्रतिशत",)),
    ),
    DIGITS,
)


def _by(match: re.Match[str]) -> Sequence[Part]:
    return (" बाई ".join(decimal(each) for each in match.groups() if each),)


def _ordinal(match: re.Match[str]) -> Sequence[Part] | None:
    number, suffix = int(match[1]), match[2]
    return (ordinal(number, suffix[1] if suffix[0] in "लरथठव" else "ा"),)


ORDINALS = Kind(
    "ordinals",
    "5वीं",
    (
        Rule(rf"(?<![\w.,/])(\d{{1,9}}) ?-?([लरथठव][ाीे][ँं]?){NO_LETTER}", _ordinal),
        Rule(
            rf"(?i){ALONE}(\d{{1,9}})(st|nd|rd|th){NO_LETTER}",
            lambda match: (
                {"1": "फ़र्स्ट", "2": "सेकंड", "3": "थर्ड"}.get(match[1]) or ordinal(int(match[1]), "ा"),
            ),
        ),
    ),
    DIGITS,
)

FRACTIONS = Kind(
    "fractions",
    "1 1/2",
    (
        Rule(
            r"(?<![\w.,/])(?:(\d{1,9}) )?(\d{1,9})[/⁄](\d{1,9})(?![\w/.]\d|[/\w])",
            _fraction,
        ),
        Rule(
            rf"(\d{{0,9}}) ?([{''.join(_FRACTIONS)}])",
            lambda match: (mixed(int(match[1] or 0), *_FRACTIONS[match[2]]),),
        ),
    ),
    DIGITS | frozenset(_FRACTIONS),
)


def _between(match: re.Match[str]) -> Sequence[Part] | None:
    first, second = match[1], match[2]
    years = len(first) == len(second) == 4 or (len(first) == 4 and len(second) == 2)
    if years and 1100 <= int(first) < 2100:
        return (f"{year(int(first))} से {year(int(second))}",)
    return (f"{decimal(first)} से {decimal(second)}",)


RANGES = Kind(
    "ranges",
    "10-20",
    (Rule(rf"{ALONE}({NUMBER})[-–]({NUMBER})(?![\w/]|[.,-]?\d)", _between),),
    DIGITS,
)

_NAMED_YEAR = r"(?:सन्?|वर्ष|साल|संवत|ईस्वी|ईसवी)"
YEARS = Kind(
    "years",
    "सन 1947",
    (
        Rule(rf"{ALONE}(\d{{1,4}}) ई\.(?!पू)", lambda match: (year(int(match[1])), " ईसवी")),
        Rule(
            rf"{NO_LETTER_BEFORE}({_NAMED_YEAR} )(\d{{4}})(?![\d]|[.,]\d)",
            lambda match: (1, year(int(match[2]))),
        ),
        Rule(
            rf"{ALONE}(1[1-9]\d\d|१[१-९][०-९]{{2}})(?= (?:में|के दशक|ई(?:स्वी|सवी)|ई\.)(?![\u0900-\u0903\u093a-\u094f]))",
            lambda match: (year(int(match[1])),),
        ),
        Rule(
            rf"{ALONE}(1[7-9]\d[1-9]|१[७-९][०-९][१-९])(?= (?:की|का|के|से){NO_LETTER})",
            lambda match: (year(int(match[1])),),
        ),
        Rule(
            rf"(\d)(?:(?<=\d)s| ?ई\.(?!पू)){NO_LETTER}",
            lambda match: (1, " ईसवी") if "ई" in match[0] else None,
        ),
    ),
    DIGITS,
)


def _plain(match: re.Match[str]) -> Sequence[Part]:
    sign = "ऋणात्मक " if match[1] else ""
    return (sign + decimal(match[2]),)


def _bare(match: re.Match[str]) -> Sequence[Part]:
    return (decimal(match[0]) if len(match[0]) < 19 else figures(match[0]),)


NUMBERS = Kind(
    "numbers",
    "1,25,000",
    (
        Rule(rf"(?<![\w.,/\u0900-\u097f])([-−]?)({NUMBER}){_END}", _plain),
        Rule(r"(?<!\d)\.(\d+)", lambda match: (f" दशमलव {figures(match[1])}",)),
        Rule(r"\d+", _bare),
    ),
    DIGITS,
)
