"""Short forms of figures and letters that stand for a word or two: `k8s`, `S01E05`, `3.2/8GB`, `y/y`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.measures import UNITS, plural
from tts_tui.text.english.numbers import NUMBER, cardinal, number, year
from tts_tui.text.english.stops import stop_after

_NUMERONYMS = {
    "a11y": "accessibility", "c14n": "canonicalization", "d11n": "documentation", "g11n": "globalization",
    "i14y": "interoperability", "i18n": "internationalization", "k8s": "Kubernetes", "l10n": "localization",
    "m12n": "modularization", "m17n": "multilingualization", "n11n": "normalization", "o11y": "observability",
    "p13n": "personalization", "s11n": "serialization", "t9n": "translation", "v12n": "virtualization",
    "e2e": "end to end", "p2p": "peer to peer",
}  # fmt: skip
"""First and last letter of a word, and how many stand between them; and others that are read as words."""

_SPANS = {"d": "day", "w": "week", "m": "month", "q": "quarter", "y": "year"}


def _numeronym(match: re.Match[str]) -> Sequence[Part] | None:
    wording = _NUMERONYMS.get(match[0].lower())
    return (
        None
        if wording is None
        else (wording.capitalize() if match[0][0].isupper() and match[0][0] != "K" else wording,)
    )


def _episode(match: re.Match[str]) -> Sequence[Part]:
    return (f"season {cardinal(match[1])} episode {cardinal(match[2])}",)


def _part_of(match: re.Match[str]) -> Sequence[Part] | None:
    unit = UNITS.get(match["unit"])
    return None if unit is None else (f"{number(match['some'])} of {number(match['all'])} {plural(unit)}",)


_MONEY = re.compile(r"[£€$]\d[\d.,]*\Z")


_OVERS = re.compile(r"\s\(\d{1,3}(?:\.\d)?\s?(?:ov|overs?)\b")
_PARTED = re.compile(r"\s(?:of|inch|inches|cup)\b|\s?[=+×*÷]")
"""Behind a fraction or a sum."""


def _wickets(match: re.Match[str]) -> Sequence[Part] | None:
    """312/7: an inning, where there are hundreds of runs or the overs are told."""
    meant = _OVERS if len(match[1]) < 3 else None
    if meant and not meant.match(match.string, match.end()):
        return None
    return None if _PARTED.match(match.string, match.end()) or match[1] == "100" else (1, " for ", 2)


_FOLDED = {
    "4to": "quarto", "8vo": "octavo", "12mo": "duodecimo", "16mo": "sixteenmo", "18mo": "eighteenmo",
    "24mo": "twenty-fourmo", "32mo": "thirty-twomo",
}  # fmt: skip


def _points(match: re.Match[str]) -> Sequence[Part] | None:
    """Percentage points; but `£9.99pp` is for each person."""
    return (
        None
        if _MONEY.search(match.string[max(0, match.start() - 12) : match.start()])
        else (" percentage points",)
    )


_ORDER = ("first", "second", "third", "fourth")


def _quarter(match: re.Match[str]) -> Sequence[Part]:
    spoken = year(match[2]) if len(match[2]) == 4 else cardinal(match[2])
    part = "half" if "H" in match[0] else "quarter"
    return (f"{_ORDER[int(match[1]) - 1]} {part} of {spoken}",)


def _several(digit: str) -> str:
    """Figures or cards of one number: "sixes"."""
    wording = cardinal(digit)
    return wording + ("es" if wording.endswith("x") else "s")


def _growth(match: re.Match[str]) -> Sequence[Part]:
    return (f"{_SPANS[match[1]]} over {_SPANS[match[1]]}",)


PLURALS = Kind(
    "plurals in brackets",
    "file(s) → files",
    (Rule(r"(?<=[a-z]{2})\((e?s)\)(?![\w(])", (1,)),),
    frozenset("("),
    ("(s)", "(es)"),
    within=True,
)


def _copyright(match: re.Match[str]) -> Sequence[Part]:
    return (match["said"].rstrip() if match["said"] else "copyright",)


SHORT_FORMS = Kind(
    "short forms",
    "k8s, S01E05, 3.2/8GB → Kubernetes, season one episode five, three point two of eight gigabytes",
    (
        Rule(r"(?:(?P<said>\b[Cc]opyright\s)|(?<!\S))\([Cc]\)(?=\s(?:1[89]|20)\d\d\b)", _copyright),
        Rule(r"(?<![\w.@/-])[A-Za-z]\d{1,2}[A-Za-z]{1,2}(?![\w@])", _numeronym),
        Rule(r"(?<!\w)[Ss](\d{1,2})\s?[Ee](\d{1,3})(?!\w)", _episode),
        Rule(r"(?<!\w)WW([12])(?!\w)", lambda match: ("World War " + ("One" if match[1] == "1" else "Two"),)),
        Rule(
            rf"(?<![\w.,/])(?P<some>{NUMBER})\s?/\s?(?P<all>{NUMBER})\s?(?P<unit>[KMGTP]i?B)(?![\w/])",
            _part_of,
        ),
        Rule(r"(?<=%\s)([dwmqy])/\1(?!\w)", _growth),
        # a baker's, a thousandth's: 2/5ths
        Rule(r"(?<=\d)/(\d{1,3})(?:ths|rds|nds|sts)\b", lambda match: ("/", 1)),
        # percentage points
        Rule(r"(?<=\d)(?<!\b[12]\d\d\d)\s?pp\b(?!\.)", _points),
        # an inning's runs for wickets
        Rule(r"(?<![\w.,/])(\d{2,3})[/–-](10|\d)\sdec(?:lared)?\b\.?", (1, " for ", 2, " declared")),
        Rule(r"(?<![\w.,/])(\d{1,3})/(10|\d)(?![\w/%]|[.,]\d|-\w)", _wickets),
        # and a bowler's wickets for runs
        Rule(
            r"\b((?:took|takes|taking|claimed|figures of|bowling|best of|returned)\s)"
            r"(10|\d)/(\d{1,3})(?![\w/]|[.,]\d)",
            (1, 2, " for ", 3),
        ),
        # of a book, how often its sheets are folded
        Rule(
            r"(?<![\w.,])(?:4to|8vo|12mo|16mo|18mo|24mo|32mo)\b\.?",
            lambda match: (
                _FOLDED[match[0].rstrip(".")] + (stop_after(match) if match[0][-1] == "." else ""),
            ),
        ),
        # a cartridge: .30-06
        Rule(
            r"(?<![\w.])\.(\d\d)-(\d)(\d)(?![\w-]|[.,]\d)",
            lambda match: (
                f"{cardinal(match[1])} {'oh ' if match[2] == '0' else ''}{cardinal(match[2] + match[3])}",
            ),
        ),
        # what a bookmaker offers
        Rule(r"(?<=[Oo]dds )((?:are|of|were|at|is)\s)?(\d{1,3})/(\d{1,3})(?![\w/])", (1, 2, " to ", 3)),
        # a half or a quarter of a year: 1Q24
        Rule(r"(?<![\w.])([12])H\s?['’]?((?:20)?\d\d)(?![\w%]|[.,]\d)", _quarter),
        Rule(r"(?<![\w.])([1-4])Q\s?['’]?((?:20)?\d\d)(?![\w%]|[.,]\d)", _quarter),
        # figures and cards: four 4s, 0s and 1s
        Rule(r"\b((?:two|three|four|five|all|no)\s)(\d)s\b", lambda match: (1, _several(match[2]))),
        Rule(
            r"(\d)s\b(?:(?<![\w.,$£€'’]\ds)(?<!1s)(?=\s(?:and|or)\s(?:\d{1,2}s|aces|kings|queens|jacks)\b)"
            r"|(?<=\ds and \ds))",
            lambda match: (_several(match[1]),),
        ),
        # of a network's card
        Rule(
            r"(?<![\w:])[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}(?![\w:])", lambda match: (_pairs_of(match[0]),)
        ),
        Rule(
            r"(?<![\w:.])(?=[\da-fA-F:]{0,39}\d)(?:[\da-fA-F]{0,4}:){2,7}[\da-fA-F]{0,4}(?![\w:])",
            lambda match: (_address(match[0]),) if "::" in match[0] or match[0].count(":") == 7 else None,
        ),
        Rule(
            r"(?<![\w.])0([xXbB])([0-9A-Fa-f]{1,16})(?!\w)",
            lambda match: (f"zero {match[1].upper()} {_characters(match[2])}",),
        ),
    ),
)


def _characters(written: str) -> str:
    return " ".join(cardinal(char) if char.isdecimal() else char.upper() for char in written)


def _pairs_of(written: str) -> str:
    return ", ".join(map(_characters, written.split(":")))


def _address(written: str) -> str:
    """2001:db8::1."""
    return " colon ".join(map(_characters, written.split(":"))).replace("  ", " ").strip()
