"""Years, decades and whatever else four digits may be: their context decides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.context import AMOUNTS, COUNTED, NUMBERED, YEARS, counted, words
from tts_tui.text.english.numbers import (
    cardinal,
    decade,
    joined,
    pairs,
    word_after,
    word_before,
    words_before,
    year,
)

_DETERMINERS = words("the this that last next first second third final every")


_POSSESSIVES = words("his her its their our my your")

_QUANTITIES = words(
    "total number population sum out maximum minimum average "
    "capacity distance height length weight speed range group set "
    "series array list crowd team fleet one cost price value"
)


def _decade(match: re.Match[str]) -> Sequence[Part] | None:
    digits = match["digits"]
    if len(digits) == 4 and digits[2:] == "00" and digits[1] == "0":
        return (f"{cardinal(digits)}s",)
    return (decade(digits),)


_SINCE = re.compile(r"\b(?:[Bb]etween|[Ff]rom)\s(1\d{3}|20\d\d)\s(?:and|to|until)\s\Z")
"""Before the later of two years: "between 1750 and 1850 people moved"."""


def _bare(match: re.Match[str]) -> Sequence[Part] | None:
    """1984 is a year, 1250 guests aren't; what is none is left for the numbers."""
    digits = match["year"]
    value, before, after = int(digits), word_before(match), word_after(match)
    modern = 1900 <= value < 2100
    if (first := _SINCE.search(match.string, max(match.start() - 24, 0), match.start())) and not (
        first[1].endswith("00") and digits.endswith("00") and counted(after)
    ):
        return (year(digits),)
    if after.lower() in COUNTED and not (modern and before in _DETERMINERS | {"in", "since"}):
        return None
    if (
        counted(after)
        and not modern
        and before not in YEARS - {"by", "from", "of", "around", "after", "to", "until"}
    ):
        return None
    if before in AMOUNTS and not (
        modern and before in {"these", "over", "all", "has", "have", "had", "cost", "costs"}
    ):
        return None
    whose = before in _POSSESSIVES or before.endswith(("'s", "’s"))
    if (
        counted(after)
        and modern
        and before not in YEARS | _DETERMINERS | {"a", "an"}
        and match.start() != 0
        and not (whose and not digits.endswith("00") and after.lower() not in COUNTED)
    ):
        return None
    rest = match.string[match.end() : match.end() + 12]
    if re.match(r" of (?:them|the|these|those|us|its|his)\b", rest) or (
        not modern and re.match(r"-[a-z]", rest)
    ):
        return None
    if before == "of" and (words_before(match)[-2:-1] or [""])[0] in _QUANTITIES:
        return None
    if (
        value < 1100
        and not (match[0] == match.string and value > 1009)
        and before not in YEARS
        and not (before == "of" and not counted(after))
    ):
        return None
    return (year(digits),)


def _years(match: re.Match[str]) -> Sequence[Part] | None:
    """1939–1945, 1914-18."""
    first, last = match["first"], match["last"]
    if len(last) == 1:
        return (f"{year(first)} to {cardinal(last)}",) if last > first[3] != "0" else None
    if len(last) == 2:
        if int(last) <= int(first[2:]) and not (last == "00" or first[2:] == "99"):
            return None
        wording = pairs(last) if last[0] != "0" else f"oh {cardinal(last)}" if last != "00" else "hundred"
        return (f"{year(first)} to {wording}",)
    if int(last) < int(first):
        return None
    return (f"{year(first)} to {year(last)}",)


def _short_year(digits: str) -> str:
    return f"oh {cardinal(digits)}" if digits[0] == "0" else cardinal(digits)


def _short(match: re.Match[str]) -> Sequence[Part]:
    return (_short_year(match["digits"]),)


def _decades(match: re.Match[str]) -> Sequence[Part]:
    first, last = match["first"], match["last"]
    return (f"{decade(first)} to {decade(last)}",)


DECADES = Kind(
    "decades",
    "the 1980s → the nineteen eighties",
    (
        Rule(
            r"(?<![\w.,$£€])(?P<first>1\d\d0|20\d0)['’]?s?\s?[-–]\s?['’]?(?P<last>[1-9]0|1\d\d0|20\d0)['’]?s\b",
            _decades,
        ),
        Rule(r"(?<![\w.,$£€])(?P<digits>[1-9]\d\d0)(?:['’]?s)\b", _decade),
        Rule(r"(?<!\w)['’‘](?P<digits>[1-9]0)['’]?s\b", _decade),
        Rule(r"(?<![\w.,$£€])(?P<digits>[2-9]0)['’]?s\b", _decade),
        Rule(r"(?<![\w.,$£€])['’‘]?00['’]?s\b", ("two thousands",)),
    ),
)
YEARS_KIND = Kind(
    "years",
    "in 1066 → in ten sixty-six",
    (
        Rule(
            r"(?<![\w.,$£€/-])(?P<first>1[0-9]\d\d|20\d\d)\s?[-–—/]\s?"
            r"['’]?(?P<last>1[0-9]\d\d|20\d\d|\d\d?)(?![\w%°/-]|[.,]\d)",
            _years,
        ),
        Rule(
            r"(?<![\w'’])['’](?P<first>\d\d)\s?[-–]\s?['’]?(?P<last>\d\d)(?![\w'’-])",
            lambda match: (f"{_short_year(match['first'])} to {_short_year(match['last'])}",),
        ),
        Rule(r"(?<=[Yy]ear )[1-9]\d{2,3}(?![\w%,]|[.:-]\d)", lambda match: (year(match[0]),)),
        Rule(r"(?<=\bQ[1-4] )(?:19|20)\d\d\b", lambda match: (year(match[0]),)),
        # a standard and when it was made
        Rule(
            r"\b((?:ISO|IEC|EN|BS|DIN|ANSI)(?:/IEC)?\s)(\d{3,5})(?:-(\d{1,2}))?:((?:19|20)\d\d)\b",
            lambda match: (
                1,
                joined(cardinal(match[2]), cardinal(match[3]) if match[3] else "") + ", " + year(match[4]),
            ),
        ),
        Rule(r"(?<=\b[Ff]orm )(?:10[4-9]\d)(?![\w%]|[.,]\d)", lambda match: (pairs(match[0]),)),
        Rule(r"(?<=\b[Bb]y )(2[1-9]00)(?=,|\.?\s*\Z|\s(?:the|we|it|there|most|sea)\b)",
             lambda match: (f"{cardinal(match[1][:2])} hundred",)),
        Rule(r"(?<=\bQ[1-4])\s?['’](?P<digits>\d\d)\b", lambda match: (" ", *_short(match))),
        Rule(r"(?<![\w'’])['’](?P<digits>\d\d)(?![\w'’])", _short),
        Rule(r"(?<![\w.,$£€+/#:–—-])(?P<year>1\d{3}|20\d\d)(?![\w%°/]|[.,:]\d|-\d)", _bare),
    ),
)  # fmt: skip


_STREETS = (
    "Streets?|St|Avenues?|Ave|Av|Roads?|Rd|Drive|Dr|Boulevard|Blvd|Lane|Ln|Courts?|Ct|Place|Pl|Way|Parkway|Pkwy|Highway|Hwy|"
    "Expressway|Expy|Terrace|Ter|Circle|Cir|Square|Sq|Trail|Trl|Alley|Plaza|Broadway"
)


def _numbered(match: re.Match[str]) -> Sequence[Part] | None:
    name = word_before(match).rstrip(".#")
    if name not in NUMBERED or (
        name in {"bus", "road", "model", "unit", "train", "area", "box", "gate", "channel", "extension"}
        and len(match["digits"]) < 3
    ):
        return None
    tail = f" {pairs(match['tail'])}" if match["tail"] else ""
    return (f"{pairs(match['digits'])}{tail}",)


def _of_a_line(match: re.Match[str]) -> Sequence[Part] | None:
    return None if counted(word_after(match)) else (pairs(match[0]),)


def _airplane(match: re.Match[str]) -> Sequence[Part]:
    return (f"{pairs(match['digits'])} {pairs(match['tail'])}{match['many']}",)


_SECTION = r"(?<![\w.,-])(\d{3})\(([a-z])\)(?:\((\d)\))?"
"""Of a law: 401(k)."""

ROOMS = Kind(
    "rooms",
    "room 1204, a 737-800, 123 Main St → "
    "room twelve oh four, a seven thirty-seven eight hundred, one twenty-three Main St",
    (
        # the 747, a 747
        Rule(
            r"7[0-8]7(?:(?<=\b[Tt]he \d{3})(?!\s\w+s\b)|(?<=\b[Aa] \d{3}))(?![\w%]|[.,:-]\d)",
            lambda match: (pairs(match[0]),),
        ),
        # of German makers: Bf 109
        Rule(
            r"\b(Bf|Fw|He|Me|Ju|Do)(\s)([1-9]\d{2})(?![\w%]|[.,:-]\d|\s(?:men|people|per)\b)",
            lambda match: (joined(match[1].upper() if match[1][1] in "fw" else match[1], pairs(match[3])),),
        ),
        # US 101, SR 520
        Rule(
            r"[1-9]\d\d(?:(?<=\b[A-Z]{2} \d{3})|(?<=\b[A-Z]{3} \d{3}))"
            r"(?![\w%°/(]|[.,:]\d|-\d|\s(?:million|billion|thousand|percent)\b)",
            _of_a_line,
        ),
        Rule(r"(?<![\w.,$£€-])(7[0-8]7)s\b", lambda match: (f"{pairs(match[1])}s",)),
        Rule(_SECTION, lambda match: (joined(pairs(match[1]), match[2].upper(), match[3] or ""),)),
        Rule(r"(?<=\b[A-Z]{3}\s)\d\d[1-9]\d(?![\w%-]|[.,:]\d)", lambda match: (pairs(match[0]),)),
        Rule(
            r"(?:(?<=[A-Za-z]\s)|(?<=\.\s)|(?<=\s)#)(?P<digits>\d{2,5})"
            r"(?:-(?P<tail>\d{1,4}))?(?![\w%°:]|[.,/]\d|\s(?:people|men|seats|feet))",
            _numbered,
        ),
        Rule(r"(?<![\w.,$£€-])(?P<digits>7[0-8]7|[67][0-9]{2})-(?P<tail>[1-9]00)(?P<many>s?)(?![\w-]|\.\d)", _airplane),
        Rule(rf"(?<![\w.,$£€/:-])(\d{{3,5}})(?=\s(?:[NSEW]\.?\s|North\s|South\s|East\s|West\s|Old\s)?(?:[A-Z][\w'’]*\.?\s|\d{{1,3}}(?:st|nd|rd|th)\s){{1,3}}(?:{_STREETS})\b)",
             lambda match: (pairs(match[1]),)),
    ),
)  # fmt: skip
