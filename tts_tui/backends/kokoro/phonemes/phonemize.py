"""Text to Kokoro's phonemes, and which of them belong to which word."""

from __future__ import annotations

from collections.abc import Sequence

from tts_tui.backends.kokoro.phonemes.by_espeak import ask_ahead, by_espeak
from tts_tui.backends.kokoro.phonemes.english.by_lexicon import by_lexicon
from tts_tui.backends.kokoro.phonemes.languages import (
    ENGLISH,
    SPOKEN,
    find_language,
    missing_extra,
    why_unspoken,
)
from tts_tui.backends.kokoro.phonemes.spans import Phonemes
from tts_tui.speech.errors import MissingDependencyError, UnsupportedLanguageError, pip_install


def phonemize(text: str, language: str) -> Phonemes:
    """The phonemes of a text.

    `[word](/ipa/)` gives a word's phonemes by hand. Punctuation is kept where the model knows it; it makes the melody.

    Args:
        text: a sentence or a few.
        language: BCP 47 tag.

    Raises:
        UnsupportedLanguageError: Kokoro has no phonemes for it here.
        MissingDependencyError: espeak-ng isn't installed, or what the language needs.
    """
    return phonemize_all([text], language)[0]


def phonemize_all(texts: Sequence[str], language: str) -> list[Phonemes]:
    """The phonemes of each text: what a dictionary or espeak-ng is asked for all of them is asked in one go.

    Args:
        texts: a sentence or a few each.
        language: BCP 47 tag.

    Raises:
        UnsupportedLanguageError: Kokoro has no phonemes for it here.
        MissingDependencyError: espeak-ng isn't installed, or what the language needs.
    """
    match check(language):
        case found if found in ENGLISH:
            return by_lexicon(texts, found)
        case "ja":  # dictionaries, for those who speak these
            from tts_tui.backends.kokoro.phonemes.japanese.by_reading import by_reading

            return [by_reading(text) for text in texts]
        case "zh":
            from tts_tui.backends.kokoro.phonemes.mandarin.by_pinyin import by_pinyin

            return [by_pinyin(text) for text in texts]
        case found:
            if len(texts) > 1:
                ask_ahead(texts, found)
            return [by_espeak(text, found) for text in texts]


def check(language: str) -> str:
    """The tag of ours that serves a language.

    Raises:
        UnsupportedLanguageError: Kokoro doesn't speak it.
        MissingDependencyError: what the language needs isn't installed.
    """
    found = find_language(language)
    if not found:
        raise UnsupportedLanguageError(why_unspoken(language), hint=f"Kokoro speaks {', '.join(SPOKEN)}.")
    if extra := missing_extra(found):
        raise MissingDependencyError(
            f"Kokoro can't speak {extra.language} yet: it isn't installed.", hint=pip_install(extra.package)
        )
    return found


def make_ready(language: str) -> None:
    """Import and unpack the dictionaries of a language, half a second that the first sentence needn't wait for.

    Args:
        language: BCP 47 tag; one that isn't spoken here needs nothing.
    """
    match find_language(language):
        case "ja" if not missing_extra("ja"):
            from tts_tui.backends.kokoro.phonemes.japanese.by_reading import warm_up

            warm_up()
        case "zh" if not missing_extra("zh"):
            from tts_tui.backends.kokoro.phonemes.mandarin.by_pinyin import warm_up as warm

            warm()
