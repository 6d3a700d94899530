"""Text to Kokoro's phonemes, and which of them belong to which word."""

from __future__ import annotations

from tts_tui.backends.kokoro.phonemes.by_espeak import ESPEAK_VOICES, by_espeak
from tts_tui.backends.kokoro.phonemes.english.by_lexicon import by_lexicon
from tts_tui.backends.kokoro.phonemes.spans import Phonemes
from tts_tui.speech.errors import UnsupportedLanguageError

ENGLISH = ("en-US", "en-GB")

_UNSPOKEN = {
    "ja": "Japanese needs phonemes that espeak-ng can't make: it reads a kanji as “Chinese letter”.",
    "zh": "Mandarin was trained on phonemes that espeak-ng can't make: its tones are digits the model doesn't know.",
}


def why_unspoken(language: str) -> str:
    """Why the language can't be spoken here; empty if it can."""
    if _find(language):
        return ""
    return _UNSPOKEN.get(language.partition("-")[0], f"Kokoro doesn't speak {language}.")


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
    found = _find(language)
    if not found:
        raise UnsupportedLanguageError(
            why_unspoken(language), hint=f"Kokoro speaks {', '.join(ESPEAK_VOICES)}."
        )
    return by_lexicon(text, found) if found in ENGLISH else by_espeak(text, found)


def _find(language: str) -> str:
    """The tag of ours that serves a language: itself, else the first of the same primary language."""
    wanted = language.replace("_", "-").lower()
    primary = wanted.partition("-")[0]
    tags = {tag.lower(): tag for tag in ESPEAK_VOICES}
    return tags.get(wanted) or next(
        (tag for low, tag in tags.items() if low.partition("-")[0] == primary), ""
    )
