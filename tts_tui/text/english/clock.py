"""Times of day, and how long something takes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.context import words
from tts_tui.text.english.numbers import (
    cardinal,
    decade,
    is_one,
    joined,
    number,
    word_after,
    word_before,
    words_before,
)

# the stop of "p.m." ends the sentence before a capital that is no time zone, and at the end
_STOP = r"(?:\.(?=\s+(?:[a-z\d(]|[A-Z]{2,4}\b)|[,;:?!)–-]))?"
_HALF = rf"(?:\s?(?P<half>[aApP])\.?\s?[mM]\b{_STOP})"
_NO_MORE = r"(?![:\d]|[.,]\d|\w)"


def time_of_day(hour: str, minutes: str, half: str | None = None) -> str:
    """5:00 → "five o'clock", 17:05 → "seventeen oh five", 9:30 PM → "nine thirty P M", 00:00 → "midnight"."""
    tail = f"{half.upper()} M" if half else ""
    if minutes == "00":
        if not half and int(hour) == 0:
            return "midnight"
        oclock = "o'clock" if int(hour) <= 12 else "hundred hours"
        return joined(cardinal(hour), tail or oclock)
    rest = f"oh {cardinal(minutes)}" if minutes[0] == "0" else cardinal(minutes)
    return joined(cardinal(hour), rest, tail)


_SCALED = words("ratio ratios scale gradient slope incline odds dilution proportion proportions")


def _clock(match: re.Match[str]) -> Sequence[Part] | None:
    if (
        not match["half"]
        and not _SCALED.isdisjoint(words_before(match)[-4:])
        and word_before(match) not in {"at", "by"}
    ):
        return None
    wording = time_of_day(match["hour"], match["minutes"], match["half"])
    if word_after(match) in {"hours", "o'clock"}:
        wording = wording.removesuffix(" o'clock").removesuffix(" hours")
    return (wording,)


def _of_hours(match: re.Match[str]) -> Sequence[Part]:
    """17:30 hrs."""
    return (
        time_of_day(match["hour"], match["minutes"]).removesuffix(" o'clock").removesuffix(" hours")
        + " hours",
    )


def _span(match: re.Match[str]) -> Sequence[Part]:
    first = time_of_day(match["hour"], match["minutes"] or "00", match["half"])
    last = time_of_day(match["until"], match["then"] or "00", match["half2"])
    if match["half2"] and not match["half"]:
        first = first.removesuffix(" o'clock")
    return (f"{first} to {last}",)


def _seconds_too(match: re.Match[str]) -> Sequence[Part]:
    parts = [(match["hour"], "hour"), (match["minutes"], "minute"), (match["seconds"], "second")]
    wording = [
        f"{number(value.lstrip('0') or '0')} {name}{'' if value.lstrip('0') == '1' else 's'}"
        for value, name in parts
        if value.strip("0.")
    ]
    if not wording:
        return ("midnight",)
    return (joined(*wording, f"{match['half'].upper()} M" if match["half"] else ""),)


def _raced(match: re.Match[str]) -> Sequence[Part]:
    """2:16.68, as a race is timed."""
    minutes, seconds = match["minutes"].lstrip("0") or "0", match["seconds"].removeprefix("0")
    whole = f"{number(minutes)} minute{'' if minutes == '1' else 's'} " if minutes != "0" else ""
    return (f"{whole}{number(seconds)} seconds",)


def _whole_hour(match: re.Match[str]) -> Sequence[Part]:
    return (joined(cardinal(match["hour"]), f"{match['half'].upper()} M"),)


def _of_day(match: re.Match[str]) -> str:
    """Four digits: 0600 → "oh six hundred", 1541 → "fifteen forty-one"."""
    hour, minutes = match["hour"], match["minutes"]
    first = f"oh {cardinal(hour)}" if hour[0] == "0" and hour != "00" else cardinal(hour)
    rest = "hundred" if minutes == "00" else time_of_day("1", minutes).partition(" ")[2]
    return joined(first, rest)


def _military(match: re.Match[str]) -> Sequence[Part]:
    return (_of_day(match) + " hours",)


def _departing(match: re.Match[str]) -> Sequence[Part]:
    """At 0645."""
    if match["minutes"] == "00":
        return _military(match)
    return ("oh " + time_of_day(match["hour"][1], match["minutes"]),)


CLOCK = Kind(
    "times",
    "9:30PM → nine thirty P M",
    (
        Rule(
            r"(?<![\w:.,/])(?P<minutes>\d{1,2}):(?P<seconds>[0-5]\d\.\d{1,4})(?P<unit>\s(?:min(?:ute)?s?\b\.?))?(?![\d:]|\.\d|\w)",
            _raced,
        ),
        Rule(
            rf"(?<![\w:.,/])(?P<hour>\d{{1,3}}):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d(?:\.\d+)?){_HALF}?(?:Z\b)?{_NO_MORE}",
            _seconds_too,
        ),
        Rule(
            r"(?<![\w:.,/$-])(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minutes>[0-5]\d))?(?:\s?(?P<half>[aApP])\.?[mM]\.?)?"
            r"\s?[-–—]\s?(?P<until>[01]?\d|2[0-4])(?:[:.](?P<then>[0-5]\d))?\s?(?P<half2>[aApP])\.?[mM]\b"
            + _STOP,
            _span,
        ),
        Rule(
            r"(?<![\w:.,/$-])(?P<hour>[01]?\d|2[0-4]):(?P<minutes>[0-5]\d)(?P<half>)\s?[-–—]\s?"
            r"(?P<until>[01]?\d|2[0-4]):(?P<then>[0-5]\d)(?P<half2>)(?![\d:]|\.\d|\w)",
            _span,
        ),
        # run in 25:30
        Rule(
            r"(?<=\b[Ii]n\s)(?P<minutes>2[5-9]|[3-5]\d):(?P<seconds>[0-5]\d)(?![:\d]|[.,]\d|\w)",
            lambda match: (
                time_of_day(match["minutes"], match["seconds"]).replace("hundred hours", "minutes"),
            ),
        ),
        Rule(
            r"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4]):(?P<minutes>[0-5]\d)(?P<half>)\s?h(?:rs?|ours)?\b\.?",
            _of_hours,
        ),
        Rule(
            rf"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4]):(?P<minutes>[0-5]\d){_HALF}?(?:{_NO_MORE}|(?=-?ish\b))",
            _clock,
        ),
        Rule(
            r"(?<![\w:.,/])(?P<hour>[01]\d|2[0-3]):(?P<minutes>[0-5]\d)(?P<half>)(?=Z\b)",
            lambda match: (f"{time_of_day(match['hour'], match['minutes'])} ",),
        ),
        # as soldiers, sailors and logs of servers have it: 0900Z, 1541 GMT
        Rule(
            r"(?<![\w:.,/$-])(?P<hour>[01]\d|2[0-3])(?P<minutes>[0-5]\d)\s?(?=Z\b|(?:GMT|UTC|CES?T|BST|[ECMP][SD]T)\b)",
            lambda match: (_of_day(match) + " ",),
        ),
        # as timetables and soldiers have it: departs at 0645
        Rule(
            r"(?<=\b[Aa]t\s)(?P<hour>0\d)(?P<minutes>[0-5]\d)(?P<half>)(?![\w%]|[.,:-]\d|\s(?:hours|hrs)\b)",
            _departing,
        ),
        # from 10.15 to 11.45 a.m.
        Rule(
            r"(?<![\w.,$£€/])(?P<hour>1?\d|2[0-3])\.(?P<minutes>[0-5]\d)(?P<half>)"
            r"(?=\s(?:to|and|or|until|till)\s1?\d[.:][0-5]\d\s?[aApP]\.?[mM]\b)",
            _clock,
        ),
        # the 10.15 train, the 4.15's gone, the 8.05 from Paddington
        Rule(
            r"(?<=\b[Tt]he\s)(?P<hour>1?\d|2[0-3])\.(?P<minutes>[0-5]\d)(?P<half>)"
            r"(?=\s(?:train|express|boat|bus|mail)\b|['’]s\b|\s(?:from|to)\s[A-Z])",
            _clock,
        ),
        Rule(rf"(?<![\w:.,/])(?P<hour>[01]?\d)\.(?P<minutes>[0-5]\d){_HALF}{_NO_MORE}", _clock),
        Rule(
            r"(?<=\b[Nn]oon)\s?[–-]\s?(?=\d)|(?:(?<=\d[ap]m)|(?<=[ap]\.m\.))\s?[–-]\s?(?=noon\b|midnight\b)",
            (" to ",),
        ),
        # at 4.30, as it is written in Britain
        Rule(
            r"(?<=\b[Aa]t\s)(?P<hour>1?\d)\.(?P<minutes>[0-5][05])(?P<half>)"
            r"(?=[,;:)”\"]|\.?\s*\Z|\.\s|\s(?:in|on|the|and|to|he|she|they|we|I|for|when|with|from|sharp)\b)",
            _clock,
        ),
        Rule(rf"(?<![\w:.,/$])(?P<hour>[01]?\d|2[0-4]){_HALF}{_NO_MORE}", _whole_hour),
        Rule(
            r"(?<![\w:.,/$])(?P<hour>[01]\d|2[0-3])(?P<minutes>[0-5]\d)\s?(?:hours|hrs|h)\b(?!\.\w)",
            _military,
        ),
    ),
    clues=(
        ":",
        "AM",
        "PM",
        "am",
        "pm",
        "a.m",
        "p.m",
        "A.M",
        "P.M",
        "a. m",
        "p. m",
        "hours",
        "hrs",
        *(
            "oon",
            "Z",
            "GMT",
            "UTC",
            "CET",
            "CEST",
            "BST",
            *(f"{zone}{way}T" for zone in "ECMP" for way in "SD"),
            *(f"{digit}h" for digit in "0123456789"),
        ),
        "The ",
        "the ",
        "At ",
        "at ",
    ),
)

_LENGTHS = {
    "d": "day", "h": "hour", "hr": "hour", "hrs": "hour", "m": "minute", "min": "minute", "mins": "minute",
    "s": "second", "sec": "second", "secs": "second", "ms": "millisecond",
}  # fmt: skip
_ONE_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s?([a-z]*)")

_WAITING = words(
    "wait waits waited sleep for after every within takes took take lasts last lasted delay under about only timeout "
    "than next first another per exactly just at around roughly only of to"
)
_WAITED = words(
    "timeout timeouts delay delays interval intervals pause clip clips video videos later ago window break countdown "
    "timer wait limit loop cycle ad spot rule silence each per"
)
_LIVED = words("& the his her their my your our its early mid late low high upper lower and mid-")


def _lengths(match: re.Match[str]) -> Sequence[Part]:
    wording = []
    for value, unit in _ONE_LENGTH.findall(match[0].removesuffix("h00") + "h" * match[0].endswith("h00")):
        wording.append(joined(number(value), _LENGTHS[unit] + ("" if value == "1" else "s") if unit else ""))
    return (" ".join(wording),)


def _seconds_or_decade(match: re.Match[str]) -> Sequence[Part] | None:
    """Wait 10s, a 30s timeout; but in his 30s."""
    digits, before, after = match["number"], word_before(match), word_after(match)
    sharp = after in _WAITED
    tens = len(digits) == 2 and digits[1] == "0" and digits != "10"
    named = before in _LIVED or before.endswith("'s") or before == "in"
    described = before not in _WAITING and _LIVED.intersection(words_before(match)[-3:])
    if digits.endswith("0") and len(digits) > 1 and digits != "10" and not sharp and (named or described):
        return (decade(digits),)
    if sharp and after.lower() not in {"later", "ago", "each", "per"}:
        return (f"{cardinal(digits)}-second",)
    if tens and not before and not after:
        return (decade(digits),)
    if digits == "10" and before == "the":
        return ("tens",)
    if (
        tens
        and before not in _WAITING
        and "." not in digits
        and match.start()
        and before
        and not before.isdecimal()
    ):
        return None if before in {"a"} else (f"{number(digits)} seconds",)
    return (f"{number(digits)} second{'' if is_one(digits) else 's'}",)


def _hyphened(match: re.Match[str]) -> Sequence[Part]:
    return (f"{number(match['number'])}-{_LENGTHS[match['unit']]}",)


DURATIONS = Kind(
    "durations",
    "5m 30s → five minutes thirty seconds",
    (
        Rule(
            r"(?<![\w.,$£€])(?<!\b[Tt]he\s)(?<!\b[Ii]n\s)(1,?000|10,?000|100,?000|1,?000,?000)s\b",
            lambda match: (cardinal(match[1].replace(",", "")).removeprefix("one ") + "s",),
        ),
        Rule(
            r"(?<![\w.,$£€])(100|1,?000|10,000|100,000|1,000,000)s(?=\s(?:of|column|place|digit)\b)",
            lambda match: (cardinal(match[1].replace(",", "")).removeprefix("one ") + "s",),
        ),
        Rule(
            r"(?<![\w.,$£€])(?:\d{1,4}\s?d\s?)?\d{1,4}\s?(?:h|hrs?)\s?\d{1,3}\s?(?:m|mins?)(?:\s?\d{1,3}(?:\.\d+)?\s?(?:s|secs?))?(?!\w)"
            r"|(?<![\w.,$£€])\d{1,4}\s?(?:m|mins?)\s?\d{1,3}(?:\.\d+)?\s?(?:s|secs?)(?!\w)"
            r"|(?<![\w.,$£€])\d{1,4}d\s?\d{1,3}h(?!\w)|(?<![\w.,$£€])\d{1,2}h[0-5]\d(?!\w)",
            _lengths,
        ),
        Rule(r"(?<![\w.,$£€'’:/–-])(?!7[0-8]7s|00s)(?P<number>\d{1,3})s\b(?!['’/]\w|-)", _seconds_or_decade),
        Rule(
            r"(?<![\w.,$£€'’:/-])(?P<number>\d{1,4}\.\d{1,4})s\b",
            lambda match: (f"{number(match[1])} seconds",),
        ),
        Rule(r"(?<![\w.,$£€'’:/-])(?P<number>\d{1,4}(?:\.\d+)?)-(?P<unit>min|sec|hr|ms)\b\.?", _hyphened),
    ),
)
