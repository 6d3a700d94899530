"""The languages that Kokoro speaks here."""

from __future__ import annotations

ESPEAK_VOICES = {
    "en-US": "gmw/en-US",
    "en-GB": "gmw/en",
    "es": "roa/es",
    "fr-FR": "roa/fr",
    "hi": "inc/hi",
    "it": "roa/it",
    "pt-BR": "roa/pt-BR",
}
"""espeak-ng's voice by BCP 47 tag: the languages that Kokoro was trained to speak. English it was trained to speak from
lexicons, the others from espeak-ng's phonemes."""

ENGLISH = ("en-US", "en-GB")

_UNSPOKEN = {
    "ja": "Japanese needs phonemes that espeak-ng can't make: it reads a kanji as “Chinese letter”.",
    "zh": "Mandarin was trained on phonemes that espeak-ng can't make: its tones are digits the model doesn't know.",
}


def why_unspoken(language: str) -> str:
    """Why the language can't be spoken here; empty if it can."""
    if find_language(language):
        return ""
    return _UNSPOKEN.get(language.partition("-")[0], f"Kokoro doesn't speak {language}.")


def find_language(language: str) -> str:
    """The tag of ours that serves a language: itself, else the first of the same primary language, else empty."""
    wanted = language.replace("_", "-").lower()
    primary = wanted.partition("-")[0]
    tags = {tag.lower(): tag for tag in ESPEAK_VOICES}
    return tags.get(wanted) or next(
        (tag for low, tag in tags.items() if low.partition("-")[0] == primary), ""
    )
