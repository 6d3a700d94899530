"""Feet and inches, as letters and as marks: 5'11", 8.5"x11", (21.0 in), two 2x4s."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Part, Rule
from tts_tui.text.english.context import before_noun
from tts_tui.text.english.fractions import A_FRACTION
from tts_tui.text.english.measures import MIXED, START, amount
from tts_tui.text.english.numbers import number


def _feet(match: re.Match[str]) -> Sequence[Part]:
    feet, inches = match["feet"], match["inches"]
    if inches and "." not in inches and int(inches) > 11 and "f" not in match[0]:
        return (f"{number(feet)} minute{'' if feet == '1' else 's'} {number(inches)} seconds",)
    if inches and before_noun(match):
        return (f"{number(feet)} foot {number(inches)}",)
    wording = f"{number(feet)} {'foot' if feet == '1' else 'feet'}"
    if inches:
        wording += f" {number(inches)} {'inch' if inches == '1' else 'inches'}"
    if match[0].endswith(".") and re.match(r"\s+[A-Z]|\s*$", match.string[match.end() : match.end() + 8]):
        wording += "."
    return (wording,)


def _is_of_noun(match: re.Match[str]) -> bool:
    """Whether a size describes what follows, a name of it too: a 27" 4K monitor."""
    return before_noun(match) or bool(re.compile(r"\s(?:\d+K\b|[A-Z]{2,})").match(match.string, match.end()))


def _inches(match: re.Match[str]) -> Sequence[Part] | None:
    """2", where no quotation that it could close was opened."""
    if match.string.count('"', max(match.start() - 400, 0), match.start()) % 2:
        return None
    return (f"{number(match[1])} {'inch' if match[1] == '1' or _is_of_noun(match) else 'inches'}",)


def _inches_in_fractions(match: re.Match[str]) -> Sequence[Part]:
    single = before_noun(match) or re.fullmatch(r"\d+/\d+|[½¼¾⅛⅜⅝⅞⅓⅔]", match[1])
    return (f"{amount(match[1])} inch{'' if single else 'es'}",)


def _inches_in_letters(match: re.Match[str]) -> Sequence[Part] | None:
    """21.0 in, where no word follows that it could lead to; a whole number only in brackets."""
    bracketed = match.string[match.end() : match.end() + 1] == ")"
    if match[1].isdecimal() and not (
        bracketed and match.string.rfind("(", max(match.start() - 24, 0), match.start()) >= 0
    ):
        return None
    return (f"{amount(match[1])} {'inch' if match[1] in {'1', '1/2', '1/4', '3/4'} else 'inches'}",)


_QUOTES = re.compile(r"(?:^|[\s(])['‘](?=\w)")


def _feet_alone(match: re.Match[str]) -> Sequence[Part] | None:
    """6', where no quotation that it could close was opened."""
    return None if _QUOTES.search(match.string, max(match.start() - 200, 0), match.start()) else _feet(match)


def _sides(match: re.Match[str]) -> Sequence[Part]:
    """12'x10', 8.5"x11"."""
    one, many = ("inch", "inches") if match["mark"] in '"”″' else ("foot", "feet")
    return (f"{amount(match['first'])} by {amount(match['last'])} {one if before_noun(match) else many}",)


def _timbers(match: re.Match[str]) -> Sequence[Part]:
    """2x4s."""
    many = number(match[2])
    ending = "ies" if many[-1] == "y" else "es" if many[-1] == "x" else "s"
    return (f"{number(match[1])} by {many.removesuffix('y')}{ending}",)


_LONG = (
    r"(?=\s(?:wide|tall|long|high|deep|thick|diameter|pipe"
    r"|monitor|screen|TV|display|tablet|laptop|record|by|x|×)\b)"
)

FEET_AND_INCHES = (
    # ends of a strand of DNA: 5'-GATTACA-3', the 3' end
    Rule(
        r"(?<![\w.])([35])['’′](?=-[ACGTUN]|\s?(?:end|ends|UTR|cap|region|untranslated|to\s[35]['’′]))",
        lambda match: (f"{number(match[1])} prime",),
    ),
    Rule(
        r"(?:(?<=[ACGTUN]-)|(?<=[ACGTUN]\s)|(?<=\bto\s))([35])['’′](?![\d\w])",
        lambda match: (f"{number(match[1])} prime",),
    ),
    # a person's height with a fraction: 5'6½"
    Rule(
        rf"(?<![\w.,/])(?P<feet>[3-8])['’′]\s?(?P<inches>{A_FRACTION})(?:[\"”″]|'')",
        lambda match: (f"{number(match['feet'])} feet {amount(match['inches'])} inches",),
    ),
    Rule(rf"{START}(?P<first>{MIXED})(?P<mark>['’′\"”″])\s?[x×]\s?(?P<last>{MIXED})(?P=mark)", _sides),
    Rule(
        rf"{START}(?P<feet>\d{{1,3}})\s?(?:['’′]|(?:ft|feet|foot)\.?\s)\s?"
        rf"(?P<inches>\d{{1,2}}(?:\.\d)?)\s?(?:[\"”″]|''|(?<=\d)in\b|(?:in|inches|inch)\b\.?(?!\s(?!long|tall|wide|high|deep|thick|and|with|but|to)[a-z]))",
        _feet,
    ),
    Rule(r"(?<![\w.,/])(?P<feet>[3-7])['’′](?P<inches>1[01]|\d)(?![\w\"”'’′°]|[.,]\d)", _feet),
    Rule(
        r"(?<![\w.,/])(?P<feet>\d{1,3})(?P<inches>)(?:′|['’](?=\s(?:tall|long|wide|high|deep|thick)\b))",
        _feet,
    ),
    Rule(
        r"(?<![\w.,/])(\d{1,3}(?:\.\d+)?)″",
        lambda match: (f"{number(match[1])} {'inch' if match[1] == '1' else 'inches'}",),
    ),
    Rule(rf"(?<![\w.,/])({MIXED})(?:[\"”]| in\b){_LONG}", lambda match: (f"{amount(match[1])} inch",)),
    Rule(r"(?<![\w.,/\"“])(\d{1,3}(?:\.\d{1,3})?)\"(?![\w\"])", _inches),
    Rule(rf"(?<![\w.,/])({A_FRACTION})[\"”]", _inches_in_fractions),
    # (21.0 in)
    Rule(
        rf"(?<![\w.,/])(?<!\d[-–])({MIXED})\sin(?=\)|\s\(|[.,;:]?\s*\Z)",
        _inches_in_letters,
    ),
    Rule(r"(?<![\w.,/'’])(?P<feet>\d{1,2})(?P<inches>)['’](?![\w'’])", _feet_alone),
    # timber
    Rule(r"(?<![\w.,$£€/-])(\d{1,2})x(\d{1,2})s(?!\w)", _timbers),
)
