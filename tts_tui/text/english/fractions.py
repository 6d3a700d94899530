"""Fractions and mixed numbers, ratios, scores, and pairs that are read one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.context import words
from tts_tui.text.english.numbers import (
    NUMBER,
    cardinal,
    number,
    ordinal,
    pairs,
    word_after,
    word_before,
    words_before,
    year,
)

_SIGNS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8),
    "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
_CHARS = "".join(_SIGNS)
A_FRACTION = rf"(?:(?:\d{{1,9}}[\s-]?)?[{_CHARS}]|\d{{1,6}}[\s-]\d{{1,2}}[/⁄]\d{{1,3}}|\d{{1,3}}[/⁄](?:1000|\d{{1,3}}))"
"""A fraction or mixed number as it is written: `½`, `2½`, `3 1/2`, `5/8`. Without groups."""

_WRITTEN = re.compile(rf"(?:(\d+)[\s-]?)?(?:([{_CHARS}])|\b(\d+)[/⁄](\d+))")

_PAIRS = frozenset({"24/7", "9/11", "20/20", "7/7"})
_RATED = words("rated rating score scored scores got grade graded received")
_RATINGS = _RATED | words("ratings gave gives give review reviews average mark marks awarded earned with")


_SCORED = words(
    "stars points marks people adults doctors dentists women men students voters users Americans workers"
)


def fraction(written: str) -> str:
    """A fraction as it is written, of the form `A_FRACTION`: "2½" → "two and a half", "5/8" → "five eighths"."""
    match = _WRITTEN.fullmatch(written)
    if match is None:
        return number(written)
    whole, sign, above, below = match.groups()
    top, bottom = _SIGNS[sign] if sign else (int(above), int(below))
    if not whole and top > bottom and top >= 20 and bottom >= 10:
        return f"{pairs(str(top))} over {cardinal(bottom)}"
    if whole:
        half = "a" if (top, bottom) in {(1, 2), (1, 4)} and bottom != 4 else cardinal(top)
        return f"{cardinal(whole)} and {half} {_part(top, bottom)}"
    return f"{cardinal(top)} {_part(top, bottom)}"


def _part(top: int, bottom: int) -> str:
    if bottom == 2:
        return "half" if top == 1 else "halves"
    name = "quarter" if bottom == 4 else ordinal(bottom)
    return name if top == 1 else f"{name}s"


def _fraction(match: re.Match[str]) -> Sequence[Part] | None:
    written = match[0]
    plain = re.fullmatch(r"(\d+)[/⁄](\d+)", written)
    if written in _PAIRS or (plain and int(plain[1]) + int(plain[2]) == 100):
        first, _, second = written.partition("/")
        return (f"{number(first)} {number(second)}",)
    if plain:
        top, bottom = int(plain[1]), int(plain[2])
        if (
            bottom in {4, 5, 6, 10, 20, 100}
            and top <= bottom
            and not match.string.startswith(" of", match.end())
            and (
                word_before(match) in _RATED
                or (bottom in {5, 10, 100} and not _RATINGS.isdisjoint(words_before(match)[-4:]))
                or (bottom == 100 and top > 20)
                or word_after(match) in _SCORED
            )
        ):
            return (f"{number(plain[1])} out of {number(plain[2])}",)
        if len(plain[1]) == len(plain[2]) == 3 and top < bottom < 1000 and bottom % 100:
            return (f"{pairs(plain[1])}, {pairs(plain[2])}",)
        if bottom < 2 or written.startswith("0") or "/0" in written:
            return (f"{number(plain[1])} over {number(plain[2])}",)
    return (fraction(written),)


def _ratio(match: re.Match[str]) -> Sequence[Part]:
    # a year and a page: Hamilton 2001:149
    if cited := re.fullmatch(r"((?:1[5-9]|20)\d\d):(\d{1,3})", match[0]):
        return (f"{year(cited[1])}, {number(cited[2])}",)
    return (" to ".join(number(part) for part in match[0].replace(" ", "").split(":")),)


FRACTIONS = Kind(
    "fractions",
    "2½ cups → two and a half cups",
    (
        Rule(rf"(?<=[{_CHARS}])\s?[x×]\s?(?=[\d{_CHARS}])|(?<=\d/\d)\s?[x×]\s?(?=\d)", (" by ",)),
        Rule(r"(?<![\w.,)\]/–-])[-−](?=\d{1,3}/\d{1,3}(?![\w/-]))", ("minus ",)),
        # so many of a hundred thousand
        Rule(r"(?<=\d)/(?=1(?:0,?000|00,?000|,?000,?000)(?![\w,]))", (" per ",)),
        # of a piece of music
        Rule(
            r"(?<![\w.,/])(\d{1,2})/(2|4|8|16)(?=\s(?:time|signature|metre|meter)\b)",
            lambda match: (f"{number(match[1])} {number(match[2])}",),
        ),
        Rule(r"(?<![\w/])(24/7)/(365)\b", ("twenty-four seven, three sixty-five",)),
        Rule(rf"(?<![\w.,/$£€])(?<![A-Za-z]-){A_FRACTION}(?![\w/]|[.,]\d)", _fraction),
        Rule(rf"(?<![\w.,/])(\d{{1,6}})([{_CHARS}])", lambda match: (fraction(match[0]),)),
        Rule(rf"[{_CHARS}]", lambda match: (fraction(match[0]),)),
    ),
    frozenset(_CHARS + "/⁄"),
)  # fmt: skip
RATIOS = Kind(
    "ratios",
    "a 3:1 lead → a three to one lead",
    (Rule(rf"(?<![\w:.,]){NUMBER}(?:\s?:\s?(?={NUMBER}(?![-–]\d)){NUMBER}){{1,3}}(?![\w:])", _ratio),),
    frozenset(":"),
)
