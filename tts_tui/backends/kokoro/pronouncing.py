"""What Kokoro's phonemes are, told without its model: the capability `Pronounces`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from tts_tui.backends.kokoro.phonemes.english.lexicon import entry
from tts_tui.backends.kokoro.phonemes.phonemize import phonemize_all
from tts_tui.backends.kokoro.phonemes.readings import pronunciation
from tts_tui.backends.kokoro.phonemes.spans import Phonemes
from tts_tui.backends.kokoro.phonemes.symbols import from_user
from tts_tui.speech.pronunciation import Pronounced, Pronunciation

_NO_SOUND = frozenset(".'’ˈˌ͜͡-‿|‖ ")
"""Marks of stress, syllables and ties."""


def pronounce(texts: Sequence[str], language: str) -> list[Pronunciation]:
    """See `Pronounces`."""
    return [_pronunciation(found) for found in phonemize_all(texts, language)]


def readings(word: str, language: str) -> Mapping[str, str]:
    """See `Pronounces`."""
    phonemes = " ".join(each.phonemes for each in pronounce([word], language)[0].words)
    found = {phonemes: dict[str, None]()} if phonemes else {}
    for symbols, uses in _listed(word, language):
        found.setdefault(symbols, {}).update(dict.fromkeys(uses))
    return {symbols: " or ".join(uses) for symbols, uses in found.items()}


def _listed(word: str, language: str) -> Iterator[tuple[str, Sequence[str]]]:
    """What the homographs and the lexicons have for an English word, and what it is said of."""
    tag = language.replace("_", "-").lower()
    if tag.partition("-")[0] != "en":
        return
    from tts_tui.text.homographs import kind, labels  # numpy

    british = tag == "en-gb"
    for label in labels().get(word.lower(), ()):
        if symbols := pronunciation(label, british):
            yield symbols, [_KINDS[part] for part in kind(label).split("-") if part in _KINDS]
    for spelling in dict.fromkeys((word, word.lower())):
        for gold in (True, False):
            if found := entry(spelling, british=british, gold=gold):
                yield found.symbols, ()
                for part, symbols in found.tagged.items():
                    yield symbols, [_TAGS[part]] if part in _TAGS else ()


_KINDS = {
    "nou": "noun", "vrb": "verb", "adj": "adjective", "present": "present", "past": "past", "geo": "place",
    "nam": "name", "ship": "of a ship", "knot": "a knot", "art": "of music", "to": "used to",
}  # fmt: skip
"""Of the labels of homographs."""

_TAGS = {"NOUN": "noun", "VERB": "verb", "ADJ": "adjective", "ADV": "adverb", "VBD": "past", "VBN": "past"}
"""Of the lexicons."""


def unknown_phonemes(phonemes: str) -> str:
    """See `Pronounces`."""
    unknown = (
        symbol
        for symbol in phonemes
        if symbol not in _NO_SOUND and not unicodedata.combining(symbol) and not from_user(symbol)
    )
    return "".join(dict.fromkeys(unknown))


def _pronunciation(found: Phonemes) -> Pronunciation:
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
