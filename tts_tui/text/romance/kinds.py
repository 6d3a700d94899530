"""The kinds of writing out of a language, from its table of words."""

from __future__ import annotations

from tts_tui.text.edits import Kind
from tts_tui.text.romance import amounts, calendar, fractions, roman, signs, telephone, web
from tts_tui.text.romance.words import Words
from tts_tui.text.spelt_scripts import SPELT_SCRIPTS


def kinds_of(words: Words) -> tuple[Kind, ...]:
    """In the order in which they are applied."""
    return (
        web.web(words),
        signs.abbreviations(words),
        roman.roman(words),
        telephone.telephone(words),
        calendar.dates(words),
        calendar.clock(words),
        signs.versions(words),
        signs.ranges(words),
        amounts.money(words),
        amounts.ordinals(words),
        *amounts.measures(words),
        fractions.fractions(words),
        signs.sums(words),
        signs.numbers(words),
        signs.signs(words),
        SPELT_SCRIPTS,
    )
