"""Dates and times of day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.hindi.amounts import ALONE, DIGITS, NO_LETTER, NO_LETTER_BEFORE
from tts_tui.text.hindi.numbers import cardinal, mixed, year
from tts_tui.text.hindi.tables import MONTHS, WRITTEN_MONTHS

_NAMES = "|".join(map(re.escape, sorted(WRITTEN_MONTHS, key=len, reverse=True)))
_END = r"(?![\w/]|[.,-]\d)"


def _date(day: str, month: str, written: str) -> Sequence[Part] | None:
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return None
    return (f"{cardinal(int(day))} {MONTHS[int(month) - 1]} {_year(written)}",)


def _year(written: str) -> str:
    return year(int(written)) if len(written) == 4 else cardinal(int(written))


DATES = Kind(
    "dates",
    "15/08/1947",
    (
        Rule(
            rf"{ALONE}(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_END}",
            lambda match: _date(match[1], match[3], match[4]),
        ),
        Rule(
            rf"{ALONE}(\d{{4}})([/-])(\d{{2}})\2(\d{{2}}){_END}",
            lambda match: _date(match[4], match[3], match[1]),
        ),
        Rule(
            rf"{ALONE}(\d{{1,2}})( ?)({_NAMES})(,? )(\d{{4}})(?!\d|[.,]\d)",
            lambda match: (cardinal(int(match[1])), " ", 3, 4, year(int(match[5]))),
        ),
        Rule(
            rf"{NO_LETTER_BEFORE}({_NAMES})( \d{{1,2}})?(,? )(\d{{4}})(?!\d|[.,]\d)",
            lambda match: (1, f" {cardinal(int(match[2]))}" if match[2] else "", 3, year(int(match[4]))),
        ),
    ),
    DIGITS,
)


def _clock(match: re.Match[str]) -> Sequence[Part] | None:
    hours, minutes = int(match[1]), int(match[2])
    seconds = int(match[3]) if match[3] else 0
    if hours > 24 or minutes > 59 or seconds > 59:
        return None
    struck = bool(match[4])
    if not minutes and not seconds:
        return (f"{cardinal(hours)} बजे",)
    quarter = {15: (1, 4), 30: (1, 2), 45: (3, 4)}.get(minutes)
    if quarter and not seconds and 1 <= hours <= 12:
        said = mixed(0 if (hours, minutes) == (12, 45) else hours, *quarter)
        if (hours, minutes) == (12, 45):
            said = "पौने एक"
        return (f"{said} बजे" if struck else said,)
    said = f"{cardinal(hours)} बजकर"
    if minutes:
        said += f" {cardinal(minutes)} मिनट"
    if seconds:
        said += f" {cardinal(seconds)} सेकंड"
    return (said,)


TIMES = Kind(
    "times",
    "10:30",
    (
        Rule(rf"(?<![\w.,:/])(\d{{1,2}}):(\d{{2}})(?::(\d{{2}}))?( बजे{NO_LETTER})?(?![\w/]|[.,:]\d)", _clock),
        Rule(rf"(?<![\w.,:/])(\d{{1,2}})\.([0-5०-५]\d)()( बजे{NO_LETTER})", _clock),
    ),
    DIGITS,
)
