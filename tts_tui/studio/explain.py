"""What will be said of a text, word by word: what is written, what is said for it, and how that sounds."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tts_tui.speech.catalog import Model
from tts_tui.speech.pronunciation import Pronounced, Pronunciation, Source
from tts_tui.speech.request import Manner, Segment
from tts_tui.studio.word_times import WRITTEN
from tts_tui.text.by_hand import BY_HAND
from tts_tui.text.dictionary import NO_WORDS, RULE, Dictionary
from tts_tui.text.normalize import Normalized, normalize
from tts_tui.text.pauses import USUAL, Pauses
from tts_tui.text.prose import LeftOut, left_out
from tts_tui.text.reading import reading_of
from tts_tui.text.segments import USUAL_LANGUAGE, segments

if TYPE_CHECKING:
    from tts_tui.backends.capabilities import Pronounces


@dataclass(frozen=True, slots=True)
class ExplainedWord:
    """A word as it is written, and what becomes of it.

    Attributes:
        char_start: index of its first character in the text.
        char_end: index after its last character.
        spoken: words alone, without figures, signs and marks, as far as the language is written out.
        phonemes: in the model's symbols; None where the model takes none.
        source: who says how it is said; None where that is the model's own affair.
    """

    text: str
    char_start: int
    char_end: int
    spoken: str
    phonemes: str | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class ExplainedSegment:
    """A sentence; its fields are as those of a word.

    Attributes:
        pause_seconds: of silence after it.
    """

    text: str
    char_start: int
    char_end: int
    spoken: str
    phonemes: str | None
    pause_seconds: float
    words: tuple[ExplainedWord, ...]


@dataclass(frozen=True, slots=True)
class ExplainedEdit:
    """text[char_start:char_end] is said as `spoken`, because of a rule of that name."""

    rule: str
    char_start: int
    char_end: int
    spoken: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A text as it will be said: the sentences that are, and all that is written out or replaced."""

    segments: tuple[ExplainedSegment, ...]
    edits: tuple[ExplainedEdit, ...]


def explain(
    texts: Sequence[str],
    model: Model,
    language: str,
    speaker: Pronounces | None,
    *,
    leave: Collection[str] = (),
    words: Dictionary = NO_WORDS,
    manner: Manner = "auto",
    pauses: Pauses = USUAL,
) -> list[Explanation]:
    """What will be said of each text. It blocks for a millisecond or so a sentence: longer texts belong in a thread.

    Args:
        texts: as the user wrote them.
        language: BCP 47 tag; empty where neither the user nor the voice says.
        speaker: tells the phonemes; None for a model that takes none.
        leave: kinds of writing out that aren't wanted.
        words: how the user wants words said.
        manner: how each is taken.
        pauses: how long each is.

    Raises:
        SpeechError: the phonemes can't be had.
    """
    written = language or USUAL_LANGUAGE
    found: list[list[tuple[Segment, Normalized]]] = []
    for text in texts:
        reading = reading_of(text, manner)
        parts = segments(text, written, model.max_characters, manner=reading, pauses=pauses)
        found.append(
            [
                (
                    part,
                    normalize(
                        part.text,
                        written,
                        model.tags,
                        phonemes=model.phonemes,
                        leave=leave,
                        words=words,
                        reading=reading,
                        written_out=bool(language) or model.phonemes,
                    ),
                )
                for part in parts
            ]
        )
    said = [each.text for parts in found for _, each in parts]
    sounds: Iterator[Pronunciation | None]
    sounds = iter(speaker.pronounce(said, written)) if speaker else iter([None] * len(said))
    return [
        _explanation([(*part, next(sounds)) for part in parts], left_out(text, reading_of(text, manner)))
        for text, parts in zip(texts, found, strict=True)
    ]


def words_only(text: str) -> str:
    """The words of a normalized text, without marks and signs, apart by single spaces."""
    if text.isalpha():
        return text
    text = _NO_WORD.sub(lambda mark: mark[0] if unicodedata.category(mark[0])[0] == "M" else " ", text)
    return " ".join(word for part in text.split() if (word := part.strip("'’-")))


_NO_WORD = re.compile(r"[^\w\s'’-]|_")

_HIDDEN = "\0"
"""In the place of what stands around a word with its phonemes by hand; no normalized text has one."""


def _explanation(
    parts: Sequence[tuple[Segment, Normalized, Pronunciation | None]], not_read: Iterable[LeftOut]
) -> Explanation:
    edits = [
        ExplainedEdit(
            edit.rule,
            segment.start + edit.start,
            segment.start + edit.end,
            words_only(BY_HAND.sub(r"\1", edit.spoken)),
        )
        for segment, normalized, _ in parts
        for edit in normalized.edits
    ]
    edits += [ExplainedEdit(part.what, part.start, part.end, "") for part in not_read]
    edits.sort(key=lambda edit: edit.char_start)
    explained = (_Words(*part).explained() for part in parts)
    return Explanation(tuple(each for each in explained if each.spoken), tuple(edits))


@dataclass(slots=True)
class _Group:
    """What is said for a written word, or for several of which not each has words of its own."""

    start: int
    end: int
    said: list[str] = field(default_factory=list)
    sounds: list[Pronounced] = field(default_factory=list)
    by_hand: bool = False
    by_dictionary: bool = False
    edited: bool = False

    def take(self, other: _Group) -> None:
        self.end = other.end
        self.said += other.said
        self.sounds += other.sounds
        self.by_hand |= other.by_hand
        self.by_dictionary |= other.by_dictionary
        self.edited |= other.edited


class _Words:
    """One segment: each word that is said is brought to the written word where its first character comes from."""

    def __init__(self, segment: Segment, normalized: Normalized, sounds: Pronunciation | None) -> None:
        self._segment = segment
        self._normalized = normalized
        self._sounds = sounds
        self._groups = [_Group(*word.span()) for word in WRITTEN.finditer(segment.text)]
        self._starts = [group.start for group in self._groups]

    def explained(self) -> ExplainedSegment:
        segment, text = self._segment, self._normalized.text
        shown = BY_HAND.sub(_hidden, text) if "](/" in text else text
        for word in WRITTEN.finditer(shown):
            self._at(word.start()).said.append(word[0].replace(_HIDDEN, ""))
        if shown is not text:
            for hand in BY_HAND.finditer(text):
                self._at(hand.start(1)).by_hand = True
        for sound in self._sounds.words if self._sounds else ():
            self._take(sound)
        self._join()
        return ExplainedSegment(
            segment.text,
            segment.start,
            segment.end,
            words_only(shown.replace(_HIDDEN, "")),
            self._sounds.phonemes if self._sounds else None,
            segment.pause,
            tuple(self._explained()),
        )

    def _take(self, sound: Pronounced) -> None:
        """The sounds of a word; of several that have theirs by hand, to each its own where they are as many."""
        words = list(re.finditer(r"\S+", self._normalized.text[sound.char_start : sound.char_end]))
        parts = sound.phonemes.split()
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
            written = (self._segment.text[each.start : each.end] for each in groups[first : last + 1])
            silent = any(
                not each.said and any(char.isalnum() or unicodedata.category(char) == "Sc" for char in word)
                for each, word in zip(groups[first : last + 1], written, strict=True)
            )
            if edit.spoken and silent:
                for other in groups[first + 1 : last + 1]:
                    groups[first].take(other)
                del groups[first + 1 : last + 1]

    def _explained(self) -> Iterator[ExplainedWord]:
        base = self._segment.start
        for group in self._groups:
            if spoken := words_only(" ".join(group.said)):
                written = self._segment.text[group.start : group.end]
                phonemes = " ".join(sound.phonemes for sound in group.sounds) if self._sounds else None
                yield ExplainedWord(
                    written,
                    base + group.start,
                    base + group.end,
                    spoken,
                    phonemes,
                    _source(group, written, spoken),
                )


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
    told = {sound.source for sound in group.sounds}
    sources: tuple[Source, ...] = ("espeak", "homograph", "lexicon", "dictionary", "rule", "user")
    return next((source for source in sources if source in told), None)


_MARKS = "*_.,;:!?…\"'“”‘’()[]"


def _plain(text: str) -> str:
    return words_only(text.translate(_APOSTROPHES)).casefold()


_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʻ＇`´"), "'")


def _letters(text: str) -> str:
    """What tells words apart, however they are typeset."""
    composed = unicodedata.normalize("NFC", text) if not text.isascii() else text
    return "".join(each for each in composed if each.isalnum() and each not in "ʼʻ").casefold()
