"""What espeak-ng reads badly in English, written out.

It reads plain numbers, decimals, ordinals, percent and most letters well: those stay as they are. It misreads money,
years (`1984` as nineteen hundred eighty-four), full hours (`5:00` as five zero zero), units, ranges and fractions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from tts_tui.text.edits import Part, Rule

_CURRENCIES = {"$": ("dollar", "cent"), "£": ("pound", "penny"), "€": ("euro", "cent"), "¥": ("yen", "")}
_SCALES = {
    "k": "thousand",
    "m": "million",
    "bn": "billion",
    "b": "billion",
    "tn": "trillion",
    "t": "trillion",
}

_UNITS = {
    "km": "kilometer", "m": "meter", "cm": "centimeter", "mm": "millimeter", "nm": "nanometer",
    "kg": "kilogram", "g": "gram", "mg": "milligram", "lb": "pound", "lbs": "pound", "oz": "ounce",
    "l": "liter", "ml": "milliliter", "ft": "foot", "yd": "yard", "mi": "mile",
    "ms": "millisecond", "sec": "second", "min": "minute", "hr": "hour", "hrs": "hour",
    "kB": "kilobyte", "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte",
    "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz",
    "W": "watt", "kW": "kilowatt", "kWh": "kilowatt hour", "V": "volt", "dB": "decibel",
    "km/h": "kilometer per hour", "mph": "mile per hour", "m/s": "meter per second",
    "°C": "degree Celsius", "°F": "degree Fahrenheit", "°": "degree",
}  # fmt: skip

_ABBREVIATIONS = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Dr": "Doctor", "Prof": "Professor", "Jr": "Junior", "Sr": "Senior",
    "Gen": "General", "Col": "Colonel", "Capt": "Captain", "Lt": "Lieutenant", "Sgt": "Sergeant", "Rev": "Reverend",
    "Gov": "Governor", "Sen": "Senator", "Rep": "Representative", "Hon": "Honorable",
    "Inc": "Incorporated", "Corp": "Corporation", "Ltd": "Limited", "Co": "Company", "Dept": "Department",
    "vs": "versus", "etc": "et cetera", "approx": "approximately", "est": "estimated",
    "Ave": "Avenue", "Blvd": "Boulevard",
}  # fmt: skip

_MONTHS = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "Jun": "June", "Jul": "July", "Aug": "August",
    "Sept": "September", "Sep": "September", "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip

_NUMBERED = {"No": "number", "Nos": "numbers", "Fig": "figure", "Vol": "volume", "p": "page", "pp": "pages",
             "Ch": "chapter", "Sec": "section", "Eq": "equation"}  # fmt: skip

_DECADES = {"2": "twenties", "3": "thirties", "4": "forties", "5": "fifties", "6": "sixties", "7": "seventies",
            "8": "eighties", "9": "nineties"}  # fmt: skip

_FRACTIONS = {
    "1/2": "one half", "1/3": "one third", "2/3": "two thirds", "1/4": "one quarter", "3/4": "three quarters",
    "½": "one half", "⅓": "one third", "⅔": "two thirds", "¼": "one quarter", "¾": "three quarters",
}  # fmt: skip

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"


def _any(words: Collection[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _plural(name: str, number: str) -> str:
    if number == "1":
        return name
    first, _, rest = name.partition(" ")
    if rest and first not in {"degree", "kilometer", "mile", "meter"}:  # kilowatt hours, but miles per hour
        return f"{first} {rest}s"
    many = {"foot": "feet", "hertz": "hertz", "yen": "yen", "penny": "pence"}.get(first)
    many = many or (first if first.endswith("hertz") else f"{first}s")
    return f"{many} {rest}".rstrip()


def _money(match: re.Match[str]) -> Sequence[Part]:
    whole, fraction, scale = match["whole"], match["fraction"], match["scale"] or ""
    unit, small = _CURRENCIES[match["sign"]]
    amount = f"{whole}.{fraction}" if fraction else whole
    if scale:
        name = _SCALES.get(scale.strip().lower(), scale.strip())
        return (f"{amount} {name} {_plural(unit, '2')}",)
    if not fraction or not small or len(fraction) != 2:
        return (f"{amount} {_plural(unit, amount)}",)
    said = "" if whole == "0" and fraction != "00" else f"{whole} {_plural(unit, whole)}"
    cents = str(int(fraction))
    rest = "" if cents == "0" else f"{cents} {_plural(small, cents)}"
    return (" and ".join(filter(None, (said, rest))),)


def _clock(match: re.Match[str]) -> Sequence[Part]:
    hour, minutes, half = int(match["hour"]), match["minutes"], match["half"]
    if minutes == "00":
        said = str(hour) if half else f"{hour} o'clock" if hour <= 12 else f"{hour} hundred hours"
    else:
        said = f"{hour} oh {minutes[1]}" if minutes[0] == "0" else f"{hour} {minutes}"
    return (said + (f" {half.upper()}M" if half else ""),)


def _half_day(match: re.Match[str]) -> Sequence[Part]:
    return (1, f" {match[2].upper()}M")


def _range(match: re.Match[str]) -> Sequence[Part]:
    telephone = len(match[1]) == 3 and len(match[2]) == 4
    return (0,) if telephone else (1, " to ", 2)


def _year(match: re.Match[str]) -> Sequence[Part]:
    century, rest = match[1], match[2]
    if rest == "00":
        return (f"{century} hundred",)
    return (f"{century} oh {rest[1]}" if rest[0] == "0" else f"{century} {rest}",)


def _decade(match: re.Match[str]) -> Sequence[Part]:
    decade = _DECADES.get(match[2], "hundreds")
    return (f"{match[1]} {decade}" if match[1] else decade,)


def _unit(match: re.Match[str]) -> Sequence[Part]:
    return (1, f" {_plural(_UNITS[match[2]], match[1])}")


RULES = (
    Rule(re.compile(r"(?<=[\w.])@(?=\w)"), (" at ",)),
    Rule(re.compile(r"(?<!\w)@(?=\w)"), ("at ",)),
    Rule(
        re.compile(
            r"(?P<sign>[$£€¥])\s?(?P<whole>\d+(?:,\d{3})*)(?:\.(?P<fraction>\d+))?"
            r"(?P<scale>\s(?:thousand|million|billion|trillion)\b|\s?(?:[kKmMbBtT]|bn|tn)\b)?"
        ),
        _money,
    ),
    Rule(
        re.compile(
            r"\b(?P<hour>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)(?![:\d])(?:\s?(?P<half>[aApP])\.?[mM]\b(?:\.(?=\s+[a-z]|[,;:]))?)?"
        ),
        _clock,
    ),
    Rule(re.compile(r"\b(\d{1,2})\s?([aApP])\.?[mM]\b(?:\.(?=\s+[a-z]|[,;:]))?"), _half_day),
    Rule(re.compile(rf"\b({_any(_MONTHS)})\.?(?=\s\d)"), lambda match: (_MONTHS[match[1]],)),
    Rule(re.compile(rf"\b({_any(_NUMBERED)})\.\s?(?=\d)"), lambda match: (f"{_NUMBERED[match[1]]} ",)),
    Rule(re.compile(r"#(?=\d)"), ("number ",)),
    Rule(re.compile(r"\bSt\.(?=\s[A-Z])"), ("Saint",)),
    Rule(re.compile(r"\bSt\."), ("Street",)),
    Rule(
        re.compile(rf"\b({_any(_ABBREVIATIONS)})\.(?=\s*[^\s.])"), lambda match: (_ABBREVIATIONS[match[1]],)
    ),
    Rule(re.compile(rf"\b({_any(_ABBREVIATIONS)})(?=\.$)"), lambda match: (_ABBREVIATIONS[match[1]],)),
    Rule(re.compile(r"\be\.\s?g\.,?"), ("for example,",)),
    Rule(re.compile(r"\bi\.\s?e\.,?"), ("that is,",)),
    Rule(re.compile(rf"(?<![\d/.])(?:{_any(_FRACTIONS)})(?![\d/])"), lambda match: (_FRACTIONS[match[0]],)),
    Rule(re.compile(rf"(?<![\w.,])({_NUMBER})\s?({_any(_UNITS)})(?![\w/])"), _unit),
    Rule(re.compile(rf"(?<![\w.–-])({_NUMBER})\s?[–-]\s?({_NUMBER})(?![\w–-])(?!\.\d)"), _range),
    Rule(re.compile(r"(?<![\w.,])(1[1-9]|20)?(?:'|’)?([0-9])0s\b"), _decade),
    Rule(re.compile(r"(?<![\w.,$£€¥+-])(1[1-9]|20(?!0))(\d\d)(?![\w%°]|[.,:]\d|-\d)"), _year),
    Rule(re.compile(r"\b(\d*[1-9])00th\b"), (1, " hundredth")),
    Rule(re.compile(r"(?<![\w.])\.(?=\d)"), ("point ",)),
    Rule(re.compile(r"~(?=\s?\d)"), ("about ",)),
    Rule(re.compile(r"\bw/\s?(?=\w)"), ("with ",)),
    Rule(re.compile(r"\s*(?:→|=>|->)\s*"), (", ",)),
)
