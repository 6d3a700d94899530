"""What will be said of a text, word by word: what is written, what is said for it, and how that sounds."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tts_tui.speech.catalog import Model
from tts_tui.speech.pronunciation import Pronounced, Pronunciation, Source
from tts_tui.speech.request import AS_ASKED, NO_CAST, Delivery, Segment, TextFormatChoice
from tts_tui.studio.casting import language_for
from tts_tui.studio.word_times import written_words
from tts_tui.text.by_hand import BY_HAND
from tts_tui.text.dictionary import RULE
from tts_tui.text.markup import Marked, marked
from tts_tui.text.markup.marked import opened
from tts_tui.text.markup.said import RULE as BY_TAG
from tts_tui.text.normalize import Normalized, normalize
from tts_tui.text.prose import left_out
from tts_tui.text.reading_rules import USUAL_RULES, ReadingRules
from tts_tui.text.scripts import CJK, USUAL_LANGUAGE, usual_language
from tts_tui.text.segments import segments

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
        source: where its pronunciation comes from; None where the model decides it by itself.
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


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explains texts as a model says them.

    Attributes:
        language: BCP 47 tag; empty where neither the user nor the voice says.
        speaker: gives the phonemes; None for a model that takes none.
        language_of: the language of a voice by its name; empty where that isn't known.
        user_language: BCP 47 tag the user chose; empty where they chose none.
    """

    model: Model
    language: str
    speaker: Pronounces | None
    rules: ReadingRules = USUAL_RULES
    language_of: Callable[[str], str] = lambda _voice: ""
    user_language: str = ""

    def explain(
        self,
        texts: Sequence[str],
        manner: TextFormatChoice = "auto",
        cast: Mapping[str, str] = NO_CAST,
        delivery: Delivery = AS_ASKED,
    ) -> list[Explanation]:
        """What will be said of each text. It blocks, for a millisecond or so a sentence.

        Args:
            texts: as the user wrote them.
            manner: how the markup of each is read.
            cast: the voice of each name that begins a line.
            delivery: in force at the beginning of each.

        Raises:
            SpeechError: the phonemes can't be made.
        """
        whole = [marked(text, manner, cast, opened(delivery)) for text in texts]
        found = [list(self._parts(text)) for text in whole]
        utterances = [(spoken, each.text) for parts in found for _, spoken, each in parts]
        sounds = _sounds(utterances, self.speaker)
        return [
            _explanation(source, text, _rested([(part, each, next(sounds)) for part, _, each in parts], text))
            for source, text, parts in zip(texts, whole, found, strict=True)
        ]

    def _parts(self, text: Marked) -> Iterator[tuple[Segment, str, Normalized]]:
        """Each sentence with its language, and as it is written out."""
        usual = USUAL_LANGUAGE if self.speaker else usual_language(text.text)
        most, pauses = self.model.max_characters, self.rules.pauses
        for part in segments(text, self.language or usual, most, pauses=pauses):
            local = part.delivery
            own = self.language_of(local.voice) if local.voice else ""
            spoken = language_for(local.language, own, self.language, self.user_language)
            normalized = normalize(
                part.text,
                spoken or usual,
                self.model.tags,
                phonemes=self.model.phonemes,
                leave=self.rules.leave,
                words=self.rules.words,
                reading=text.reading,
                written_out=bool(spoken) or self.model.phonemes,
                readings=part.readings,
            )
            yield part, spoken or usual, normalized


_Part = tuple[Segment, Normalized, Pronunciation | None]


def _sounds(
    utterances: Sequence[tuple[str, str]], speaker: Pronounces | None
) -> Iterator[Pronunciation | None]:
    """How each of these texts sounds, given with its language; asked for all of a language at once."""
    found: list[Pronunciation | None] = [None] * len(utterances)
    for language in dict.fromkeys(each for each, _ in utterances) if speaker else ():
        places = [place for place, (each, _) in enumerate(utterances) if each == language]
        assert speaker is not None
        pronunciations = speaker.pronounce([utterances[place][1] for place in places], language)
        for place, sound in zip(places, pronunciations, strict=True):
            found[place] = sound
    return iter(found)


def _rested(parts: Sequence[_Part], text: Marked) -> Iterator[_Part]:
    """The same, each with the pause that a tag asks for behind it, where one does."""
    for number, (segment, normalized, sounds) in enumerate(parts):
        until = parts[number + 1][0].start if number + 1 < len(parts) else len(text.text) + 1
        rest = text.rest(segment.end, until)
        yield replace(segment, pause=segment.pause if rest is None else rest), normalized, sounds


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


def _explanation(source: str, text: Marked, found: Iterable[_Part]) -> Explanation:
    parts = list(found)
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
    not_read = left_out(text.text, text.reading)
    edits += [ExplainedEdit(part.what, part.start, part.end, "") for part in not_read]
    edits += [ExplainedEdit(BY_TAG, start, end, "") for start, end in text.tags]
    edits.sort(key=lambda edit: edit.char_start)
    explained = (_Words(source, *part).explained() for part in parts)
    return Explanation(tuple(each for each in explained if each.spoken), tuple(edits))


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
            segment.pause,
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
