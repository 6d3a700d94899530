"""The words of a sentence that is explained: each that is said is brought to the written word that it stands for."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from tts_tui.speech.pronunciation import Pronounced, Pronunciation, Source
from tts_tui.speech.request import Segment
from tts_tui.studio.explanation import ExplainedSegment, ExplainedWord
from tts_tui.studio.word_times import written_words
from tts_tui.text.by_hand import BY_HAND
from tts_tui.text.dictionary import RULE
from tts_tui.text.markup.said import RULE as BY_TAG
from tts_tui.text.normalize import Normalized
from tts_tui.text.scripts import CJK


def explained(
    source: str, segment: Segment, normalized: Normalized, sounds: Pronunciation | None
) -> ExplainedSegment:
    """A sentence, word by word.

    Args:
        source: the whole text as the user wrote it.
        sounds: of the normalized text; None where the model takes none.
    """
    return _Words(source, segment, normalized, sounds).explained()


def words_only(text: str) -> str:
    """The words of a normalized text, without marks and signs, apart by single spaces."""
    if text.isalpha():
        return text
    text = _NO_WORD.sub(lambda mark: mark[0] if unicodedata.category(mark[0])[0] == "M" else " ", text)
    return " ".join(word for part in text.split() if (word := part.strip("'’-")))


_NO_WORD = re.compile(r"[^\w\s'’-]|_")

_UNSPACED = re.compile(rf"(?<=[{CJK}]) (?=[{CJK}])")
"""A space between words that are written without."""

_HIDDEN = "\0"
"""In the place of what stands around a word with its phonemes by hand; no normalized text has one."""


@dataclass(slots=True)
class _Group:
    """The spoken words for a written word, or for several that share them."""

    start: int
    end: int
    words: list[str] = field(default_factory=list)
    sounds: list[Pronounced] = field(default_factory=list)
    by_hand: bool = False
    by_dictionary: bool = False
    edited: bool = False

    def take(self, other: _Group) -> None:
        self.end = other.end
        self.words += other.words
        self.sounds += other.sounds
        self.by_hand |= other.by_hand
        self.by_dictionary |= other.by_dictionary
        self.edited |= other.edited


class _Words:
    """One segment: each word that is said is brought to the written word where its first character comes from."""

    def __init__(
        self, source: str, segment: Segment, normalized: Normalized, sounds: Pronunciation | None
    ) -> None:
        self._source = source
        self._segment = segment
        self._normalized = normalized
        self._sounds = sounds
        begins = [sound.char_start for sound in sounds.words] if sounds else []
        self._begins = begins
        offsets = normalized.offsets
        self._groups = [
            _Group(*span) for span in written_words(segment.text, (offsets[begin] for begin in begins))
        ]
        self._starts = [group.start for group in self._groups]

    def explained(self) -> ExplainedSegment:
        segment, text = self._segment, self._normalized.text
        visible = BY_HAND.sub(_hidden, text) if "](/" in text else text
        for start, end in written_words(visible, self._begins):
            self._at(start).words.append(visible[start:end].replace(_HIDDEN, ""))
        if visible is not text:
            for hand in BY_HAND.finditer(text):
                self._at(hand.start(1)).by_hand = True
        for sound in self._sounds.words if self._sounds else ():
            self._take(sound)
        self._join()
        return ExplainedSegment(
            self._source[segment.start : segment.end],
            segment.start,
            segment.end,
            words_only(visible.replace(_HIDDEN, "")),
            self._sounds.phonemes if self._sounds else None,
            round(segment.pause, 3),
            tuple(self._explained()),
        )

    def _take(self, sound: Pronounced) -> None:
        """The sounds of a word; of several that have theirs by hand, to each its own where they are as many."""
        parts = sound.phonemes.split() if " " in sound.phonemes else ()
        words = (
            list(_APART.finditer(self._normalized.text[sound.char_start : sound.char_end])) if parts else []
        )
        if len(words) > 1 and len(words) == len(parts):
            for word, part in zip(words, parts, strict=True):
                start, end = sound.char_start + word.start(), sound.char_start + word.end()
                self._at(start).sounds.append(Pronounced(start, end, part, sound.source))
        else:
            self._at(sound.char_start).sounds.append(sound)

    def _at(self, character: int) -> _Group:
        """The written word where a character of the normalized text comes from."""
        return self._groups[self._place(self._normalized.offsets[character])]

    def _place(self, offset: int) -> int:
        place = max(bisect_right(self._starts, offset) - 1, 0)
        between = offset >= self._groups[place].end and place + 1 < len(self._groups)
        return place + between

    def _join(self) -> None:
        """Make one of the written words that an edit says in fewer."""
        groups = self._groups
        for edit in reversed(self._normalized.edits):
            first, last = self._place(edit.start), self._place(max(edit.end - 1, edit.start))
            for group in groups[first : last + 1]:
                group.edited = True
                group.by_dictionary |= edit.rule == RULE
                group.by_hand |= edit.rule == BY_TAG
            written = (self._segment.text[each.start : each.end] for each in groups[first : last + 1])
            silent = any(
                not each.words and any(char.isalnum() or unicodedata.category(char) == "Sc" for char in word)
                for each, word in zip(groups[first : last + 1], written, strict=True)
            )
            if edit.spoken and silent:
                for other in groups[first + 1 : last + 1]:
                    groups[first].take(other)
                del groups[first + 1 : last + 1]

    def _explained(self) -> Iterator[ExplainedWord]:
        base = self._segment.start
        for group in self._groups:
            if spoken := words_only(_UNSPACED.sub("", " ".join(group.words))):
                written = self._segment.text[group.start : group.end]
                phonemes = " ".join(sound.phonemes for sound in group.sounds) if self._sounds else None
                yield ExplainedWord(
                    self._source[base + group.start : base + group.end],
                    base + group.start,
                    base + group.end,
                    spoken,
                    phonemes,
                    _source(group, written, spoken),
                )


_APART = re.compile(r"\S+")


def _hidden(hand: re.Match[str]) -> str:
    return f"{_HIDDEN}{hand[1]}{_HIDDEN * (hand.end() - hand.end(1))}"


def _source(group: _Group, written: str, spoken: str) -> Source | None:
    if group.by_dictionary:
        return "dictionary"
    if group.by_hand:
        return "user"
    if written.strip(_MARKS) != spoken:
        if group.edited and _plain(written) != _plain(spoken):
            return "rule"
        # markup that was taken away leaves a part of what is written
        if _letters(spoken) not in _letters(written):
            return "rule"
    origins = {sound.source for sound in group.sounds}
    sources: tuple[Source, ...] = ("espeak", "homograph", "lexicon", "dictionary", "rule", "user")
    return next((source for source in sources if source in origins), None)


_MARKS = "*_.,;:!?…\"'“”‘’()[]"


def _plain(text: str) -> str:
    return words_only(text.translate(_APOSTROPHES)).casefold()


_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʻ＇`´"), "'")


def _letters(text: str) -> str:
    """What tells words apart, however they are typeset."""
    composed = unicodedata.normalize("NFC", text) if not text.isascii() else text
    return "".join(each for each in composed if each.isalnum() and each not in "ʼʻ").casefold()
