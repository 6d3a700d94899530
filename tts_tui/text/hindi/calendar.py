"""Dates, years and times of day."""

# ruff: noqa: SIM905 (lists that are to be read as words)

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.hindi.numbers import DIGITS, cardinal, with_quarter, year

_MONTHS = "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर".split()
_NAMES = "|".join([*_MONTHS, "फरवरी", "सितम्बर", "अक्तूबर", "नवम्बर", "दिसम्बर", "सितंबर"])
_END = r"(?![\d/]|[.,-]\d)"
_AFTER_YEAR = re.compile(r" (?:में(?! से)|की|के|का|से|तक|ई\.|ईस्वी|ईसवी|ईसा)(?![\w\u0900-\u0963])")
_QUARTERS = {15: 1, 30: 2, 45: 3}


def _date(day: str, month: str, its_year: str) -> Sequence[Part] | None:
    """Also a month before its day, where only that can be meant."""
    first, second = int(day), int(month)
    shown = f" {year(int(its_year))}" if its_year else ""
    if 1 <= first <= 31 and 1 <= second <= 12:
        return (f"{cardinal(first)} {_MONTHS[second - 1]}{shown}",)
    if 1 <= first <= 12 and 1 <= second <= 31:
        return (f"{_MONTHS[first - 1]} {cardinal(second)}{shown}",)
    return None


def _month(match: re.Match[str]) -> Sequence[Part] | None:
    if not 1 <= int(match[1]) <= 12:
        return None
    return (f"{_MONTHS[int(match[1]) - 1]} {year(int(match[2]))}",)


def _years(match: re.Match[str]) -> Sequence[Part] | None:
    """From a year to another, whose hundreds may be left out."""
    first, last = int(match[1]), int(match[2])
    if not 1100 <= first < 2100 or (len(match[2]) == 4 and not first < last < 2200):
        return None
    return (f"{year(first)} से {year(last)}",)


def _year(match: re.Match[str]) -> Sequence[Part]:
    return (year(int(match[0])),)


DATES = Kind(
    "dates",
    "15/08/1947 → पंद्रह अगस्त उन्नीस सौ सैंतालीस",
    (
        Rule(
            rf"(?<![\d/.,-])(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_END}",
            lambda match: _date(match[1], match[3], match[4]),
        ),
        Rule(
            rf"(?<![\d/.,-])(\d{{4}})([/-])(\d{{1,2}})\2(\d{{1,2}}){_END}",
            lambda match: _date(match[4], match[3], match[1]) if int(match[3]) <= 12 else None,
        ),
        Rule(
            rf"(?<![\d/.,-])(\d\d)-((?:0|०)[1-9१-९]|\d\d(?= (?:को|के दिन)(?!\w))){_END}",
            lambda match: _date(match[1], match[2], ""),
        ),
        Rule(rf"(?<![\d/.,-])(\d{{1,2}} (?:{_NAMES})) [-–] (?=\d{{1,2}} (?:{_NAMES}))", (1, " से ")),
        Rule(rf"(?<![\d/.,-])(\d{{1,2}})[-/](\d{{4}}){_END}", _month),
        Rule(r"(?<![\w.,])((?:1[5-9]|20)\d0)'?s(?!\w)", lambda match: (f"{year(int(match[1]))} का दशक",)),
        Rule(rf"(?<![\d/.,-])(\d{{4}}) ?[-–] ?(\d{{4}}|\d{{2}}){_END}", _years),
        Rule(
            rf"(?<=\d )({_NAMES})(,? )(\d{{4}}){_END}", lambda match: (1, 2, year(int(match[3])))
        ),
        Rule(rf"({_NAMES})( \d{{1,2}},? )(\d{{4}}){_END}", lambda match: (1, 2, year(int(match[3])))),
        Rule(
            rf"((?:{_NAMES}),? |सन्? |सन |वर्ष |साल |एक्ट,? |अधिनियम,? |कानून,? |ईसवी |ईस्वी )(\d{{4}})(?!\d|[.,/:-]\d)",
            lambda match: (1, year(int(match[2]))),
        ),
        Rule(
            r"(?<![\d/.,:₹$€£-])(1[1-9]\d\d) से (1[1-9]\d\d|20\d\d)"
            r"(?= (?:तक|के|की|का|में)(?![\w\u0900-\u0963])|[,।)]|\s*$)",
            lambda match: (f"{year(int(match[1]))} से {year(int(match[2]))}",),
        ),
        Rule(
            r"(?<![\d/.,:₹$€£-])1[1-9]\d\d(?= (?:और|या|तथा|व|से) 1[1-9]\d\d(?![\d,.]))",
            lambda match: (year(int(match[0])),),
        ),
        Rule(
            r"(?<![\d/.,:₹$€£-])1[1-9]\d\d|(?<![\d/.,:₹$€£-])१[१-९]\d\d",
            lambda match: _year(match) if _AFTER_YEAR.match(match.string, match.end()) else None,
        ),
    ),
    DIGITS,
)  # fmt: skip


def _clock(match: re.Match[str]) -> Sequence[Part] | None:
    hours, minutes = int(match[1]), int(match[2])
    seconds = int(match[3]) if match[3] else 0
    if hours > 24 or minutes > 59 or seconds > 59:
        return None
    if not seconds and minutes in _QUARTERS and hours:
        before_one = (hours, minutes) == (12, 45)
        return ("पौने एक" if before_one else with_quarter(hours, _QUARTERS[minutes]), match[4] or "")
    if not seconds and not minutes:
        return (f"{cardinal(hours)} बजे",)
    parts = [f"{cardinal(hours)} बजकर"]
    if minutes:
        parts.append(f"{cardinal(minutes)} मिनट")
    if seconds:
        parts.append(f"{cardinal(seconds)} सेकंड")
    return (" ".join(parts),)


TIMES = Kind(
    "times",
    "10:20 → दस बजकर बीस मिनट",
    (
        Rule(r"(?<![\d.,:/])(\d{1,2}:\d\d) ?[-–—] ?(?=\d{1,2}:\d\d(?![\d/:]))", (1, " से ")),
        Rule(r"(?<![\d.,:/])(\d{1,2}):(\d\d)(?::(\d\d))?( बजे)?(?![\d/]|[.,:]\d)", _clock),
    ),
    DIGITS,
    clues=(":",),
)
