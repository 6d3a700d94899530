"""What Kokoro's phonemes are, told without its model: the capability `Pronounces`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from tts_tui.backends.kokoro.phonemes.by_espeak import ask_ahead
from tts_tui.backends.kokoro.phonemes.english.lexicon import entry
from tts_tui.backends.kokoro.phonemes.languages import ENGLISH, ESPEAK_VOICES, find_language
from tts_tui.backends.kokoro.phonemes.phonemize import phonemize
from tts_tui.backends.kokoro.phonemes.symbols import from_user
from tts_tui.speech.pronunciation import Pronounced, Pronunciation

_NO_SOUND = frozenset(".'’ˈˌ͜͡-‿ ")
"""Marks of stress, syllables and ties."""


def pronounce(texts: Sequence[str], language: str) -> list[Pronunciation]:
    """See `Pronounces`."""
    if len(texts) > 1 and (tag := find_language(language)) in ESPEAK_VOICES and tag not in ENGLISH:
        ask_ahead(texts, tag)
    return [_pronunciation(text, language) for text in texts]


def readings(word: str, language: str) -> Sequence[str]:
    """See `Pronounces`."""
    said = " ".join(each.phonemes for each in _pronunciation(word, language).words)
    return list(dict.fromkeys(filter(None, (said, *_listed(word, language)))))


def _listed(word: str, language: str) -> Iterator[str]:
    """What the lexicons have for an English word, whatever its part of speech."""
    tag = language.replace("_", "-").lower()
    if tag.partition("-")[0] != "en":
        return
    for spelling in dict.fromkeys((word, word.lower())):
        for gold in (True, False):
            if found := entry(spelling, british=tag == "en-gb", gold=gold):
                yield from (found.symbols, *found.tagged.values())


def unknown_phonemes(phonemes: str) -> str:
    """See `Pronounces`."""
    unknown = (
        symbol
        for symbol in phonemes
        if symbol not in _NO_SOUND and not unicodedata.combining(symbol) and not from_user(symbol)
    )
    return "".join(dict.fromkeys(unknown))


def _pronunciation(text: str, language: str) -> Pronunciation:
    found = phonemize(text, language)
    words = tuple(
        Pronounced(
            word.char_start,
            word.char_end,
            found.symbols[word.start : word.end],
            word.source,
        )
        for word in found.words
    )
    return Pronunciation(found.symbols, words)
