"""The units of measures and their names."""

from __future__ import annotations

import re

from tts_tui.text.english.fractions import A_FRACTION, fraction
from tts_tui.text.english.numbers import NUMBER, number

MIXED = rf"(?:{A_FRACTION}|\d{{1,6}},\d\d?(?![\d,])|{NUMBER})"
"""An amount before a unit. Without groups."""

START = r"(?![A-Za-z ])(?<![\w.,])(?<!\d/)(?<!\W/)(?<![A-Za-z][-–])"
"""What can't stand before one; first that no letter begins one, which is soonest seen."""

_PREFIXES = {
    "Y": "yotta", "Z": "zetta", "E": "exa", "P": "peta", "T": "tera", "G": "giga", "M": "mega", "k": "kilo",
    "h": "hecto", "d": "deci", "c": "centi", "m": "milli", "µ": "micro", "μ": "micro", "n": "nano", "p": "pico",
    "f": "femto",
}  # fmt: skip

_PREFIXED = {
    "meter": ("m", "kdcmµμnpf"), "gram": ("g", "kcmµμn"), "liter": ("L", "hdcmµμ"), "litre": ("l", "hdcmµμ"),
    "hertz": ("Hz", "TGMkm"), "watt": ("W", "TGMkmµμ"), "volt": ("V", "MkmµμG"), "ampere": ("A", "kmµμn"),
    "joule": ("J", "GMkm"), "pascal": ("Pa", "GMkh"), "newton": ("N", "Mkm"), "ohm": ("Ω", "GMkm"),
    "second": ("s", "mµμnpf"), "byte": ("B", "YZEPTGMk"), "bit": ("bit", "TGMk"), "electronvolt": ("eV", "TGMkm"),
    "mole": ("mol", "kmµμn"), "farad": ("F", "mµμnp"), "watt hour": ("Wh", "TGMk"), "ampere hour": ("Ah", "m"),
    "calorie": ("cal", "k"), "decibel": ("dB", ""), "sievert": ("Sv", "mµμ"), "becquerel": ("Bq", "TGMk"),
    "parsec": ("pc", "GMk"), "bar": ("bar", "m"), "tesla": ("T", "mµμ"), "ton": ("t", "MkG"), "pixel": ("px", ""),
}  # fmt: skip

UNITS = {
    "KB": "kilobyte", "Kb": "kilobit", "kb": "kilobit", "Mb": "megabit", "Gb": "gigabit", "Tb": "terabit",
    "KiB": "kibibyte", "MiB": "mebibyte", "GiB": "gibibyte", "TiB": "tebibyte", "KHz": "kilohertz", "Mhz": "megahertz",
    "Ghz": "gigahertz", "khz": "kilohertz", "KG": "kilogram", "Kg": "kilogram", "KM": "kilometer", "Km": "kilometer",
    "kph": "kilometer per hour", "kmh": "kilometer per hour", "mph": "mile per hour",
    "MPH": "mile per hour", "fps": "frame per second", "rpm": "revolution per minute", "RPM": "revolution per minute",
    "bpm": "beat per minute", "BPM": "beat per minute",
    "mpg": "mile per gallon", "dpi": "dot per inch", "ppi": "pixel per inch",
    "ppm": "part per million", "ppb": "part per billion", "psi": "pound per square inch", "kbps": "kilobit per second",
    "Kbps": "kilobit per second", "Mbps": "megabit per second",
    "mbps": "megabit per second", "Gbps": "gigabit per second",
    "cfs": "cubic foot per second", "cfm": "cubic foot per minute",
    "lb": "pound", "lbs": "pound", "oz": "ounce", "fl oz": "fluid ounce",
    "ins": "inch", "pt": "pint", "st": "stone", "ft": "foot", "yd": "yard", "yds": "yard",
    "mi": "mile", "ac": "acre", "ha": "hectare", "gal": "gallon", "qt": "quart", "tsp": "teaspoon",
    "tbsp": "tablespoon", "sq": "square", "nmi": "nautical mile",
    "ly": "light year", "cc": "c c", "hp": "horsepower", "bhp": "brake horsepower",
    "min": "minute", "mins": "minute", "hr": "hour", "hrs": "hour", "h": "hour", "sec": "second", "secs": "second",
    "yr": "year", "yrs": "year", "wk": "week", "wks": "week", "mo": "month", "mos": "month",
    "mmHg": "millimeter of mercury", "inHg": "inch of mercury",
    "atm": "atmosphere", "kn": "knot", "kt": "knot", "kts": "knot", "Å": "angstrom",
    "°C": "degree Celsius", "℃": "degree Celsius", "°F": "degree Fahrenheit",
    "℉": "degree Fahrenheit", "°K": "degree Kelvin", "ºK": "degree Kelvin",
    "ºC": "degree Celsius", "ºF": "degree Fahrenheit", "°": "degree", "º": "degree",
    "deg": "degree", "K": "kelvin", "sqft": "square foot", "sq ft": "square foot",
    "sq mi": "square mile", "sq m": "square meter", "sq km": "square kilometer",
    "cu ft": "cubic foot", "sq in": "square inch", "sq yd": "square yard",

    "rad": "radian", "lm": "lumen", "cd": "candela", "Gy": "gray", "ft-lb": "foot-pound", "ft-lbs": "foot-pound",
    "ft·lb": "foot-pound", "lbf": "pound-force", "AU": "astronomical unit", "Tbsp": "tablespoon",
    "Tsp": "teaspoon", "pts": "point", "qts": "quart", "ov": "over", "ovs": "over", "gals": "gallon",
    "Da": "dalton", "kDa": "kilodalton", "MDa": "megadalton", "Nm": "newton meter", "lx": "lux",
    "lb-ft": "pound foot", "lb·ft": "pound foot", "deg C": "degree Celsius", "deg F": "degree Fahrenheit",
    "Ma": "million years ago", "Mya": "million years ago", "mya": "million years ago", "Ga": "billion years ago",
    "Gya": "billion years ago", "kya": "thousand years ago",
    "Mly": "million light year", "Gly": "billion light year", "Wb": "weber", "cwt": "hundredweight", "qrs": "quarter",
    "bbl": "barrel", "bbls": "barrel", "cu in": "cubic inch", "cu mi": "cubic mile", "cu yd": "cubic yard",
    "cu m": "cubic meter",
    "MW": "megawatt", "dBm": "decibel milliwatt", "dBA": "decibel", "MP": "megapixel", "\u2126": "ohm", "\u03a9": "ohm",

}  # fmt: skip
for _name, (_symbol, _allowed) in _PREFIXED.items():
    _wording = "liter" if _name == "litre" else _name
    for _prefix in ("", *_allowed):
        UNITS.setdefault(_prefix + _symbol, _PREFIXES[_prefix] + _wording if _prefix else _wording)

_SAME = frozenset(
    {
        "million years ago",
        "billion years ago",
        "thousand years ago",
        "hundredweight",
        "hertz",
        "horsepower",
        "stone",
        "square",
        "c c",
        "lux",
    }
)
_IRREGULAR = {"foot": "feet", "inch": "inches", "millimeter of mercury": "millimeters of mercury"}


def plural(name: str) -> str:
    """Several of a unit: "square foot" → "square feet", "mile per hour" → "miles per hour"."""
    head, joint, tail = name, "", ""
    for word in (" per ", " of ", " Celsius", " Fahrenheit", " Kelvin", " north", " south", " east", " west"):
        if word in name:
            at = name.index(word)
            head, joint, tail = name[:at], word, name[at + len(word) :]
            break
    first, space, last = head.rpartition(" ")
    if head not in _SAME and not last.endswith("hertz"):
        last = _IRREGULAR.get(last, f"{last}s")
    return f"{first}{space}{last}{joint}{tail}"


def amount(written: str) -> str:
    """An amount of the form `MIXED` in words."""
    if "/" in written or not written[-1].isdecimal():
        return fraction(written)
    return number(re.sub(r",(?=\d\d?$)", ".", written))
