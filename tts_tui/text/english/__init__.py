"""Writing out, English: figures, signs and abbreviations become the words that a careful reader says.

`KINDS` is the table of everything that is written out, in the order in which it is done: what is long and sure (a web
address, a date) before what is short and could be part of it (a fraction, a number). Each kind is a `Kind` with a name,
an example and rules, and can be switched off by its name in the settings (`text.leave`). To add one, write its rules
in a module beside this one and put its row where it belongs.
"""

from __future__ import annotations

from tts_tui.text.edits import Kind
from tts_tui.text.english import (
    abbreviations,
    acronyms,
    addresses,
    calculus,
    clock,
    code,
    dates,
    fractions,
    keys,
    maths,
    money,
    pictures,
    ranges,
    roman,
    short_forms,
    signs,
    stamps,
    telephone,
    tokens,
    units,
    verses,
    web,
    years,
)

EARLY: tuple[Kind, ...] = (keys.KEYS, pictures.MUSIC, pictures.STARS, pictures.EMOJI)
"""Before the text is cleaned, which takes pictures out of it."""

KINDS: tuple[Kind, ...] = (
    pictures.EMOTICONS,
    web.LONG_ADDRESSES,
    web.WEB,
    web.FILES,
    web.HASHTAGS,
    maths.TEX,
    calculus.CALCULUS,
    short_forms.PLURALS,
    short_forms.SHORT_FORMS,
    code.CHESS,
    code.CODE,
    maths.FORMULAS,
    code.DASHES,
    verses.VERSES,
    abbreviations.LATIN,
    acronyms.AMPERSANDS,
    addresses.ADDRESSES,
    abbreviations.NUMBERED,
    abbreviations.ABBREVIATIONS,
    roman.ROMAN,
    tokens.OTHER_DIGITS,
    telephone.CODES,
    telephone.TELEPHONE,
    stamps.STAMPS,
    dates.WEEKDAYS,
    dates.NUMERIC_DATES,
    dates.DATES,
    dates.ERAS,
    clock.CLOCK,
    money.OLD_MONEY,
    clock.DURATIONS,
    tokens.VERSIONS,
    money.MONEY,
    ranges.POWERS,
    years.ROOMS,
    years.DECADES,
    units.PERCENT,
    units.UNITS_KIND,
    units.UNITS_ALONE,
    ranges.POWERS_OF_LETTERS,
    maths.MATHS,
    maths.GREEK,
    fractions.FRACTIONS,
    ranges.ARITHMETIC,
    years.YEARS_KIND,
    fractions.RATIOS,
    ranges.RANGES,
    ranges.SIGNED,
    abbreviations.SLASHED,
    tokens.ORDINALS,
    tokens.NAMES,
    tokens.NUMBERS,
    pictures.SCRIPTS,
    signs.SIGNS,
    acronyms.DOTTED,
    acronyms.ACRONYMS,
)
"""In the order in which they are applied."""

BRITISH: tuple[Kind, ...] = tuple(
    dates.BRITISH_NUMERIC_DATES if kind is dates.NUMERIC_DATES else kind for kind in KINDS
)
"""The same for English that isn't American."""

__all__ = ["BRITISH", "EARLY", "KINDS"]
