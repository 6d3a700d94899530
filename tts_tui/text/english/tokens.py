"""Numbers that are part of a name: versions, models, letters with digits; ordinals, and every number that is left."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.context import counted, words
from tts_tui.text.english.numbers import (
    NUMBER,
    cardinal,
    number,
    ordinal,
    pairs,
    spelled,
    word_after,
    word_before,
    year,
)

_VERSIONED = words(
    "python version versions ubuntu ios macos android windows "
    "java node django release firmware kernel linux debian php ruby "
    "perl gcc clang chrome firefox safari rust go kotlin swift "
    "typescript numpy postgres postgresql mysql redis bluetooth "
    "usb html css http fedora centos alpine npm pip v ver rev build patch"
)


def _parts(written: str) -> str:
    return " point ".join(
        f"oh {cardinal(part)}" if len(part) == 2 and part[0] == "0" and part != "00" else number(part)
        for part in written.split(".")
    )


def _version(match: re.Match[str]) -> Sequence[Part]:
    return (
        (f"{'V' if match['v'] == 'V' else 'v'}ersion " if match["v"] else "")
        + _parts(match["number"])
        + (f" {match['tail'].strip('-').replace('rc', 'R C')} " if match["tail"] else ""),
    )


def _named_version(match: re.Match[str]) -> Sequence[Part] | None:
    if word_before(match) not in _VERSIONED:
        return None
    return (_parts(match[0]),)


def _many_points(match: re.Match[str]) -> Sequence[Part]:
    groups = match[0].split(".")
    if all(len(group) == 3 for group in groups[1:]) and len(groups[0]) < 4 and groups[0] != "0":
        return (cardinal("".join(groups)),)
    return (_parts(match[0]),)


def _ordinal(match: re.Match[str]) -> Sequence[Part]:
    return (ordinal(match[1].replace(",", "")),)


def _digits_of_a_name(digits: str) -> str:
    """A320 → "three twenty", F-16 → "sixteen", R2D2 → "two", A1234567 digit by digit."""
    if len(digits) == 4 and digits.startswith("200"):
        return year(digits)
    return pairs(digits) if digits[0] != "0" or len(digits) == 1 else spelled(digits, "oh")


def _several(wording: str, ending: str) -> str:
    """Several of a number: "seventeen" → "seventeens", "fifty" → "fifties", "nine" → "niners"."""
    if ending == "ers":
        return f"{wording.removesuffix('e')}ers"
    if wording.endswith("x"):
        return f"{wording}es"
    return f"{wording[:-1]}ies" if wording.endswith("y") else f"{wording}s"


_PIECE = re.compile(r"\d+|[^\W\d]+|[^\w]+|_+")


_SCALES = {"M": "million", "B": "billion", "mn": "million", "bn": "billion", "tn": "trillion"}


_NO_HEXADECIMAL = re.compile(r"[^0-9A-Fa-f]")


def _name(match: re.Match[str]) -> Sequence[Part] | None:
    """A word of letters and digits, piece by piece: the letters stay for those that read letters."""
    written = match[0]
    pieces = _PIECE.findall(written)
    hexadecimal = len(written) > 7 and len(pieces) > 4 and not _NO_HEXADECIMAL.search(written)
    wording = []
    for piece in pieces:
        if piece[0].isdecimal():
            wording.append(spelled(piece) if hexadecimal else _digits_of_a_name(piece))
        elif piece[0] in "-_":
            continue
        elif not piece[0].isalpha():
            wording.append(piece)
        elif piece in {"s", "ers"} and wording and pieces[-1] is piece and not hexadecimal:
            wording[-1] = _several(wording[-1], piece)
        elif piece == "x" and len(pieces) == 3:
            wording.append("by")
        elif (hexadecimal and len(piece) < 4) or (len(piece) == 2 and piece.isupper()):
            wording.append(" ".join(piece.upper()))
        else:
            wording.append(piece)
    return (" ".join(wording),)


def _hyphened(match: re.Match[str]) -> Sequence[Part]:
    return (f"{number(match[1])}-",)


def _number(match: re.Match[str]) -> Sequence[Part]:
    comma = match.string[max(match.start() - 1, 0) : match.start()] == ","
    return (" " * comma + number(match[0]),)


def _millions(match: re.Match[str]) -> Sequence[Part]:
    return (f"{number(match[1])} {_SCALES[match[2]]}",)


def _raised(match: re.Match[str]) -> Sequence[Part]:
    return (f" {spelled(str(unicodedata.normalize('NFKC', match[0])))} ",)


VERSIONS = Kind(
    "versions",
    "v2.3.1, Python 3.10 → version two point three point one, Python three point ten",
    (
        Rule(
            r"(?<![\w.])(?P<v>[vV])\.?\s?(?P<number>\d{1,4}(?:\.\d{1,4}){1,4})(?P<tail>-?(?:alpha|beta|rc|dev)(?=\d|\b))?(?![\w]|\.\d)",
            _version,
        ),
        Rule(
            r"(?<![\w.])(?P<v>)(?P<number>\d{1,4}(?:\.\d{1,4}){1,4})(?P<tail>-(?:alpha|beta|rc|dev)(?=[.\d]|\b))\.?(?=\d|\b)",
            _version,
        ),
        Rule(r"(?<![\w.])(\d{1,3})\.x(?:\.x)?\b", lambda match: (f"{number(match[1])} point x",)),
        Rule(
            r"(?<=[Vv]ersion )(20\d\d)\.(\d{1,2})(?:\.(\d{1,3}))?(?![\w%]|\.\d)",
            lambda match: (" point ".join((year(match[1]), *map(_parts, filter(None, match.groups()[1:])))),),
        ),
        Rule(r"(?<![\w.,$£€-])\d{1,3}\.\d{1,2}(?:\.\d{1,4}){0,3}(?![\w%]|\.\d)", _named_version),
        Rule(r"(?<![\w.,$£€-])\d{1,6}(?:\.\d{1,6}){2,8}(?![\w%]|\.\d)", _many_points),
    ),
    clues=(".",),
)
ORDINALS = Kind(
    "ordinals",
    "21st → twenty-first",
    (
        Rule(r"(?<=\d(?:st|nd|rd|th))\s?[-–]\s?(?=\d{1,4}(?:st|nd|rd|th)\b)", (" to ",)),
        Rule(r"(?<=\d(?:st|nd|rd|th))/(?=\d{1,4}(?:st|nd|rd|th)\b)", (" ",)),
        Rule(
            r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d{1,36})\s?(?:st|nd|rd|th|ST|ND|RD|TH|ᵗʰ|ˢᵗ|ⁿᵈ|ʳᵈ)\b(?!\.\w|/[a-z])",
            _ordinal,
        ),
        Rule(r"(?<![\w.,])(\d{1,4})\.?[ºª](?!\w)", _ordinal),
        # of German clubs and leagues: 1. FC Köln
        Rule(
            r"(?<![\w.,])([1-9])\.(?=\s(?:FC|FK|FSV|SC|SV|TSV|SK|Bundesliga|Liga|Division|Regionalliga)\b)",
            _ordinal,
        ),
        Rule(r"(?<![\w.,])(\d{1,3})ths\b", lambda match: (f"{ordinal(match[1])}s",)),
        # as books of the nineteenth century have it
        Rule(r"(?<=[Tt]he )(\d[23])d\b", _ordinal),
        Rule(r"(?<![\w.,$£€-])(\d[23])d(?=\s[A-Z][a-z])", _ordinal),
        Rule(
            r"(?<![\w.,$£€-])([23])d(?=\s(?:Regiment|Regt|Infantry|Cavalry|Artillery|Dragoons|Division|Brigade"
            r"|Battalion|Corps|Street|Avenue|Congress|Earl|Duke|Lord|Baron|Viscount|edition|ed\.)\b)",
            _ordinal,
        ),
        Rule(r"(?:(?<=\b[Mm]y )|(?<=\b[Hh](?:is|er) ))([23])d\b", _ordinal),
        Rule(r"(?<=[Tt]he )([23])d(?=\s(?:of|instant|ultimo|proximo|day|and)\b|\s[A-Z][a-z]|[,;])", _ordinal),
        Rule(
            r"([23])d\b(?:(?<=\dst, \dd)|(?<=\bfirst, \dd)|(?<=\d(?:st|nd|th) and \dd)|(?<=\bfirst and \dd))",
            _ordinal,
        ),
        Rule(r"3d\b(?:(?<=\bsecond, and 3d)|(?<=\bsecond and 3d)|(?<=\bsecond, 3d))", ("third",)),
        Rule(r"(?<![\w.,])(\d{1,2})(?:st|nd|d|rd|th)ly\b", lambda match: (f"{ordinal(match[1])}ly",)),
    ),
)
NAMES = Kind(
    "names with numbers",
    "A320, MP3, COVID-19 → A three twenty, M P three, COVID nineteen",
    (
        Rule(
            r"(?<![\w.])802\.11([a-z]{0,2})\b",
            lambda match: (" ".join(("eight oh two dot eleven", *match[1].upper())),),
        ),
        Rule(rf"(?<![\w.,])({NUMBER})-(?=[^\W\d_]{{2,}})", _hyphened),
        Rule(
            r"(?<![\w.,])(\d{1,3})x/(day|week|month|year)\b",
            lambda match: (f"{number(match[1])} times per {match[2]}",),
        ),
        # 1.5M, 20M people
        Rule(r"(?<![\w.,])(\d{1,4}\.\d{1,2})([MB])\b(?!\s?[A-Z\d]|-)", _millions),
        Rule(
            r"(?<![\w.,])(\d{1,4})([MB])\b(?=\s[a-z])",
            lambda match: _millions(match) if counted(word_after(match)) else None,
        ),
        Rule(r"(?<![\w.,])(\d{1,4}(?:\.\d{1,3})?)\s?(mn|bn|tn)\b", _millions),
        # 1.2k, .5B: the point belongs to the number, whatever the letter stands for
        Rule(r"(?<![\w.,])(\d{0,9}\.\d{1,9})(?=[^\W\d_])", lambda match: (number(match[1]) + " ",)),
        Rule(r"(?<!\w)(?=[^\W\d_]+[-_]?\d|\d+[-_]?[^\W\d_])[^\W_]+(?:[-_][^\W_]+)*(?<=\w)",
             lambda match: _name(match) if re.search(r"[^\W\d]", match[0]) else None),
    ),
)  # fmt: skip
OTHER_DIGITS = Kind(
    "digits of other scripts",
    "१२ → twelve",
    (
        Rule(
            r"[^\D0-9]+",
            lambda match: ("".join(str(unicodedata.decimal(digit)) for digit in match[0]),),
        ),
    ),
    frozenset(),
)
NUMBERS = Kind(
    "numbers",
    "1,234.5 → one thousand two hundred thirty-four point five",
    (
        # by 5's and 10's
        Rule(r"(?<![\w.,$£€])(\d{1,2})['’]s\b", lambda match: (_several(number(match[1]), "s"),)),
        Rule(rf"(?<![.\d]){NUMBER}", _number),
        Rule(r"\.(?=\d)", (" point ",)),
        Rule(r"\d+", _number),
        Rule(r"[⁰¹²³⁴-⁹₀-₉]+", _raised),
    ),
    frozenset("0123456789⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"),
)
