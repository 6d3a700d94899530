"""How the user wants texts read: what the settings and dictionaries say of writing out, words and pauses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tts_tui.text.dictionary import NO_WORDS, Dictionary
from tts_tui.text.pauses import USUAL, Pauses


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """What holds for every sentence of a text, whoever says it.

    Attributes:
        leave: kinds of writing out that aren't wanted, by name.
        words: how words are said.
        pauses: how long each is.
    """

    leave: Collection[str] = ()
    words: Dictionary = NO_WORDS
    pauses: Pauses = USUAL


USUAL_RULES = ReadingRules()
