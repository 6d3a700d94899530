"""Writing out in Hindi: figures of both scripts."""

from __future__ import annotations

from tts_tui.text.hindi import amounts, calendar, signs

KINDS = (
    signs.ADDRESSES,
    signs.ABBREVIATED,
    signs.ROMAN,
    signs.TELEPHONE,
    calendar.DATES,
    calendar.TIMES,
    amounts.RANGES,
    amounts.MONEY,
    amounts.ORDINALS,
    amounts.PERCENT,
    amounts.MEASURES,
    signs.HOUSES,
    amounts.FRACTIONS,
    signs.SUMS,
    signs.SERIALS,
    signs.NUMBERS,
    signs.SIGNS,
)
"""In the order in which they are applied."""
