"""Phonemes, and which of them belong to which word."""

from __future__ import annotations

from msgspec import Struct

from tts_tui.speech.pronunciation import Source


class PhonemeSpan(Struct, frozen=True):
    """A word: text[char_start:char_end] is spoken by phonemes[start:end]."""

    char_start: int
    char_end: int
    start: int
    end: int
    source: Source = "espeak"


class Phonemes(Struct, frozen=True):
    """A text in Kokoro's symbols, one token each, and its words in order."""

    symbols: str
    words: tuple[PhonemeSpan, ...]
