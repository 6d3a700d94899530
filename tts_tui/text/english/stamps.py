"""Stamps of time, as logs, mails and programs write them: a date with a time of day to the second."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.clock import time_of_day
from tts_tui.text.english.numbers import cardinal, number, year
from tts_tui.text.lazily import lazily

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATED = lazily(
    rf"(?:\b{_MONTH}[a-z]{{0,6}}\s{{1,2}}\d{{1,2}}|\d\s{_MONTH}\s\d{{4}}|\b\d{{4}}[-/]\d\d[-/]\d\d|\b[Aa]t)[\s,]{{0,2}}$"
)
"""What stands before a time of day, rather than before a duration."""


def _time(match: re.Match[str]) -> Sequence[Part] | None:
    """02:32:04 UTC 2026, 02:32:04 2026 +0100, behind a date."""
    before = match.string[max(match.start() - 24, 0) : match.start()]
    if not _DATED.search(before):
        return None
    day = f", {year(match['year'].strip())}" if match["year"] else ""
    gap = ", " if before[-1:].isdecimal() else " "
    return (gap, time_to_the_second(match), match["zone"] or "", day, of_greenwich(match))


def time_to_the_second(match: re.Match[str]) -> str:
    """The groups `hour`, `minutes` and `seconds`: "two thirty-two and four seconds"."""
    wording, seconds = time_of_day(match["hour"], match["minutes"]), match["seconds"] or ""
    if not seconds.strip("0.,"):
        return wording
    seconds = seconds.removeprefix("0").replace(",", ".")
    return wording.removesuffix(" o'clock") + f" and {number(seconds)} second{'' if seconds == '1' else 's'}"


def of_greenwich(match: re.Match[str]) -> str:
    """The groups `sign`, `offset` and `offset_minutes`: how far a time is from Greenwich's; empty where none tells."""
    if match["offset"] is None:
        return ""
    hours, minutes = match["offset"].lstrip("0"), match["offset_minutes"]
    if not hours and minutes == "00":
        return " U T C"
    rest = f" {cardinal(minutes)}" if minutes != "00" else ""
    return f" U T C {'plus' if match['sign'] == '+' else 'minus'} {cardinal(hours or '0')}{rest}"


STAMPS = Kind(
    "stamps of time",
    "Nov 30 02:32:04 → November thirtieth, two thirty-two and four seconds",
    (
        Rule(rf"(?<![\w/])(\d{{1,2}})/({_MONTH})/(\d{{4}}):(?=\d\d:\d\d:\d\d)", (1, " ", 2, " ", 3, ", ")),
        Rule(
            r"(?:\s|(?<=\d,)\s)(?P<hour>[01]\d|2[0-3]):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d(?:[.,]\d{1,9})?)(?!\w)"
            r"(?P<zone>\s[A-Z]{3,4}\b)?(?P<year>\s(?:19|20)\d\d(?!\w))?"
            r"(?:\s(?P<sign>[+−-])(?P<offset>\d\d):?(?P<offset_minutes>\d\d)(?!\w))?",
            _time,
        ),
    ),
    clues=[f"{digit}:" for digit in "0123456789"],
)
