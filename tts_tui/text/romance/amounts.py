"""Money, measures, shares, fractions and ordinals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.romance.figures import NUMBER, counted, said, split
from tts_tui.text.romance.words import Words

_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅐": (1, 7),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip


def _any(table: Mapping[str, object]) -> str:
    return "|".join(map(re.escape, sorted(table, key=len, reverse=True)))


def money(words: Words) -> Kind:
    """A sign before or behind its number, with or without a scale."""
    signs = _any(words.currencies)
    per = rf"(?:/({_any(words.units)}))?"
    scale = rf"(?: ({words.scales}))?(?!\w)"
    return Kind(
        "money",
        "3,50 €",
        (
            Rule(rf"(?<![\w$€£])(-|−)?({signs}) ?({NUMBER}){scale}", partial(_price, words, 2, 3)),
            Rule(rf"(?<![\w.,/])(-|−)?({NUMBER}) ?(?:({words.scales}) (?:de |d'|di )?)?({signs}){per}(?!\w)",
                 partial(_price_behind, words)),
        ),
    )  # fmt: skip


def _price(words: Words, sign: int, number: int, match: re.Match[str]) -> Sequence[Part] | None:
    return (_priced(words, match[1], match[sign], match[number], match[4]),)


def _price_behind(words: Words, match: re.Match[str]) -> Sequence[Part] | None:
    each = f" {words.per} {words.units[match[5]].one}" if match[5] else ""
    return (_priced(words, match[1], match[4], match[2], match[3]) + each,)


def _priced(words: Words, minus: str | None, sign: str, number: str, scale: str | None) -> str:
    unit, hundredth = words.currencies[sign]
    before = f"{words.names['-']} " if minus else ""
    whole, mark, decimals = split(number)
    if scale:
        of = "d'" if words.code == "fr" and unit.many[:1] in "aeiou" else f"{words.numbers.of} "
        of = "" if scale == "mil" or scale == "mila" else of
        return f"{before}{said(number, words, 'm')} {scale} {of}{unit.many}"
    if hundredth is None or not mark or len(decimals) > 2 or len(whole) > 15:
        return before + counted(number, unit, words)
    cents = int(decimals.ljust(2, "0"))
    if not cents:
        return before + counted(whole, unit, words)
    if not whole.strip("0"):
        return before + counted(str(cents), hundredth, words)
    said_cents = words.numbers.cardinal(cents, hundredth.form)
    return before + words.price(
        counted(whole, unit, words), said_cents, hundredth.one if cents == 1 else hundredth.many
    )


def measures(words: Words) -> tuple[Kind, ...]:
    """Numbers with a unit."""
    units = _any(words.units)
    per = rf"(?:/({units}))?(?![\w²³/])"
    return (
        Kind(
            "percent",
            "5 %",
            (
                Rule(
                    rf"({NUMBER}) ?([%‰])",
                    lambda match: (f"{said(match[1], words)} {words.names[match[2]]}",),
                ),
            ),
            frozenset("%‰"),
        ),
        Kind(
            "units",
            "10 km",
            (
                Rule(
                    rf"(?<![\w.,/])([-−])?({NUMBER}) ?({units}){per}",
                    lambda match: (
                        (f"{words.names['-']} " if match[1] else "")
                        + counted(match[2], words.units[match[3]], words)
                        + (f" {words.per} {words.units[match[4]].one}" if match[4] else ""),
                    ),
                ),
            ),
        ),
    )


def fractions(words: Words) -> Kind:
    """Parts of one: signs of their own, and small ones with a stroke."""
    vulgar = "".join(_VULGAR)

    def sign(match: re.Match[str]) -> Sequence[Part]:
        return (_mixed(words, match[1], *_VULGAR[match[2]]),)

    def stroke(match: re.Match[str]) -> Sequence[Part] | None:
        over, under = int(match[2]), int(match[3])
        if (over, under) == (24, 7):
            return (f"{words.numbers.cardinal(over)} {words.numbers.cardinal(under)}",)
        if under < 2 or (match[1] and over >= under) or (under > 100 and under not in words.halves):
            return None
        spoken = _mixed(words, match[1], over, under)
        if not match[4] or match[1]:
            return (f"{spoken} {words.units[match[4]].many}" if match[4] else spoken,)
        unit = words.units[match[4]].one
        if (over, under) == (1, 2) and words.units[match[4]].form == "m":
            return (f"{spoken if words.code == 'fr' else words.halves[2][0]} {unit}",)
        of = "d'" if words.code == "fr" and unit[0] in "aeiouh" else f"{words.numbers.of} "
        return (f"{spoken} {of}{unit}",)

    return Kind(
        "fractions",
        "1/2",
        (
            Rule(rf"(?:(?<![\d.,])(\d{{1,9}}) ?)?([{vulgar}])", sign),
            Rule(
                r"(?<![\w/.,])(?:(\d{1,4}) )?(\d{1,3})[/⁄](\d{1,4})"
                rf"(?: ({_any(words.units)})(?![\w²³/]))?(?![\d/]|[.,]\d)",
                stroke,
            ),
        ),
        frozenset(vulgar + "/⁄"),
    )


def _mixed(words: Words, whole: str | None, over: int, under: int) -> str:
    one, many = words.halves.get(under) or words.part(under)
    part = f"{words.numbers.cardinal(over, 'm')} {one if over == 1 else many}"
    if not whole:
        return part
    if under == 2:
        part = one
    return f"{said(whole, words)} {words.names['and']} {part}"


def ordinals(words: Words) -> Kind:
    """Figures with a raised letter."""
    masculine, feminine = words.ordinal_marks

    def spoken(figures: str, short: bool, is_feminine: bool) -> str:
        said = words.numbers.ordinal(int(figures), is_feminine)
        return said[:-1] if short and said.endswith(("primero", "tercero")) else said

    def rule(marks: str, is_feminine: bool) -> Rule:
        return Rule(
            rf"(?<![\w.,])(\d{{1,6}})(?:{marks})(?!\w| ?[CF]\b)",
            lambda match: (
                (spoken(match[1], match[0].endswith("er"), is_feminine),) if int(match[1]) else None
            ),
        )

    # a sign of degrees is often typed for a raised o
    masculine += "|°(?= (?!grad|graus?|degr|de |di )[a-zà-ÿ]{2})"
    return Kind("ordinals", "1º", (rule(masculine, False), rule(feminine, True)))
