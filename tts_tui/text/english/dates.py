"""Dates: days, months and years in the order in which they are said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.context import COUNTED, counted, words
from tts_tui.text.english.numbers import (
    cardinal,
    ordinal,
    pairs,
    word_after,
    word_before,
    words_before,
    year,
)
from tts_tui.text.english.stamps import of_greenwich, time_to_the_second
from tts_tui.text.english.stops import stop_after

_YEAR_ROUND = "January February March April May June July August September October November December"
_NAMES = _YEAR_ROUND.split()
_SHORT = {name[:3].lower(): name for name in _NAMES} | {"sept": "September"}
_WEEKDAYS = {day[:3].lower(): day for day in
             ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")} | {
    "tues": "Tuesday", "weds": "Wednesday", "thur": "Thursday", "thurs": "Thursday"}  # fmt: skip

# "may", "march" and "mar" in small letters are other words
_MONTH = (
    r"\b(?:(?:[Jj]anuary|[Ff]ebruary|March|[Aa]pril|May|[Jj]une|[Jj]uly|[Aa]ugust|[Ss]eptember|[Oo]ctober|[Nn]ovember"
    r"|[Dd]ecember|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:may|march)(?=\s\d{1,2}(?:st|nd|rd|th|,?\s(?:1\d|20)\d\d)\b))\b"
    r"|(?:[Jj]an|[Ff]eb|Mar|[Aa]pr|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ept?|[Oo]ct|[Nn]ov|[Dd]ec"
    r"|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?)"
)
"""A stop belongs to a short form alone."""

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th)\b|(?<=[23])d\b)?"
_YEAR = r"(?:1\d{3}|20\d{2})(?![\d%]|[.,:]\d|s\b|'s)"
_TO = r"\s?(?:-|–|—)\s?"
_WEEKDAY_NAME = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_END = r"(?![\d%°/]|:(?!\s)|[.,]\d|-\d|\w)"
_CLOSES = r"(?=\s*(?:[,.;:)\]”\"](?!\d)|\Z))"
_EARLY_YEAR = (
    rf"[1-9]\d\d(?:{_CLOSES}|(?=\s(?:and|as|at|by|he|from|in|of|she|that|the|they|to|until|was|when|with)\b))"
)
"""A year before 1000, behind a day and a month, where no noun follows that it could count."""


_BEFORE_A_DAY = words("on by from since until till after before dated due")

_SECOND_DAY = rf"(?=(?:{_WEEKDAY_NAME},?\s)?{_DAY}{_ORDINAL}\s{_MONTH})"
"""What stands behind the dash of two dates."""


def _month(written: str) -> str:
    return _SHORT[written.rstrip(".").lower()[:3]]


def _named(month: int | str) -> str:
    return _NAMES[int(month) - 1]


def _month_first(match: re.Match[str]) -> Sequence[Part] | None:
    """January 22, 2001."""
    if word_after(match).lower() in COUNTED and not match["th"] and not match["year"]:
        return None
    until = f" to {ordinal(match['until'])}" if match["until"] else ""
    wording = f"{_month(match['month'])} {ordinal(match['day'])}{until}"
    if match["year"]:
        wording += f"{',' if ',' in match['gap'] else ''} {year(match['year'])}"
    return (wording,)


def _either_day(match: re.Match[str]) -> Sequence[Part] | None:
    """Dec. 24/25."""
    if int(match["until"]) != int(match["day"]) + 1:
        return None
    wording = f"{_month(match['month'])} {ordinal(match['day'])} and {ordinal(match['until'])}"
    return (wording + (f"{match['gap']}{year(match['year'])}" if match["year"] else ""),)


def _day_first(match: re.Match[str]) -> Sequence[Part] | None:
    """16 August 1987, 5th of May, 5–7 May."""
    article = "" if match["the"] or word_before(match) == "the" else "the "
    if match["of"] and not match["the"] and match["th"]:
        article = ""
    until = f" to {ordinal(match['until'])}" if match["until"] else ""
    wording = f"{match['the'] or ''}{article}{ordinal(match['day'])}{until} of {_month(match['month'])}"
    if match["year"]:
        return (f"{wording}, {year(match['year'])}",)
    if match["short"]:
        if counted(word_after(match)):
            return None
        return (f"{wording}, {_written_year(match['short'])}",)
    return (wording + (stop_after(match) if match["month"].endswith(".") else ""),)


def _month_year(match: re.Match[str]) -> Sequence[Part] | None:
    if word_after(match).lower() in COUNTED:
        return None
    return (f"{_month(match['month'])}{match['gap'].rstrip()} {year(match['year'])}",)


def _written_year(digits: str) -> str:
    return (
        year(digits) if len(digits) > 2 else pairs(digits) if digits[0] != "0" else f"oh {cardinal(digits)}"
    )


def _iso(match: re.Match[str]) -> Sequence[Part] | None:
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    wording = f"{_named(month)} {ordinal(day)}, {year(match['year'])}"
    return (wording + _of_stamp(match) if match["hour"] else wording,)


def _of_stamp(match: re.Match[str]) -> str:
    """What follows the T of 2024-05-01T10:30:00+02:00."""
    return f", {time_to_the_second(match)}" + (" Z" if match["zulu"] else of_greenwich(match))


def _numeric(match: re.Match[str], *, british: bool = False) -> Sequence[Part] | None:
    """12/25/2024, and 25.12.2024, whose points put the day first; in Britain all do."""
    first, second = int(match["first"]), int(match["second"])
    day_first = british or match["mark"] == "." or first > 12
    day, month = (first, second) if day_first and second <= 12 else (second, first)
    if british and second > 12:
        day, month = second, first
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    wording = _written_year(match["year"])
    if day_first and second <= 12:
        return (f"the {ordinal(day)} of {_named(month)}, {wording}",)
    return (f"{_named(month)} {ordinal(day)}, {wording}",)


def _month_and_day(match: re.Match[str]) -> Sequence[Part] | None:
    month, day = int(match["month"]), int(match["day"])
    padded = match["month"][0] == "0" and day > 12
    if (
        match[0] == "9/11"
        or not (padded or word_before(match) in _BEFORE_A_DAY or _part_of_a_week(match))
        or (word_before(match) in {"by", "from"} and month < day and day in {2, 3, 4, 5, 8, 10, 16})
        or not (1 <= month <= 12 and 1 <= day <= 31)
    ):
        return None
    return (f"{_named(month)} {ordinal(day)}",)


def _part_of_a_week(match: re.Match[str]) -> bool:
    """On the morning of 9/1."""
    before = words_before(match)[-2:]
    return len(before) == 2 and before[0] in _PARTS_OF_A_WEEK and before[1] == "of"


_PARTS_OF_A_WEEK = words("week day morning evening night weekend afternoon")
_RECKONED = words("multiply multiplied divide divided times factor ratio value average")


def _day_of_month(match: re.Match[str]) -> Sequence[Part]:
    """23/06, whose figures have two digits each: the twenty-third of June."""
    return (f"the {ordinal(match['day'])} of {_named(match['month'])}",)


def _month_of_year(match: re.Match[str]) -> Sequence[Part]:
    return (f"{_named(match['month'])} {year(match['year'])}",)


_WITH_YEAR = (
    # from month to month
    Rule(
        r"(?<![\w./-])((?:0?[1-9]|1[0-2])/(?:19|20)\d\d)\s?[-–—]\s?(?=(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\w/]))",
        (1, " to "),
    ),
    Rule(r"(?<![\w./$-])(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\w/%-]|[.,]\d)", _month_of_year),
    # 2020-01; but 2008-09 are two years
    Rule(
        r"(?<![\w./$-])(?P<year>(?:19|20)(?P<tail>\d\d))-(?P<month>0[1-9])(?![\w/%-]|[.,]\d)",
        lambda match: _month_of_year(match) if match["month"] <= match["tail"] else None,
    ),
    Rule(r"(?<![\w./$-])(?P<day>1[3-9]|2\d|3[01])/(?P<month>0[1-9])(?![\w/%]|\.\d)", _day_of_month),
    Rule(
        r"(?<![\w./$-])(?P<day>1[3-9]|2\d|3[01])/(?P<month>[1-9]|1[0-2])(?![\w/%]|\.\d)",
        lambda match: (
            _day_of_month(match)
            if word_before(match) in _BEFORE_A_DAY and not _RECKONED.intersection(words_before(match)[-3:])
            else None
        ),
    ),
)


def _day_and_month(match: re.Match[str]) -> Sequence[Part] | None:
    """On 5/6, in Britain: the fifth of June."""
    day, month = int(match["day"]), int(match["month"])
    if word_before(match) not in _BEFORE_A_DAY or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return (f"the {ordinal(day)} of {_named(month)}",)


def _weekday(match: re.Match[str]) -> Sequence[Part]:
    return (_WEEKDAYS[match["day"].lower()] + match["gap"],)


def _era(match: re.Match[str]) -> Sequence[Part]:
    digits = match["year"].replace(",", "")
    wording = year(digits) if not digits.endswith("00") or len(digits) > 3 else cardinal(digits)
    until = f" to {year(match['until'])}" if match["until"] else ""
    return (
        f"{wording}{until} {' '.join(match['era'].replace('.', '').replace(' ', ''))}",
        match["stop"] or "",
    )


def _era_first(match: re.Match[str]) -> Sequence[Part]:
    until = f" to {year(match['until'])}" if match["until"] else ""
    return (f"{' '.join(match['era'].replace('.', ''))} {year(match['year'])}{until}",)


_WEEKDAY = r"\b(?P<day>Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)"

WEEKDAYS = Kind(
    "weekdays",
    "Sat, 3 May → Saturday, the third of May",
    (
        Rule(
            rf"{_WEEKDAY}\.?\s?[-–—]\s?(?P<until>Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\b(?:\.(?!\s*\Z))?",
            lambda match: (f"{_WEEKDAYS[match['day'].lower()]} to {_WEEKDAYS[match['until'].lower()]}",),
        ),
        Rule(rf"\b({_WEEKDAY_NAME}s?)\s?[-–—]\s?(?={_WEEKDAY_NAME})", (1, " to ")),
        Rule(
            rf"{_WEEKDAY}\.?(?P<gap>,?\s)(?={_MONTH}|{_DAY}\s?(?:st|nd|rd|th)?\s{_MONTH}|\d{{1,2}}(?:[/:]|\s?[-–]\s?\d|\s?[ap]\.?m))",
            _weekday,
        ),
    ),
    frozenset(),
    ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
)
_ISO_DATE = Rule(
    r"(?<![\w./-])(?P<year>[12]\d{3})(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)"
    r"(?:T(?P<hour>[01]\d|2[0-3]):(?P<minutes>[0-5]\d)(?::(?P<seconds>[0-5]\d(?:[.,]\d{1,9})?))?"
    r"(?:(?P<zulu>Z)|(?P<sign>[+−-])(?P<offset>\d\d):?(?P<offset_minutes>\d\d))?(?!\w)|(?![\w/-]|[.:]\d))",
    _iso,
)
_IN_FIGURES = (
    r"(?<![\w./-])(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:1\d|20)\d\d)(?![\w/-]|\.\d)",
    r"(?<![\w./-])(?P<first>[0-3]\d)(?P<mark>\.)(?P<second>[01]\d)\.(?P<year>\d\d)(?![\w/-]|\.\d)",
    r"(?<![\w./-])(?P<first>\d{1,2})(?P<mark>/)(?P<second>\d{1,2})/(?P<year>\d\d)(?![\w/-]|\.\d)",
)

NUMERIC_DATES = Kind(
    "dates in figures",
    "2024-12-25 → December twenty-fifth, twenty twenty-four",
    (
        _ISO_DATE,
        *(Rule(pattern, _numeric) for pattern in _IN_FIGURES),
        *_WITH_YEAR,
        Rule(r"(?<![\w./$-])(?P<month>1[0-2]|0?[1-9])/(?P<day>[0-3]?\d)(?![\w/%]|\.\d)", _month_and_day),
    ),
    clues=("-", "/", "."),
)
BRITISH_NUMERIC_DATES = replace(
    NUMERIC_DATES,
    example="5/6/2012 → the fifth of June, twenty twelve",
    rules=(
        _ISO_DATE,
        *(Rule(pattern, partial(_numeric, british=True)) for pattern in _IN_FIGURES),
        *_WITH_YEAR,
        Rule(r"(?<![\w./$-])(?P<day>[0-3]?\d)/(?P<month>1[0-2]|0?[1-9])(?![\w/%]|\.\d)", _day_and_month),
    ),
)
"""The day before the month, wherever English isn't American."""
DATES = Kind(
    "dates",
    "January 22, 2001 → January twenty-second, two thousand one",
    (
        # from a date to a date
        Rule(
            rf"(?<=\d)(?P<th>{_ORDINAL})\s?[-–—]\s?(?=(?:{_WEEKDAY_NAME},?\s)?{_MONTH}\s{_DAY}\b)",
            (1, " to "),
        ),
        Rule(rf"(?P<month>{_MONTH})\s?[-–—]\s?{_SECOND_DAY}", (1, " to ")),
        Rule(rf"(?<=\d\d\d)\s?[-–—]\s?{_SECOND_DAY}", (" to ",)),
        Rule(
            rf"(?P<month>{_MONTH})\s?[-–—]\s?(?P<until>{_MONTH})",
            lambda match: (f"{_month(match['month'])} to {_month(match['until'])}",),
        ),
        Rule(
            rf"(?<![\w/-])(?P<month>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)-(?P<day>{_DAY})(?![\w/-]|\.\d)",
            lambda match: (f"{_month(match['month'])} {ordinal(match['day'])}",),
        ),
        # the night between them
        Rule(
            rf"(?P<month>{_MONTH})\s(?P<day>{_DAY})/(?P<until>{_DAY})(?:(?P<gap>,?\s)(?P<year>{_YEAR})|{_END})",
            _either_day,
        ),
        Rule(
            rf"(?<!\b[0-3]\d\s)(?<!\b\d\s)(?P<month>{_MONTH})\s(?:the\s)?(?P<day>{_DAY})(?P<th>{_ORDINAL})"
            rf"(?:{_TO}(?P<until>{_DAY}){_ORDINAL})?"
            rf"(?:(?P<gap>\s?,\s?|\s)(?P<year>{_YEAR}|[1-9]\d\d{_CLOSES})|{_END})",
            _month_first,
        ),
        Rule(
            rf"(?<![\w.,/:$£€-])(?P<the>[Tt]he\s)?(?P<day>{_DAY})(?P<th>{_ORDINAL})"
            rf"(?:{_TO}(?P<until>{_DAY}){_ORDINAL})?(?P<of>\sof)?[\s/-](?P<month>{_MONTH})"
            rf"(?:(?:\s?,\s?|[\s/-])(?P<year>{_YEAR}|{_EARLY_YEAR})|(?:\s(?=\d\d{_CLOSES})|[/-])(?P<short>\d\d))?(?!\w)",
            _day_first,
        ),
        Rule(rf"(?P<month>{_MONTH})(?P<gap>(?:,|\sof)?\s)(?P<year>{_YEAR})(?!-\d)", _month_year),
        Rule(
            rf"(?:(?<=\b[Ii]n\s)|(?<=\bof\s)|(?<=\bdated\s))(?P<month>{_MONTH})(?P<gap>\s)(?P<year>{_EARLY_YEAR})",
            _month_year,
        ),
        Rule(
            rf"(?P<month>{_MONTH})\s['’‘](?P<year>\d\d)\b",
            lambda match: (f"{_month(match['month'])} {_written_year(match['year'])}",),
        ),
        Rule(
            rf"(?P<month>{_MONTH})(?=\s(?:of\s)?(?:\d|twenty|nineteen|eighteen))",
            lambda match: (_month(match["month"]),),
        ),
    ),
    clues=[form(name[:3]) for name in _NAMES for form in (str.lower, str.upper, str.title)],
)
ERAS = Kind(
    "eras",
    "476 AD → four seventy-six A D",
    (
        Rule(r"\b(BCE?|CE|AD)\s?[-–—]\s?(?=(?:AD\s)?[\d,]{1,6}\b)", (1, " to ")),
        Rule(
            r"(?<![\w.,$£€])(?P<year>\d{1,3}(?:,\d{3})+|\d{1,6})(?:\s?[-–]\s?(?P<until>\d{1,4}))?\s?"
            r"(?P<era>BCE?|CE|AD|B\.\s?C\.\s?E|C\.E|A\.\s?D|B\.\s?C)\b(?P<stop>\.(?=\s+[A-Z]|\s*$))?\.?",
            _era,
        ),
        Rule(
            r"\b(?P<era>AD|A\.D\.|CE)\s(?P<year>\d{1,4})(?:\s?[-–]\s?(?P<until>\d{2,4}))?(?![\w,]|\.\d)",
            _era_first,
        ),
    ),
    clues=("BC", "AD", "CE", "B.", "A.", "C."),
)
