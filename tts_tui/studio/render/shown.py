"""A text as its readers see it: without the tags that say how it is said; the names of a script stay."""

from __future__ import annotations

from dataclasses import dataclass

from tts_tui.speech.request import TextFormatChoice
from tts_tui.text.readable import Readable, readable


@dataclass(frozen=True, slots=True)
class Shown:
    """What is cut out of it is asked for by places in the text as it was planned."""

    text: str
    _page: Readable | None = None

    @classmethod
    def of(cls, text: str, manner: TextFormatChoice) -> Shown:
        """
        Args:
            text: as it was planned.
            manner: how it is taken: `plain` has no tags.
        """
        return cls(text) if manner == "plain" else cls(text, readable(text, manner))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch is in what is seen."""
        return self._page.place(start, end) if self._page else (start, end)

    def cut(self, start: int, end: int) -> str:
        """What is seen of a stretch."""
        first, last = self.place(start, end)
        return (self._page.text if self._page else self.text)[first:last]
