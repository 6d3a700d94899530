"""How a text sounds, as far as that is known before it is spoken."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Source = Literal["lexicon", "homograph", "rule", "dictionary", "espeak", "user"]
"""Who says how a word is said: the model's lexicon, its context, a rule that writes it out, the user's dictionary,
espeak-ng's guess, or the user in the text."""


class Pronounced(Struct, frozen=True):
    """A word of a text and its sounds.

    Attributes:
        char_start: index of its first character in the text.
        char_end: index after its last character.
        phonemes: in the model's own symbols.
        source: who says so.
    """

    char_start: int
    char_end: int
    phonemes: str
    source: Source


class Pronunciation(Struct, frozen=True):
    """A text in a model's symbols, with its marks, and its words in order."""

    phonemes: str
    words: tuple[Pronounced, ...]
