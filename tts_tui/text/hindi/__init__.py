"""Writing out in Hindi: figures of both scripts."""

from __future__ import annotations

from tts_tui.text.hindi import amounts, calendar, roman, serials, signs, telephone
from tts_tui.text.spelt_scripts import SPELT_SCRIPTS

KINDS = (
    serials.ADDRESSES,
    signs.ABBREVIATED,
    roman.ROMAN,
    telephone.TELEPHONE,
    calendar.DATES,
    calendar.TIMES,
    serials.VERSIONS,
    amounts.RANGES,
    amounts.MONEY,
    amounts.ORDINALS,
    amounts.PERCENT,
    amounts.MEASURES,
    telephone.HOUSES,
    amounts.FRACTIONS,
    serials.POWERS,
    signs.SUMS,
    serials.SERIALS,
    signs.NUMBERS,
    signs.SIGNS,
    SPELT_SCRIPTS,
)
"""In the order in which they are applied."""
