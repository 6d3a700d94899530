"""Numbers in words, as American English says them: no "and" before the tens.

Our own in the place of a library: num2words imports every language that it has, and reads neither `1,234` nor rooms.
"""

from __future__ import annotations

import re
from itertools import takewhile

_UNDER_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ONES = _UNDER_TWENTY.split()
_TENS_NAMES = "_ _ twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = _TENS_NAMES.split()
_SCALE_NAMES = (
    "_ thousand million billion trillion quadrillion quintillion "
    "sextillion septillion octillion nonillion decillion"
)
_SCALES = _SCALE_NAMES.split()
_LONGEST = 3 * len(_SCALES)
"""Digits of the longest number that has a name; longer ones are read digit by digit."""

_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip

NUMBER = r"(?:\d{1,2}(?:,\d\d)+,\d{3}(?![\d,])|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
"""A number as it is written: `1,234,567`, `3.14`, `.5`. Without groups."""


def cardinal(number: int | str) -> str:
    """42 → "forty-two"; any number of digits, of which too many for a name are read one by one."""
    digits = str(number).lstrip("0") or "0"
    if len(digits) > _LONGEST:
        return spelled(digits)
    groups = [int(digits[max(end - 3, 0) : end]) for end in range(len(digits), 0, -3)]
    words = [
        _hundreds(group) + (f" {_SCALES[scale]}" if scale else "")
        for scale, group in enumerate(groups)
        if group
    ]
    return " ".join(reversed(words)) or "zero"


def _hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    wording = [f"{_ONES[hundreds]} hundred"] if hundreds else []
    if rest >= 20:
        wording.append(_TENS[rest // 10] + (f"-{_ONES[rest % 10]}" if rest % 10 else ""))
    elif rest:
        wording.append(_ONES[rest])
    return " ".join(wording)


def ordinal(number: int | str) -> str:
    """22 → "twenty-second"."""
    wording = cardinal(number)
    at = max(wording.rfind(" "), wording.rfind("-")) + 1
    last = wording[at:]
    return wording[:at] + (
        _IRREGULAR.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    )


def spelled(digits: str, zero: str = "zero") -> str:
    """Digit by digit: "007" → "zero zero seven"; what is no digit is left out."""
    return " ".join(zero if digit == "0" else _ONES[int(digit)] for digit in digits if digit.isdecimal())


def number(written: str) -> str:
    """A number as it is written, of the form `NUMBER`: "1,234.5" → "one thousand two hundred thirty-four point five".

    A leading zero makes it a code: "007" → "zero zero seven".
    """
    whole, point, fraction = written.replace(",", "").partition(".")
    wording = spelled(whole) if len(whole) > 1 and whole[0] == "0" else cardinal(whole) if whole else ""
    return f"{wording} point {spelled(fraction)}".strip() if point else wording


def year(digits: str) -> str:
    """A year: "1984" → "nineteen eighty-four", "2005" → "two thousand five", "476" → "four seventy-six"."""
    if len(digits) > 4 or digits[0] == "0":
        return cardinal(digits)
    if digits[-3:-1] == "00" or digits[-3:] == "000":
        return cardinal(digits)
    return pairs(digits)


def pairs(digits: str) -> str:
    """As rooms, flights and houses are numbered: "737" → "seven thirty-seven", "1204" → "twelve oh four".

    Five digits and more, and those that begin with zero, are read one by one.
    """
    if len(digits) < 3:
        return number(digits)
    if len(digits) > 4 or digits[0] == "0":
        return spelled(digits, "oh")
    if digits.endswith("000"):
        return cardinal(digits)
    first, last = cardinal(digits[:-2]), digits[-2:]
    if last == "00":
        return f"{first} hundred"
    return f"{first} oh {cardinal(last)}" if last[0] == "0" else f"{first} {cardinal(last)}"


def decade(digits: str) -> str:
    """A decade's or century's year: "80" → "eighties", "1980" → "nineteen eighties", "1900" → "nineteen hundreds"."""
    wording = cardinal(digits) if digits.endswith("000") else pairs(digits)
    return f"{wording[:-1]}ies" if wording.endswith("y") else f"{wording}s"


def is_one(written: str) -> bool:
    """Whether a noun after it is singular."""
    return written == "1"


def joined(*parts: str) -> str:
    """The parts that there are, with spaces between."""
    return " ".join(filter(None, parts))


def words_before(match: re.Match[str], most: int = 40) -> list[str]:
    """The words before a match, the nearest last, in small letters; none from another sentence."""
    before = match.string[max(match.start() - most, 0) : match.start()]
    return re.split(r"[.!?;:]\s", before)[-1].lower().replace(",", " ").split()


def word_before(match: re.Match[str]) -> str:
    """The nearest of them without marks around it; empty where there is none."""
    words = words_before(match)
    return words[-1].strip("(\"'“”‘’[") if words else ""


def word_after(match: re.Match[str]) -> str:
    """The word right after a match, behind a space or a hyphen, in its own letters; empty behind another mark."""
    after = match.string[match.end() : match.end() + 30]
    if not after[:1].isspace() and not (after[:1] == "-" and after[1:2].isalpha()):
        return ""
    return "".join(takewhile(lambda char: char.isalpha() or char in "'’", after[1:]))
