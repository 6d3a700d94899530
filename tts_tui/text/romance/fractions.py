"""Parts of one: signs of their own, and small ones with a stroke."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.lazily import lazily
from tts_tui.text.romance.figures import NO_NOUN, any_of, counted, is_feminine, wording
from tts_tui.text.romance.numbers import Form
from tts_tui.text.romance.words import Words

_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅐": (1, 7),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip

_EQUALS = lazily(r" ?=")


def fractions(words: Words) -> Kind:
    """½, 2½ kg, 3/4, 1 1/2."""
    vulgar = "".join(_VULGAR)
    counts = rf"(?: ?({any_of(words.units)})(?![\w²³/])| ((?!{NO_NOUN}\b)[a-zà-ÿ]{{3,20}})\b)?"

    def sign(match: re.Match[str]) -> Sequence[Part]:
        return _spoken(words, match, *_VULGAR[match[3]], 5)

    def stroke(match: re.Match[str]) -> Sequence[Part] | None:
        over, under = int(match[3]), int(match[4])
        if (over, under) == (24, 7):
            return (f"{words.numbers.cardinal(over)} {words.numbers.cardinal(under)}", *_behind(match, 6))
        # 20/20 is a mark
        is_quotient = over >= under and (over == under or _EQUALS.match(match.string, match.end()))
        if (match[2] and over >= under) or is_quotient or not _has_name(under, words):
            return None
        return _spoken(words, match, over, under, 6)

    return Kind(
        "fractions",
        "1/2",
        (
            Rule(
                rf"(?:(?<![\w.,/])([-−])(?=\d|[{vulgar}]))?(?:(?<![\d.,])(\d{{1,9}}) ?)?([{vulgar}]){counts}",
                sign,
            ),
            Rule(rf"(?<= {words.names['and']} )(?:1[/⁄]2|½)(?= ?(?:$|[.,;:!?)]))", (words.halves[2][0],)),
            Rule(
                rf"(?<![\w/.,])([-−])?(?:(\d{{1,4}}) )?(\d{{1,3}})[/⁄](\d{{1,7}}){counts}(?![\d/]|[.,]\d)",
                stroke,
            ),
        ),
        frozenset(vulgar + "/⁄"),
    )


def _has_name(under: int, words: Words) -> bool:
    """Whether a part of so many is said by a name; 2/2020 is a month."""
    if under <= 100 or words.code == "pt":
        return 2 <= under <= 100 or under in words.halves
    return under in range(200, 1000, 100) or (under % 1000 == 0 and under != 2000 and under <= 10**6)


def _behind(match: re.Match[str], noun: int) -> Sequence[Part]:
    """The noun, as it was written."""
    unit = match[noun - 1]
    return (f" {unit}",) if unit else (" ", noun) if match[noun] else ()


def _spoken(words: Words, match: re.Match[str], over: int, under: int, noun: int) -> Sequence[Part]:
    """
    Args:
        noun: the group that holds what is counted; the one before it holds a unit.
    """
    minus = f"{words.names['-']} " if match[1] else ""
    whole, unit = match[2], words.units.get(match[noun - 1] or "")
    form: Form = unit.form if unit else "f" if is_feminine(match[noun] or "", words) else "m"
    half = _half(form, words)
    one, many = words.halves.get(under) or words.part(under)
    share = f"{words.numbers.cardinal(over, 'm')} {one if over == 1 else many}"
    if whole:
        rest = half if under == 2 else share
        between = f" {words.names['and']} "
        if unit:
            return (f"{minus}{counted(whole, unit, words)}{between}{rest}",)
        if match[noun] and under == 2:
            number = words.numbers.cardinal(int(whole), form)
            if int(whole) > 1 or words.code == "fr":
                return (f"{minus}{number} ", noun, between + rest)
            return (f"{minus}{number}{between}{rest} ", noun)
        return (
            f"{minus}{wording(whole, words)}{between}{one if under == 2 else share}",
            *_behind(match, noun),
        )
    if (over, under) == (1, 2) and (unit or match[noun]):
        if words.code == "fr":
            half = f"{words.numbers.cardinal(1, form)} {one}"
        return (f"{minus}{half} {unit.one}",) if unit else (f"{minus}{half} ", noun)
    if unit:
        of = "d'" if words.code == "fr" and unit.one[0] in "aeiouh" else f"{words.numbers.of} "
        return (f"{minus}{share} {of}{unit.one}",)
    return (minus + share, *_behind(match, noun))


def _half(form: Form, words: Words) -> str:
    half = words.halves[2][0]
    if form != "f":
        return half
    return f"{half}e" if words.code == "fr" else f"{half[:-1]}a"
