"""Where the sentences of a text begin, found no further than somebody asks."""

from __future__ import annotations

from bisect import bisect_right

from tts_tui.speech.request import TextFormatChoice
from tts_tui.text.scripts import usual_language
from tts_tui.text.segments import segments

WHOLE = 10_000
"""Characters of a sentence, more than any has: pieces of one that a model can't say at once begin none."""


class Sentences:
    """The sentences of one text, as the pipeline cuts them."""

    def __init__(self, text: str, language: str, manner: TextFormatChoice = "auto") -> None:
        self._pieces = segments(text, language or usual_language(text), WHOLE, manner=manner)
        self._starts: list[int] = []
        self._reached = 0

    def at(self, character: int) -> int:
        """Number of the sentence that this character belongs to, from 0."""
        while self._reached <= character and self._find_next():
            continue
        return max(bisect_right(self._starts, character) - 1, 0)

    def start_of(self, number: int) -> int | None:
        """Its first character; None where the text has fewer sentences."""
        while len(self._starts) <= number and self._find_next():
            continue
        return self._starts[number] if 0 <= number < len(self._starts) else None

    def _find_next(self) -> bool:
        if (piece := next(self._pieces, None)) is None:
            return False
        self._starts.append(piece.start)
        self._reached = piece.end
        return True
