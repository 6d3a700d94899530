"""The word times of hours of sound, in a tenth of the room that objects take."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import overload

from tts_tui.speech.chunk import WordTime


class WordTimes(Sequence[WordTime]):
    """Numbers in columns, each spelling once."""

    def __init__(self) -> None:
        self._spellings: dict[str, int] = {}
        self._texts: list[str] = []
        self._text = array("L")
        self._times = array("d")
        self._places = array("q")

    def extend(self, words: Iterable[WordTime]) -> None:
        """Add them at the end."""
        for word in words:
            number = self._spellings.setdefault(word.text, len(self._texts))
            if number == len(self._texts):
                self._texts.append(word.text)
            self._text.append(number)
            self._times.extend((word.start, word.end))
            self._places.extend((word.char_start, word.char_end))

    def __len__(self) -> int:
        return len(self._text)

    @overload
    def __getitem__(self, at: int) -> WordTime: ...
    @overload
    def __getitem__(self, at: slice) -> list[WordTime]: ...
    def __getitem__(self, at: int | slice) -> WordTime | list[WordTime]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        start, end = self._times[2 * at : 2 * at + 2]
        first, last = self._places[2 * at : 2 * at + 2]
        return WordTime(self._texts[self._text[at]], start, end, first, last)
