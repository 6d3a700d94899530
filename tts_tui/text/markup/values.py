"""What stands behind the colon of a tag, or in an attribute of SSML."""

from __future__ import annotations

import re

USUAL_REST = 1.0
"""Seconds of `[pause]` and `<break/>` alone."""

LONGEST_REST = 600.0
"""Seconds; a longer silence is a mistake."""

RATES = (0.1, 10.0)
"""The slowest and the fastest that may be asked for; what a model can is less."""

STRENGTHS = {
    "none": 0.0, "x-weak": 0.1, "weak": 0.25, "medium": 0.5, "strong": 1.0, "x-strong": 2.0,
}  # fmt: skip
"""Seconds of SSML's breaks that give none."""

SPEEDS = {
    "x-slow": 0.5, "slow": 0.75, "medium": 1.0, "default": 1.0, "fast": 1.25, "x-fast": 1.5,
}  # fmt: skip
"""SSML's names."""

_TIME = re.compile(r"\+?(\d{1,9}(?:[.,]\d{1,9})?|[.,]\d{1,9})\s?(ms|s|sec|m|min)?")
_SECONDS = {"ms": 0.001, "m": 60.0, "min": 60.0}
_NUMBER = re.compile(r"(\d{1,9}(?:[.,]\d{1,9})?|[.,]\d{1,9})(%|x)?")
_CHANGE = re.compile(r"([+-]\d{1,9}(?:\.\d{1,9})?)%")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,4}")

TIME_IS = "A time is, such as 1.5s, 500ms or 2m, of ten minutes at most."
RATE_IS = "A number is, such as 1.2, or 120%, or slow and fast."
LANGUAGE_IS = "A BCP 47 tag is, such as fr or en-GB."


def seconds(value: str) -> float | None:
    """Of a pause; None where the value is none."""
    if value in STRENGTHS:
        return STRENGTHS[value]
    if not (match := _TIME.fullmatch(value)):
        return None
    found = float(match[1].replace(",", ".")) * _SECONDS.get(match[2] or "s", 1.0)
    return found if found <= LONGEST_REST else None


def rate(value: str) -> float | None:
    """Times the usual speed; None where the value is none."""
    if value in SPEEDS:
        return SPEEDS[value]
    if match := _NUMBER.fullmatch(value):
        found = float(match[1].replace(",", ".")) / (100 if match[2] == "%" else 1)
    elif match := _CHANGE.fullmatch(value):
        found = 1 + float(match[1]) / 100
    else:
        return None
    return found if RATES[0] <= found <= RATES[1] else None


def language(value: str) -> str | None:
    """A BCP 47 tag; None where the value is none."""
    return value.replace("_", "-") if _LANGUAGE.fullmatch(value) else None
