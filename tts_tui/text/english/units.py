"""Measures: numbers with units, their powers and what they are per; percent, degrees, feet and inches."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.context import counted
from tts_tui.text.english.fractions import A_FRACTION, fraction
from tts_tui.text.english.measures import UNITS, plural
from tts_tui.text.english.numbers import NUMBER, joined, number, word_after, word_before

_ANY = "|".join(map(re.escape, sorted(UNITS, key=len, reverse=True)))
_POWER = r"(?:\^?[23](?!\d)|[²³])"
_UNIT = rf"(?P<unit>{_ANY})(?P<power>{_POWER})?(?:\s?/\s?(?P<per>{_ANY}|100g|min|day|year|person|capita|d|inch|in)(?P<per_power>{_POWER})?)?"
_MIXED = rf"(?:{A_FRACTION}|{NUMBER})"
_SIGN = r"(?P<sign>(?<!\w)[-−+±~])?"
_START = r"(?<![\w.,/])"
_END = r"(?![\w/]|['’]\w|\^)(?<![/])"
_SHAPE = {"2": "square", "²": "square", "3": "cubic", "³": "cubic"}
_SIGNS = {"-": "minus", "−": "minus", "+": "plus", "±": "plus or minus", "~": "about", "": ""}

_SPACED_ONLY = frozenset({"K", "A", "h", "T", "F", "J", "N", "st", "pc", "ac", "B"})
"""Letters that make a name where they touch the number: 4K, 10A, 20th."""
_RARE = frozenset({"A", "F", "T", "J", "N", "B", "t", "pc", "st", "sq", "mo", "kt", "bar", "cal", "deg", "ac", "in."})
"""Those that are a unit only before a mark, the end or another measure."""


def _named(unit: str, power: str | None) -> str:
    name = UNITS.get(unit, unit)
    if unit in {"d"}:
        name = "day"
    if unit == "in":
        name = "inch"
    if unit == "100g":
        name = "one hundred grams"
    return joined(_SHAPE.get((power or "").lstrip("^"), ""), name)


def _amount(written: str) -> str:
    return fraction(written) if "/" in written or not written[-1].isdecimal() else number(written)


def _single(match: re.Match[str]) -> bool:
    written = match["number"]
    if match["hyphen"] == "-":
        return True
    if "/" in written or not written[-1].isdecimal():
        return written[0] not in "123456789" or not re.match(r"\d+[\s½¼¾⅓⅔⅛⅜⅝⅞]", written)
    return written == "1"


def _described(match: re.Match[str]) -> bool:
    """Whether it describes a noun: "a 5 km run"."""
    return (
        match["per"] is None
        and word_before(match) in {"a", "an"}
        and word_after(match).islower()
        and len(word_after(match)) > 3
        and word_after(match) not in {"from", "above", "below", "north", "south", "east", "west", "into", "away", "long",
                                      "wide", "tall", "high", "deep", "before", "after", "with", "when", "that", "apart"}
    )  # fmt: skip


def _measure(match: re.Match[str]) -> Sequence[Part] | None:
    unit, hyphen = match["unit"], match["hyphen"]
    following = match.string[match.end() : match.end() + 2]
    if unit in _SPACED_ONLY and hyphen == "":
        return None
    if unit in _RARE and not match["power"] and not match["per"] and following.lstrip()[:1].isalpha():
        return None
    if unit == "m" and hyphen == "" and "." in match["number"] and counted(word_after(match)):
        return (f"{number(match['number'])} million",)
    name = _named(unit, match["power"])
    if not (_single(match) or _described(match)):
        name = plural(name)
    per = f" per {_named(match['per'], match['per_power'])}" if match["per"] else ""
    said = joined(_SIGNS[match["sign"] or ""], _amount(match["number"]), name + per)
    stop = "." if unit.endswith(".") and re.match(r"\s+[A-Z]|\s*$", match.string[match.end() :][:20]) else ""
    return (said + stop,)


def _range(match: re.Match[str]) -> Sequence[Part]:
    name = plural(_named(match["unit"], match["power"]))
    per = f" per {_named(match['per'], match['per_power'])}" if match["per"] else ""
    joint = "by" if match["joint"].strip() in {"x", "×", "X"} else "to"
    first, last = number(match["first"]), number(match["number"])
    third = f" by {number(match['third'])}" if match["third"] else ""
    return (f"{_SIGNS[match['sign'] or '']} {first} {joint} {last}{third} {name}{per}".strip(),)


def _percent(match: re.Match[str]) -> Sequence[Part]:
    first = f"{number(match['first'])} to " if match["first"] else ""
    return (joined(_SIGNS[match["sign"] or ""], f"{first}{number(match['number'])} percent"),)


def _basis_points(match: re.Match[str]) -> Sequence[Part]:
    amount = match["number"]
    bits = float(amount.replace(",", "")[:12]) >= 300
    name = "bits per second" if bits else "basis point" if amount == "1" else "basis points"
    return (f"{number(amount)} {name}",)


def _feet(match: re.Match[str]) -> Sequence[Part]:
    feet, inches = match["feet"], match["inches"]
    said = f"{number(feet)} {'foot' if feet == '1' else 'feet'}"
    if inches:
        said += f" {number(inches)} {'inch' if inches == '1' else 'inches'}"
    return (said,)


_LONG = r"(?=\s(?:wide|tall|long|high|deep|thick|diameter|pipe|monitor|screen|TV|display|tablet|laptop|record|by|x|×)\b)"

UNITS_KIND = Kind(
    "units",
    "5 m² → five square meters",
    (
        Rule(rf"{_START}(?P<feet>\d{{1,3}})\s?(?:['’′]|(?:ft|feet|foot)\.?\s)\s?(?P<inches>\d{{1,2}}(?:\.\d)?)\s?(?:[\"”″]|''|(?:in|inches|inch)\b\.?(?!\s[a-z]))", _feet),
        Rule(r"(?<![\w.,/])(?P<feet>\d{1,3})(?P<inches>)′", _feet),
        Rule(r"(?<![\w.,/])(\d{1,3}(?:\.\d+)?)″", lambda match: (f"{number(match[1])} {'inch' if match[1] == '1' else 'inches'}",)),
        Rule(rf"(?<![\w.,/])(\d{{1,3}}(?:\.\d+)?)(?:[\"”]| in\b){_LONG}", lambda match: (f"{number(match[1])} inches",)),
        Rule(
            rf"{_START}{_SIGN}(?P<first>{NUMBER})\s?(?:{_ANY})?(?P<joint>\s?[-–—]\s?|\s?[xX×]\s?|\sto\s)(?P<number>{NUMBER})"
            rf"(?:\s?[xX×]\s?(?P<third>{NUMBER}))?\s?{_UNIT}{_END}",
            lambda match: None if match["joint"].strip() == "to" or match["unit"] in _RARE | _SPACED_ONLY else _range(match),
        ),
        Rule(rf"{_START}{_SIGN}(?P<number>{_MIXED})(?P<hyphen>\s?|-){_UNIT}{_END}", _measure),
    ),
)  # fmt: skip
PERCENT = Kind(
    "percent",
    "5–10% → five to ten percent",
    (
        Rule(rf"{_START}{_SIGN}(?:(?P<first>{NUMBER})%?\s?[-–]\s?)?(?P<number>{NUMBER})\s?[%％]", _percent),
        Rule(rf"{_START}(?P<number>{NUMBER})\s?(?:bps?|bp)\b", _basis_points),
    ),
)
