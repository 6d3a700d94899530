"""What the rules need to know of a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tts_tui.text.romance.numbers import Form, Numbers


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted."""

    one: str
    many: str
    form: Form = "m"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language.

    Attributes:
        code: ISO 639-1.
        numbers: how it counts.
        below_two: a noun is plural from two on (French), not from everything but one.
        months: from January, in small letters.
        month_stops: short forms of months, and which month (1 to 12) it is.
        date: day (1 to 31), month (its name), year in words or nothing.
        day: "de", "d'" or nothing between a day, its month and its year, as a pattern.
        clock: hours, minutes and seconds (None where they aren't written) as they are said.
        currencies: sign or code: the unit and its hundredth.
        price: unit and hundredths in words, and the noun of the hundredths.
        units: sign: noun.
        per: "por" between a unit and another.
        names: what is said of a sign, by the sign, and with "web " before it in an address; "to" of a range, "and" of
            a mixed fraction, "with" before the minutes of a duration, "by" between two lengths, "version", "years",
            the letter "w". As patterns: "the day" and "hour", what stands before a date or a time; "of hour", behind
            one; "decade", what leads up to one; "events", what is numbered before its name; "chapter", what a numeral
            follows; "feminine", nouns that make a number feminine.
        halves: parts of one by their number: "medio", "tercio", then the ordinals.
        part: how a fraction that isn't in `halves` is said, one or several.
        abbreviations: pattern of what is written, and what is said.
        short_forms: what is written before a stop: what is said before a name, and elsewhere.
        ordinal_marks: pattern of what follows the figures of an ordinal, masculine and feminine.
        kings: pattern of names before a numeral; `king_ordinal` tells which numbers are ordinals there.
        centuries: pattern of words for "century" and the like beside a numeral; `century_ordinal` likewise.
        chapter_ordinal: which numbers are ordinals behind `names["chapter"]`; behind `names["numbered"]` none is.
        scales: words such as millions, which stand between a number and its noun.
        short_scales: what stands for one million and for several between an amount and its money, and the like.
        phone_pairs: figures of a telephone number are said two by two.
        timetable: as `clock`, behind words that lead up to an hour (`names["hour"]`); None where it is the same.
        half_day: what is said of a.m. (False) and p.m. behind an hour; None where they aren't written.
    """

    code: str
    numbers: Numbers
    below_two: bool
    months: Sequence[str]
    month_stops: Mapping[str, int]
    date: Callable[[str, str, str], str]
    day: str
    clock: Callable[[int, int | None, int | None], str]
    currencies: Mapping[str, tuple[Noun, Noun | None]]
    price: Callable[[str, str, str], str]
    units: Mapping[str, Noun]
    per: str
    names: Mapping[str, str]
    halves: Mapping[int, tuple[str, str]]
    part: Callable[[int], tuple[str, str]]
    abbreviations: Sequence[tuple[str, str]]
    ordinal_marks: tuple[str, str]
    kings: str
    king_ordinal: Callable[[int], bool]
    centuries: str
    century_ordinal: Callable[[int], bool]
    scales: str
    short_scales: Mapping[str, tuple[str, str]]
    phone_pairs: bool = False
    timetable: Callable[[int, int | None, int | None], str] | None = None
    half_day: Callable[[int, bool], str] | None = None
    short_forms: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    chapter_ordinal: Callable[[int], bool] = lambda number: False
