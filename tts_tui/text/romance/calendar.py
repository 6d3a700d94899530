"""Dates and times of day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.romance.words import Words

_YEAR = r"(\d{4}|\d{2})"
_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def dates(words: Words) -> Kind:
    """25/12/2024, 2024-12-25, 25 de diciembre de 2024."""
    months = "|".join(words.months)
    names = "|".join([months, *(re.escape(stop) for stop in words.month_stops)])
    stops = "|".join(stop[:-1] for stop in words.month_stops if stop.endswith("."))
    day = r"(?<![\d/.,-])(\d{1,2})"
    year = r"(\d{4})(?![\d]|[.,]\d)"

    def month_of(name: str) -> str:
        name = name.lower()
        number = words.month_stops.get(name) or words.month_stops.get(f"{name}.")
        return words.months[number - 1] if number else name

    def written(match: re.Match[str]) -> Sequence[Part] | None:
        number, name, between, year = int(match[1]), match[2], match[3], match[4]
        if not 1 <= number <= 31:
            return None
        month = match[2] if name.lower() in words.months else month_of(name)
        if between and "del" in between:
            return (words.date(_day(number, words), month, ""), 3, _year(year, words))
        return (words.date(_day(number, words), month, _year(year, words)),)

    def month_and_year(match: re.Match[str]) -> Sequence[Part]:
        return (1, _year(match[2], words))

    def month_first(match: re.Match[str]) -> Sequence[Part] | None:
        if not 1 <= int(match[2]) <= 31:
            return None
        return (words.date(_day(int(match[2]), words), month_of(match[1]), _year(match[3], words)),)

    def days(match: re.Match[str]) -> Sequence[Part] | None:
        """From one to another, or one after the other."""
        if "/" not in match[0] and match[0].count("-") == 1:
            return None
        return (" ".join(words.numbers.cardinal(int(number)) for number in re.findall(r"\d+", match[0])),)

    def month_of_year(match: re.Match[str]) -> Sequence[Part]:
        return (_month_and_year(month_of(match[1]), match[2], words),)

    def decade(match: re.Match[str]) -> Sequence[Part] | None:
        """Seconds, where nothing tells that it is one."""
        if not match[1] and len(match[2]) == 2 and match[0] != match.string.strip():
            return None
        years = words.names["years"]
        led = match[1] or (f"{years} " if len(match[2]) == 4 or words.code == "fr" else "")
        return (led, words.numbers.cardinal(int(match[2])))

    def short_decade(match: re.Match[str]) -> Sequence[Part]:
        return (words.numbers.cardinal(int(match[1])),)

    american = (Rule(rf"(?i)\b({names}) (\d{{1,2}})(?:,? {year}|(?= ?(?:$|[.;:)\n](?!\d))))", month_first),)
    return Kind(
        "dates",
        "25/12/2024",
        (
            Rule(
                rf"{day}[º°]?([/.-])(\d{{1,2}})\2{_YEAR}(?![\d/]|[.,-]\d)",
                lambda match: _wording(words, match[1], match[3], match[4]),
            ),
            # 3.VI.1950
            Rule(
                r"(?<![\d/.,-])(\d{1,2})([/.-])(VI{0,3}|I[VX]|I{1,3}|XI{0,2})\2(\d{4})(?![\d/]|[.,-]\d)",
                lambda match: _wording(words, match[1], str(_ROMAN_MONTHS.index(match[3]) + 1), match[4]),
            ),
            Rule(
                r"(?<![\d/.,-])(\d{4})([/-])(\d{2})\2(\d{2})(?![\d/]|[.,-]\d)",
                lambda match: _wording(words, match[4], match[3], match[1]),
            ),
            Rule(
                rf"(?i)\b({words.names['the day']} )(\d{{1,2}})/(\d{{1,2}})(?![\d/]|[.,-]\d)",
                lambda match: (date := _wording(words, match[2], match[3], "")) and (1, *date),
            ),
            Rule(
                r"(?i)\b((?:dal|al|del)?l['’])(8|11)/(\d{1,2})(?![\d/]|[.,-]\d)",
                lambda match: (date := _wording(words, match[2], match[3], "")) and (1, *date),
            ),
            # a nought, or a number that no part of one has, tells that the second is a month
            Rule(
                r"(?<![\d/.,-])(\d{1,2}/0[1-9]|(?:1[3-9]|2\d|3[01])/1[0-2])(?![\d/]|[.,-]\d)",
                lambda match: _wording(words, match[1].partition("/")[0], match[1].partition("/")[2], ""),
            ),
            Rule(rf"(?i){day}(?:[/-]\d{{1,2}}){{1,4}}(?={words.day}(?:{months})\b)", days),
            Rule(
                rf"(?i){day}(?:º|°|\.º|er)?{words.day}({names})(?!\w)(?:({words.day}(?:a[ñn]o )?|,? ){year})?",
                written,
            ),
            Rule(rf"(?i){day}{words.day}({stops})({words.day}|,? ){year}", written),
            *(american if words.code == "es" else ()),
            # of a season
            Rule(
                r"(?<![\d/.,-])((?:19|20)\d\d)/((?:19|20)?\d\d)(?![\d/]|[.,-]\d)",
                lambda match: (1, " ", 2) if (int(match[1]) + 1) % 100 == int(match[2]) % 100 else None,
            ),
            # of laws
            Rule(r"(?<=\bnuméro )((?:19|20)\d\d)-(?=\d{1,4}\b)", (1, " ")),
            Rule(
                r"(?i)\b((?:legge|lei|ley|loi|decreto|legislativo|regolamento|direttiva|resolución|portaria"
                r"|n[uú]mero) {1,2})"
                r"((?:n\.?[º°] ?)?(?:\d{1,5}|\d{1,2}\.\d{3}))/(?=(?:(?:19|20)\d\d|[7-9]\d|[0-2]\d)(?![\d/]))",
                lambda match: (1, 2, f" {words.names.get('of year', 'de')} "),
            ),
            Rule(
                r"(?<![\d/.,-])(0[1-9]|1[0-2])/((?:19|20)\d\d)(?![\d/]|[.,-]\d)", partial(_month_alone, words)
            ),
            Rule(rf"(?i)\b((?:{months})(?:{words.day}| )){year}", month_and_year),
            Rule(rf"(?i)\b({stops})\.(?:{words.day}| ){year}", month_of_year),
            Rule(rf"(?i)\b({words.names['decade']} )?((?:1\d|20)?[1-9]0)['’]?s\b(?!/)", decade),
            Rule(
                r"(?<=[^\W\d_] )['’](\d{2}|[2-9]00)(?![\w'’])(?![^'’\n]{0,60}['’](?!\w))",
                short_decade,
            ),
        ),
    )


def _wording(words: Words, day: str, month: str, year: str) -> Sequence[Part] | None:
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return None
    return (words.date(_day(int(day), words), words.months[int(month) - 1], _year(year, words)),)


def _day(day: int, words: Words) -> str:
    return words.numbers.ordinal(1, False) if day == 1 else words.numbers.cardinal(day)


def _month_alone(words: Words, match: re.Match[str]) -> Sequence[Part] | None:
    """07/2024, but not 10/2024, the number of something in a year, unless nothing else is there."""
    if match[1][0] == "1" and match[0] != match.string.strip():
        return None
    return (_month_and_year(words.months[int(match[1]) - 1], match[2], words),)


def _month_and_year(month: str, year: str, words: Words) -> str:
    return words.date("", month, _year(year, words)).removeprefix(" ").removeprefix("de ")


_PIVOT = 40
"""From here on two figures are a year of the last century."""


def _year(year: str | None, words: Words) -> str:
    if not year:
        return ""
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= _PIVOT else 2000
    return words.numbers.cardinal(number)


def clock(words: Words) -> Kind:
    """17:30, 17h30, 17:30:05, 17 h, 2.30 p.m."""

    def hour(match: re.Match[str], *, led: bool = False) -> str:
        hours, minutes, seconds = (int(part) if part else None for part in match.groups()[:3])
        if hours is None or hours > 24 or (minutes or 0) > 59 or (seconds or 0) > 59:
            return ""
        spoken = words.timetable if led and words.timetable else words.clock
        return spoken(hours, minutes, seconds)

    def wording(match: re.Match[str]) -> Sequence[Part] | None:
        led = before.search(match.string[max(0, match.start() - 12) : match.start()])
        time = hour(match, led=led is not None)
        return (time,) if time else None

    def half(match: re.Match[str]) -> Sequence[Part] | None:
        time = hour(match)
        if not time or int(match[1]) > 12 or words.half_day is None:
            return None
        behind = match.string[match.end() : match.end() + 2].strip()
        stop = "." if match[0].endswith(".") and (not behind or behind.isupper()) else ""
        return (f"{time} {words.half_day(int(match[1]), match[4].lower() == 'p')}{stop}",)

    def on_the_hour(match: re.Match[str]) -> Sequence[Part] | None:
        time = hour(match, led=True) if match[0][0].islower() or match.start() == 0 else ""
        return (match[0].split(" ")[0] + " ", time) if time else None

    before = re.compile(rf"(?i)\b(?:{words.names['hour']}) $")
    point = "[.,]" if words.code == "it" else r"\."
    tail = r"(?:(?: ?(?:h(?:oras|rs?|s)?|uhr))\b\.?)?(?![\w/]|[.,:]\d)"
    return Kind(
        "times",
        "17:30",
        (
            Rule(
                r"(?i)(?<![\w.,:/])(\d{1,2})(?:[:.](\d{2})(?:[:.](\d{2}))?)?(?: ?h)? ?"
                r"([ap])(?:\. ?m\.|\.m\b|m\b)(?!\w)",
                half,
            ),
            Rule(r"(?<![\w.,:/])(\d{1,2} ?h(?:\d\d)?) ?[-–] ?(?=\d{1,2} ?h)", (1, f" {words.names['to']} ")),
            Rule(
                r"(?<![\w.,:/])(\d{1,2}:\d\d) ?[-–—] ?(?=\d{1,2}:\d\d(?![\w:]))",
                (1, f" {words.names['to']} "),
            ),
            # a las 20:00 h
            Rule(r"(?<![\w.,:/])(\d{1,2}):00 ?h(?:oras|rs|s)?\b(?![\w/])", (1, " h")),
            Rule(rf"(?i)(?<![\w.,:/])(\d{{1,2}}):(\d{{2}})(?::(\d{{2}}))?{tail}", wording),
            Rule(r"(?i)(?<![\w.,:/])(\d{1,2})\.(\d{2})(?:\.(\d{2}))? ?hs?\b(?!/)", wording),
            Rule(
                r"(?i)(?<![\w.,:/])(\d{1,2}) ?h(?:eures?)? ?(\d{2})()(?! ?(?:min|mn)\b|['′’])(?![\w/])",
                wording,
            ),
            Rule(
                rf"(?i)\b(?:{words.names['hour']}) (\d{{1,2}}){point}(\d{{2}})()(?![\w/]|[.,:]\d)",
                lambda match: (
                    ((time := hour(match, led=True)) and (match[0].split(" ")[0] + " ", time)) or None
                ),
            ),
            Rule(
                rf"(?i)\b(?:{words.names['hour']}) (1|2)()()"
                rf"(?= ?(?:$|[.,;!?)](?![\dªº°])| (?:{words.names['of hour']})\b))",
                on_the_hour,
            ),
        ),
        clues=(":", "h", "H", ".", "m", "M", " 1", " 2"),
    )
