"""Dates and times of day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.romance.words import Words

_YEAR = r"(\d{4}|\d{2})"


def dates(words: Words) -> Kind:
    """25/12/2024, 2024-12-25, 25 de diciembre de 2024."""
    names = "|".join([*words.months, *(re.escape(stop) for stop in words.month_stops)])

    def written(match: re.Match[str]) -> Sequence[Part] | None:
        day, name, year = int(match[1]), match[2].lower(), match[3]
        if not 1 <= day <= 31:
            return None
        month = words.months[words.month_stops[name] - 1] if name in words.month_stops else match[2]
        return (words.date(_day(day, words), month, _year(year, words)),)

    def month_and_year(match: re.Match[str]) -> Sequence[Part]:
        return (1, _year(match[2], words))

    return Kind(
        "dates",
        "25/12/2024",
        (
            Rule(
                rf"(?<![\d/.,-])(\d{{1,2}})([/.-])(\d{{1,2}})\2{_YEAR}(?![\d/]|[.,-]\d)",
                lambda match: _said(words, match[1], match[3], match[4]),
            ),
            Rule(
                r"(?<![\d/.,-])(\d{4})([/-])(\d{2})\2(\d{2})(?![\d/]|[.,-]\d)",
                lambda match: _said(words, match[4], match[3], match[1]),
            ),
            Rule(
                rf"(?i)\b({words.names['the day']} )(\d{{1,2}})/(\d{{1,2}})(?![\d/]|[.,-]\d)",
                lambda match: (date := _said(words, match[2], match[3], "")) and (1, *date),
            ),
            Rule(
                rf"(?i)(?<![\d/.,-])(\d{{1,2}})(?:º|°|\.º|er)?{words.day}({names})(?!\w)"
                rf"(?:(?:{words.day}|,? )(\d{{4}})(?![\d]|[.,]\d))?",
                written,
            ),
            Rule(rf"(?i)\b((?:{'|'.join(words.months)})(?:{words.day}| ))(\d{{4}})(?![\d]|[.,]\d)", month_and_year),
        ),
    )  # fmt: skip


def _said(words: Words, day: str, month: str, year: str) -> Sequence[Part] | None:
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return None
    return (words.date(_day(int(day), words), words.months[int(month) - 1], _year(year, words)),)


def _day(day: int, words: Words) -> str:
    return words.numbers.ordinal(1, False) if day == 1 else words.numbers.cardinal(day)


def _year(year: str | None, words: Words) -> str:
    return words.numbers.cardinal(int(year)) if year else ""


def clock(words: Words) -> Kind:
    """17:30, 17h30, 17:30:05, 17 h."""

    def said(match: re.Match[str]) -> Sequence[Part] | None:
        hours, minutes, seconds = (int(part) if part else None for part in match.groups()[:3])
        if hours is None or hours > 24 or (minutes or 0) > 59 or (seconds or 0) > 59:
            return None
        return (words.clock(hours, minutes, seconds),)

    tail = r"(?:(?: ?(?:h(?:oras|rs?|s)?|uhr))\b\.?)?(?![\w/]|[.,:]\d)"
    return Kind(
        "times",
        "17:30",
        (
            Rule(rf"(?i)(?<![\w.,:/])(\d{{1,2}}):(\d{{2}})(?::(\d{{2}}))?{tail}", said),
            Rule(
                r"(?i)(?<![\w.,:/])(\d{1,2}) ?h(?:eures?)? ?(\d{2})()(?! ?(?:min|mn)\b)(?![\w/])",
                said,
            ),
            Rule(
                rf"(?i)\b(?:{words.names['hour']}) (\d{{1,2}})\.(\d{{2}})()(?![\w/]|[.,:]\d)",
                lambda match: (time := said(match)) and (match[0].split(" ")[0] + " ", *time),
            ),
        ),
        clues=(":", "h", "H", "."),
    )
