"""Text to Kokoro's phonemes, and which of them belong to which word."""

from __future__ import annotations

from tts_tui.backends.kokoro.phonemes.by_espeak import by_espeak
from tts_tui.backends.kokoro.phonemes.english.by_lexicon import by_lexicon
from tts_tui.backends.kokoro.phonemes.languages import (
    ENGLISH,
    ESPEAK_VOICES,
    find_language,
    why_unspoken,
)
from tts_tui.backends.kokoro.phonemes.spans import Phonemes
from tts_tui.speech.errors import UnsupportedLanguageError


def phonemize(text: str, language: str) -> Phonemes:
    """The phonemes of a text.

    `[word](/ipa/)` gives a word's phonemes by hand. Punctuation is kept where the model knows it; it makes the melody.

    Args:
        text: a sentence or a few.
        language: BCP 47 tag.

    Raises:
        UnsupportedLanguageError: Kokoro has no phonemes for it here.
        MissingDependencyError: espeak-ng isn't installed.
    """
    found = find_language(language)
    if not found:
        raise UnsupportedLanguageError(
            why_unspoken(language), hint=f"Kokoro speaks {', '.join(ESPEAK_VOICES)}."
        )
    return by_lexicon(text, found) if found in ENGLISH else by_espeak(text, found)
