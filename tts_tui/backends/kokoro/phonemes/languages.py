"""The languages that Kokoro speaks here."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

from msgspec import Struct

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


class Extra(Struct, frozen=True):
    """What must be installed for a language, since espeak-ng can't make its phonemes.

    Attributes:
        language: its name.
        name: of the extra, which is the tag of the language.
        modules: that it brings.
    """

    language: str
    name: str
    modules: tuple[str, ...]

    @property
    def package(self) -> str:
        """What pip is asked for, quoted for a shell."""
        return f"'tts-tui[{self.name}]'"


EXTRAS = {
    "ja": Extra("Japanese", "ja", ("haqumei",)),
    "zh": Extra("Mandarin", "zh", ("rjieba", "pypinyin")),
}
"""By BCP 47 tag."""

SPOKEN = (*ESPEAK_VOICES, *EXTRAS)
"""BCP 47 tags, those of extras that aren't installed, too."""


@cache
def missing_extra(language: str) -> Extra | None:
    """What must be installed before a language can be spoken.

    Args:
        language: one of `SPOKEN`.
    """
    extra = EXTRAS.get(language)
    return extra if extra and any(find_spec(module) is None for module in extra.modules) else None


def why_unspoken(language: str) -> str:
    """Why the language can't be spoken here; empty if it can."""
    found = find_language(language)
    if not found:
        return f"Kokoro doesn't speak {language}."
    extra = missing_extra(found)
    return f"{extra.language} isn't installed: pip install {extra.package}" if extra else ""


def find_language(language: str) -> str:
    """The tag of ours that serves a language: itself, else the first of the same primary language, else empty."""
    target = language.replace("_", "-").lower()
    primary = target.partition("-")[0]
    tags = {tag.lower(): tag for tag in SPOKEN}
    return tags.get(target) or next(
        (tag for low, tag in tags.items() if low.partition("-")[0] == primary), ""
    )
