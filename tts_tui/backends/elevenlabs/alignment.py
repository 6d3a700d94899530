"""Times of characters, as ElevenLabs streams them, to times of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

import msgspec

from tts_tui.speech.chunk import WordTime

_WORD = re.compile(r"\S*\w\S*")
_LOOK_AHEAD = 40
"""Characters of the text that an alignment may leave out at once: a tag, a symbol that isn't spoken."""


class Alignment(msgspec.Struct, frozen=True):
    """When each character is spoken, in seconds from the start of the audio."""

    characters: tuple[str, ...] = ()
    character_start_times_seconds: tuple[float, ...] = ()
    character_end_times_seconds: tuple[float, ...] = ()

    def timed(self) -> Iterator[tuple[str, float, float]]:
        """Its characters with their times, as far as all three were given."""
        return zip(
            self.characters,
            self.character_start_times_seconds,
            self.character_end_times_seconds,
            strict=False,
        )


class WordAligner:
    """Collects the alignments of one text and tells the words whose times are complete.

    `alignment` speaks of the text as it was sent; `normalized_alignment` of the text as it is spoken, "twenty"
    for "20". The first is used as it comes. Where only the second is given, its words are matched to those of
    the text at the end.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = _WORD.finditer(text)
        self._word = next(self._words, None)
        self._times: list[tuple[float, float] | None] = [None] * len(text)
        self._cursor = 0
        self._last_start = -1.0  # start of the last character, to leave out repeated ones
        self._ended = 0.0  # end of the last character, whether it is one of the text or not
        self._until = 0.0  # end of the last word told
        self._spoken: list[tuple[str, float, float]] = []

    def feed(self, alignment: Alignment | None, normalized: Alignment | None) -> list[WordTime]:
        """The words that are complete with these."""
        if alignment is None:
            if normalized is not None:
                self._spoken.extend(normalized.timed())
            return []
        for place, (character, start, end) in enumerate(alignment.timed()):
            if start >= self._last_start:
                self._last_start, self._ended = start, max(self._ended, end)
                self._place(character, "".join(alignment.characters[place : place + 3]), start, end)
        return self._complete(self._cursor)

    def finish(self) -> list[WordTime]:
        """The rest of the words."""
        if self._cursor == 0 and self._spoken:
            self._match_spoken()
        elif self._cursor == 0:
            return []
        return self._complete(len(self._text) + 1)

    def _place(self, character: str, following: str, start: float, end: float) -> None:
        """Note the times of a character: the next of the text, or one further on that begins with `following`."""
        if not character.strip():
            return
        text, at = self._text, self._cursor
        while text[at : at + 1].isspace():
            at += 1
        if not text.startswith(character, at):
            at = text.find(following, at, at + _LOOK_AHEAD)
        if at >= 0:
            self._times[at] = (start, end)
            self._cursor = at + len(character)

    def _match_spoken(self) -> None:
        spoken = "".join(character[:1] or " " for character, _, _ in self._spoken)
        matcher = SequenceMatcher(None, spoken.casefold(), self._text.casefold(), autojunk=False)
        if len(spoken.casefold()) != len(spoken) or len(self._text.casefold()) != len(self._text):
            matcher = SequenceMatcher(None, spoken, self._text, autojunk=False)
        for operation, first, last, begin, until in matcher.get_opcodes():
            if operation == "delete" or begin == until:
                continue
            start = self._spoken[min(first, len(self._spoken) - 1)][1]
            end = self._spoken[max(first, last - 1) if last else 0][2]
            for place in range(begin, until):
                if operation == "equal":
                    _, start, end = self._spoken[first + place - begin]
                self._times[place] = (start, end)

    def _complete(self, cursor: int) -> list[WordTime]:
        """The words that end before `cursor`: what follows them has begun."""
        found = []
        while self._word is not None and self._word.end() < cursor:
            first, last = self._word.span()
            times = [time for time in self._times[first:last] if time is not None]
            start, end = (times[0][0], times[-1][1]) if times else self._gap(last)
            start = max(self._until, start)
            end = max(start, end)
            found.append(WordTime(self._word.group(), start, end, first, last))
            self._until = end
            self._word = next(self._words, None)
        return found

    def _gap(self, at: int) -> tuple[float, float]:
        """The time of a word before `at` of which no character was told, as of pinyin for 你好: what lies between its
        neighbours, shared with those like it by their letters."""
        following = next((place for place in range(at, len(self._text)) if self._times[place]), None)
        until = self._ended if following is None else (self._times[following] or (self._ended, 0.0))[0]
        begin = at - len(self._word.group() if self._word else "")
        letters = (len(self._text) if following is None else following) - begin
        share = (at - begin) / max(letters, 1)
        return self._until, self._until + max(0.0, until - self._until) * share
