"""Writing out in Hindi: its numbers by lakh and crore, quarters and halves, dates, times, money and units."""

from __future__ import annotations

from tts_tui.text.edits import Kind
from tts_tui.text.hindi import amounts, calendar, signs

KINDS: tuple[Kind, ...] = (
    signs.WEB,
    signs.ROMAN,
    amounts.MONEY_KIND,
    calendar.DATES,
    calendar.TIMES,
    signs.TELEPHONE,
    signs.ADDRESSES,
    amounts.MEASURES,
    amounts.ORDINALS,
    amounts.YEARS,
    signs.SHORTENED,
    amounts.FRACTIONS,
    amounts.RANGES,
    signs.SERIALS,
    amounts.NUMBERS,
    signs.ACRONYMS,
    signs.SIGNS,
)
"""In the order in which they are applied."""
