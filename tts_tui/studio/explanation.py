"""What is told of a text that is explained: its sentences and words as they will be said, and what is changed in it."""

from __future__ import annotations

from dataclasses import dataclass

from tts_tui.speech.pronunciation import Source


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
