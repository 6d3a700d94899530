"""Measures: numbers with units, their powers and what they are per; percent, degrees, feet and inches."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.context import NUMBERED, before_noun, counted, describes, words
from tts_tui.text.english.lengths import FEET_AND_INCHES
from tts_tui.text.english.measures import MIXED, START, UNITS, amount, plural
from tts_tui.text.english.numbers import NUMBER, joined, number, word_after, word_before
from tts_tui.text.lazily import lazily

_SYMBOL = (
    r"(?:ft[-·]lbs?\b|lb[-·]ft\b|deg\s?[CF]\b|(?:[sS]q|cu|fl)\.?\s?[a-z]{1,4}(?![a-z])"
    r"|[°º]\s?[CFK](?!\w)|[°º℃℉]|[A-Za-zµμΩΩÅ]{1,6})"
)
_POWER = r"(?:\^?[23](?!\d)|[²³])"
_UNIT = (
    rf"(?P<unit>{_SYMBOL})(?P<power>{_POWER})?(?:\s?/\s?(?!gas\b)(?P<per>100g"
    rf"|[A-Za-zµμ]{{1,6}})(?P<per_power>{_POWER})?(?:\s?/\s?(?P<then>d|day|h|hr|hour|min|minute|s|sec|second|week|month|year|yr|dose)\b)?)?(?P<dot>\.)?"
)
_SIGN = r"(?P<sign>(?<!\w)[-−+±~<>≤≥])?"
_END = r"(?!\w|(?<!°[CF])/(?!\d)|['’]\w|\^)"
_SHAPE = {"2": "square", "²": "square", "3": "cubic", "³": "cubic"}
_SIGNS = {"-": "minus", "−": "minus", "+": "plus", "±": "plus or minus", "~": "about", "<": "less than",
          ">": "more than", "≤": "at most", "≥": "at least", "": ""}  # fmt: skip

_SPACED_ONLY = frozenset({"K", "A", "T", "F", "J", "N", "st", "pc", "ac", "B"})
"""Letters that make a name where they touch the number: 4K, 10A, 20th."""
_LETTERED = NUMBERED | words("rte exit seat class type no number line figure fig section chapter table page")
"""What has a number and a letter for a name: route 9W."""

_RARE = frozenset(
    {"A", "F", "T", "J", "N", "B", "t", "pc", "st", "sq", "mo", "kt", "bar", "cal", "deg", "ac"}
)
"""Those that are a unit only before a mark, the end or another measure."""

_PER = {"d": "day", "day": "day", "in": "inch", "inch": "inch", "year": "year", "person": "person", "capita": "capita",
        "100g": "one hundred grams", "ml": "milliliter", "week": "week", "month": "month", "second": "second",
        "minute": "minute", "hour": "hour"}  # fmt: skip


def _name(match: re.Match[str]) -> str | None:
    """The unit's name in the singular, without what it is per; None where that is no unit."""
    symbol = re.sub(r"^([sS]q|cu|fl)\.?\s?", lambda first: f"{first[1].lower()} ", match["unit"]).replace(
        "° ", "°"
    )
    name = UNITS.get(symbol) or UNITS.get(symbol.replace(" ", ""))
    if symbol in {"in", "c"} and match["dot"]:
        name = "inch" if symbol == "in" else "cup"
    elif symbol == "in" and (
        match.string[match.start("unit") - 1].isdecimal() or match.string.startswith(")", match.end())
    ):
        name = "inch"
    if name is None or (match["per"] and match["per"] not in _PER and match["per"] not in UNITS):
        return None
    return joined(_SHAPE.get((match["power"] or "").lstrip("^"), ""), name)


def _per(match: re.Match[str]) -> str:
    if not match["per"]:
        return ""
    shape = _SHAPE.get((match["per_power"] or "").lstrip("^"), "")
    then = match["then"]
    if match["per"] == "s" and shape:
        return f" per second {'squared' if shape == 'square' else 'cubed'}"
    also = f" per {_PER.get(then) or UNITS.get(then, then)}" if then else ""
    return " per " + joined(shape, _PER.get(match["per"]) or UNITS[match["per"]]) + also


def _stop(match: re.Match[str]) -> str:
    """The stop after a unit, where it ends a sentence."""
    if not match["dot"]:
        return ""
    goes_on = re.match(r"\s+[a-z\d(+&]|[,;:)]", match.string[match.end() : match.end() + 12])
    return "" if goes_on else "."


def _single(match: re.Match[str]) -> bool:
    written = match["number"]
    if match["hyphen"] == "-":
        return True
    if re.fullmatch(r"[1-9]\d+/[1-9]\d+", written):
        return False
    if "/" in written or not written[-1].isdecimal():
        return written[0] not in "123456789" or not re.match(r"\d+[\s½¼¾⅓⅔⅛⅜⅝⅞]", written)
    return written == "1"


_ANOTHER_LETTER = re.compile("[-–][A-Z]")
"""Behind a letter that is no unit: a W–L record."""


_WARM = lazily(r"\d{2,3}(?:\.\d)?")
"""What a thermometer shows, and hardly any capacitor holds."""


_FEVERISH = lazily(r"\d{2,3}\.\d")
"""The same with the letter right behind it: 98.6F."""


def _measure(match: re.Match[str]) -> Sequence[Part] | None:
    unit, hyphen, name = match["unit"], match["hyphen"], _name(match)
    hot = unit == "F" and not hyphen and _FEVERISH.fullmatch(match["number"])
    if name is None or (unit in _SPACED_ONLY and hyphen in {"", "-"} and not hot):
        return None
    following = match.string[match.end() : match.end() + 2].lstrip()[:1]
    if unit == "K" and (
        re.fullmatch(r"1?\d", match["number"]) or following.isupper()
    ):  # a run of 5 K, the K League
        return None
    if len(unit) == 1 and not hyphen and unit != "h" and word_before(match).rstrip(".") in _LETTERED:
        return None
    if unit == "c" and not re.compile(r"\s[a-z]").match(match.string, match.end()):
        return None
    if len(unit) == 1 and _ANOTHER_LETTER.match(match.string, match.end()):
        return None
    warm = unit == "F" and _WARM.fullmatch(match["number"]) and not following.isupper()
    if unit in _RARE and not warm and not match["power"] and not match["per"] and following.isalpha():
        return None
    if warm:
        name = "degree Fahrenheit"
    if unit == "m" and hyphen == "" and counted(word_after(match)):
        return (f"{number(match['number'])} million",)
    if not (
        _single(match)
        or word_before(match) == "a"
        or (unit == "bit" and not hyphen)
        or (match["per"] is None and describes(match))
    ):
        name = plural(name)
    return (joined(_SIGNS[match["sign"] or ""], amount(match["number"]), name + _per(match) + _stop(match)),)


_PACKED = re.compile(r"(?:kilo|milli|centi|micro)?(?:gram|liter)|pound|ounce|fluid ounce|pint")
"""What is sold by its weight or volume: `2 x 400g tins` are two of them, and no area."""


def _packed(match: re.Match[str], name: str) -> str | None:
    """So many of a weight or volume; None where that isn't meant."""
    times = match["joint"].strip() in {"x", "×", "X"} and not match["third"] and not match["same"]
    if not times or not _PACKED.fullmatch(name) or not match["first"].isdecimal():
        return None
    if before_noun(match):
        return f"{number(match['first'])} {number(match['number'])} {name}"
    name = name if match["number"] == "1" else plural(name)
    return f"{number(match['first'])} times {number(match['number'])} {name}"


def _range(match: re.Match[str]) -> Sequence[Part] | None:
    name = _name(match)
    if name and (packed := _packed(match, name)):
        return (packed + _per(match) + _stop(match),)
    if (
        name is None
        or match["unit"] in _RARE | _SPACED_ONLY
        or (len(match["unit"]) == 1 and _ANOTHER_LETTER.match(match.string, match.end()))
        or (match["same"] and match["same"].strip() != match["unit"])
    ):
        return None
    joint = "by" if match["joint"].strip() in {"x", "×", "X"} else "to"
    first, last = number(match["first"]), number(match["number"])
    third = f" by {number(match['third'])}" if match["third"] else ""
    sign = _SIGNS[match["sign"] or ""]
    name = name if describes(match) or (joint == "by" and before_noun(match)) else plural(name)
    return (joined(sign, f"{first} {joint} {last}{third} {name}{_per(match)}{_stop(match)}"),)


_MEASURED = lazily(r"\d\s?(?:in|ft|st|lbs?|oz)\.?\s?\Z")


def _between(match: re.Match[str]) -> Sequence[Part] | None:
    return ("to ",) if _MEASURED.search(match.string, max(0, match.start() - 8), match.start()) else None


_FIGURE = lazily(r"\d\s\Z")


def _many(match: re.Match[str]) -> Sequence[Part] | None:
    name = _name(match)
    if (
        name is None
        or (len(match["unit"]) == 1 and match["unit"] not in "KmgWVLlJt")
        or not _FIGURE.search(match.string, max(0, match.start() - 2), match.start())
    ):
        return None
    return (f"{match['scale']} {plural(name)}{_per(match)}{_stop(match)}",)


def _after_power(match: re.Match[str]) -> Sequence[Part] | None:
    name = _name(match)
    return None if name is None else (1, plural(name) + _per(match) + _stop(match))


def _for_each(match: re.Match[str]) -> Sequence[Part] | None:
    """1,203.4/km²."""
    name = UNITS.get(match["of"]) or _PER.get(match["of"])
    if name is None or (len(match["of"]) == 1 and not match["power"]):
        return None
    return (
        f"{number(match['number'])} per {joined(_SHAPE.get((match['power'] or '').lstrip('^'), ''), name)}",
    )


def _percent(match: re.Match[str]) -> Sequence[Part]:
    first = f"{number(match['first'])} to " if match["first"] else ""
    return (joined(_SIGNS[match["sign"] or ""], f"{first}{number(match['number'])} percent"),)


def _basis_points(match: re.Match[str]) -> Sequence[Part]:
    amount = match["number"]
    bits = float(amount.replace(",", "")[:12]) >= 300
    name = "bits per second" if bits else "basis point" if amount == "1" else "basis points"
    return (f"{number(amount)} {name}",)


def _oven(match: re.Match[str]) -> Sequence[Part]:
    scale = "Celsius" if match["scale"] == "C" else "Fahrenheit"
    return (f"{number(match['number'])} degrees {scale}",)


def _racecourse(match: re.Match[str]) -> Sequence[Part]:
    """3 m. 4 fur."""
    miles, furlongs = match["miles"], match["furlongs"]
    return (
        f"{number(miles)} mile{'' if miles == '1' else 's'} {number(furlongs)} furlong{'' if furlongs == '1' else 's'}"
        + _stop(match),
    )


def _product(match: re.Match[str]) -> Sequence[Part]:
    """5 N·m."""
    signs = match[0]
    name = (
        f"{'kilo' if match['kilo_n'] else ''}newton meter"
        if "N" in signs
        else "pascal second"
        if "Pa" in signs
        else f"{'kilo' if match['kilo'] else ''}watt hour"
        if "W" in signs
        else f"{'milli' if match['amp'] else ''}ampere hour"
    )
    return (f"{number(match['number'])} {name}{'' if match['number'] == '1' else 's'}",)


_WINDS = {"N": "north", "S": "south", "E": "east", "W": "west"}


def _coordinate(match: re.Match[str]) -> Sequence[Part] | None:
    """51°30′N, 10° 30' east; and an angle, where there are minutes: 45° 30′."""
    wind = match[5] or _WINDS.get(match[4], "")
    if not wind and not match[2]:
        return None
    names = ("degree", "minute", "second")
    wording = [
        f"{number(value)} {name}{'' if value == '1' else 's'}"
        for value, name in zip(match.groups(), names, strict=False)
        if value
    ]
    return (joined(*wording, wind),)


_SCALES = {"C": "Celsius", "F": "Fahrenheit"}
_OLD_SCALES = {"Fahr": "Fahrenheit", "Cent": "Centigrade", "Reaum": "Réaumur"}

UNITS_KIND = Kind(
    "units",
    "5 m² → five square meters",
    (
        # 12 in. x 14 in.
        Rule(r"(?<=\d)(\s?(?:in|ft|yd|[cm]?m)\b\.?)\s?[x×]\s?(?=\d)", (1, " by ")),
        # the same heat on two scales
        Rule(
            r"(?<=\d)\s?[°º]\s?(?:C\s?/\s?[°º]?\s?F|F\s?/\s?[°º]?\s?C)(?!\w)",
            lambda match: (f" degrees {' or '.join(_SCALES[letter] for letter in match[0] if letter in _SCALES)}",),
        ),
        Rule(r"(?<=[°º][CF])\s?/\s?(?=\d|gas\b)", (", ",)),
        Rule(
            r"(?<![\w.,])(\d{1,3}(?:\.\d{1,6})?)\s?[°º]\s?(?:(\d{1,2}(?:\.\d+)?)\s?['′’]"
            r"(?:\s?(\d{1,2}(?:\.\d+)?)\s?(?:[\"″”]|''))?)?\s?(?:([NSEW])\b(?:\.(?=,))?|\s(north|south|east|west)\b|(?!\w))",
            _coordinate,
        ),
        Rule(
            r"(?<![\w.,/])(?P<miles>\d{1,2})\s?m(?:\.?,?\s|\.\s?)(?P<furlongs>[1-7])\s?(?:fur|f)\b(?P<dot>\.)?(?!\w)",
            _racecourse,
        ),
        Rule(
            r"(?<![\w.,/])(?P<number>\d{1,2})\s?fur\.",
            lambda match: (f"{number(match[1])} furlong{'' if match[1] == '1' else 's'}" + (
                "" if re.compile(r"\s+[a-z\d]|[,;:)]").match(match.string, match.end()) else "."
            ),),
        ),
        Rule(r"(?<![\w.,/])(\d{1,2})st(?=\s\d{1,2}\s?lbs?\b)|(?<![\w.,/])(1[123])st\b",
             lambda match: (f"{number(match[1] or match[2])} stone",)),
        # an oven's heat, and a day's: 180C/350F, at 20C
        Rule(
            r"(?:(?<=[@/(]\s)|(?<=[@/(])|(?<=\b(?:at|to|of)\s)|(?<=\b(?:oven|heat|from)\s))"
            r"(?P<number>\d{2,3})(?P<scale>[CF])(?![\w+#'’-])",
            _oven,
        ),
        Rule(r"(?<![\w.,/])(?P<number>\d{2,3})(?P<scale>[CF])(?=\s?/\s?\d{2,3}\s?[CF]\b)", _oven),
        Rule(
            rf"{START}(?P<number>{NUMBER})\s?(?:(?P<kilo_n>k?)N[·⋅]m|(?P<kilo>k?)W[·⋅]h|(?P<amp>m?)A[·⋅]h|Pa[·⋅]s)(?!\w)",
            _product,
        ),
        # 1 ft 0 in – 3 ft 11 in
        Rule(r"[–—]\s?(?=\d{1,3}\s?(?:ft|in|st|lbs?|oz)\b)", _between),
        *FEET_AND_INCHES,
        Rule(rf"\b(to the (?:minus )?(?:[a-z]+[ -])?[a-z]+(?:th|st|nd|rd)\s){_UNIT}{_END}", _after_power),
        Rule(
            r"(?<=\bdegrees )([CF])(?!\w)",
            lambda match: ("Celsius" if match[1] == "C" else "Fahrenheit",),
        ),
        # of gold and stones
        Rule(
            r"(?<![\w.,])(\d{1,3}(?:\.\d{1,2})?)[\s-]?(?:ct|k|K)(?=\s(?:gold|yellow|white|rose|diamonds?|ring|sapphire|emerald)\b)",
            lambda match: (f"{number(match[1])} karat",),
        ),
        # what a car drinks
        Rule(
            rf"{START}({NUMBER})\s?[lL]\s?/\s?100\s?km\b",
            lambda match: (f"{number(match[1])} {'liter' if match[1] == '1' else 'liters'} per hundred kilometers",),
        ),
        # 60° Fahr.
        Rule(r"°\s?(Fahr|Cent|Reaum)\b\.?", lambda match: (f" degrees {_OLD_SCALES[match[1]]}",)),
        Rule(
            rf"{START}{_SIGN}(?P<first>{NUMBER})(?P<same>\s?[A-Za-z°µμ]{{1,4}})?(?P<joint>\s?[-–—]\s?|\s?[xX×]\s?)(?P<number>{NUMBER})"
            rf"(?:\s?[xX×]\s?(?P<third>{NUMBER}))?\s?{_UNIT}{_END}",
            _range,
        ),
        # fifteen million km
        Rule(rf"(?P<scale>thousand|million|billion|trillion)\s{_UNIT}{_END}", _many),
        Rule(rf"{START}(?P<number>{NUMBER})\s?/\s?(?P<of>{_SYMBOL})(?P<power>{_POWER})?(?![\w/])", _for_each),
        Rule(rf"{START}{_SIGN}(?P<number>{MIXED})(?P<hyphen>\s?|-){_UNIT}{_END}", _measure),
    ),
    frozenset("0123456789½¼¾⅓⅔⅛⅜⅝⅞"),
)  # fmt: skip


def _one_alone(match: re.Match[str]) -> Sequence[Part] | None:
    name = _name(match)
    return None if len(match["unit"]) < 2 or name is None else (name + _per(match) + _stop(match),)


def _for_one(match: re.Match[str]) -> Sequence[Part] | None:
    name = _name(match)
    return None if name is None else (f" per {name}" + _per(match) + _stop(match),)


def _alone(match: re.Match[str]) -> Sequence[Part] | None:
    name = _name(match)
    return None if name is None else (plural(name) + _per(match) + _stop(match),)


UNITS_ALONE = Kind(
    "units alone",
    "in km/h, per km² → in kilometers per hour, per square kilometer",
    (
        Rule(
            rf"(?<=\b[pP]er\s){_UNIT}{_END}",
            _one_alone,
        ),
        # persons/km²
        Rule(rf"(?<=[a-z]{{3}})\s?/\s?(?=(?:km|mi|m|ha|acre|sq)(?![a-z])){_UNIT}{_END}", _for_one),
        Rule(
            rf"(?<![\w/])(?=(?:k?m/s|km/h|k?g/|mg/|[kMG]?[bB]/s|mi/h|ft/s)){_UNIT}{_END}",
            _alone,
        ),
        Rule(
            rf"(?<![\w/])(?=[kcm]?m[²³]){_UNIT}{_END}",
            _alone,
        ),
    ),
    frozenset("/²³eE"),
    ("/", "²", "³", "per ", "Per "),
)
PERCENT = Kind(
    "percent",
    "5–10% → five to ten percent",
    (
        Rule(rf"{START}{_SIGN}(?:(?P<first>{NUMBER})%?\s?[-–]\s?)?(?P<number>{NUMBER})\s?[%％]", _percent),
        Rule(rf"{START}(?P<number>{NUMBER})\s?(?:bps?|bp)\b", _basis_points),
    ),
    frozenset("%％bp"),
)
