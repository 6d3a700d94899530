"""Scripts that espeak-ng names letter by letter, in every language: "hebreo shin, hebreo lamed", "Chinese letter"."""

from __future__ import annotations

from tts_tui.text.edits import Kind, Rule
from tts_tui.text.lazily import lazily
from tts_tui.text.scripts import CJK

# Cyrillic, Hebrew, Arabic and Syriac, Telugu, Thai and Lao, Tibetan, Burmese, Ethiopic, Cherokee, Khmer, Mongolian
_BLOCKS = (
    "\u0400-\u052f\u0591-\u05ff\u0600-\u07bf\u08a0-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u0c00-\u0c7f\u0e01-\u0eff"
    "\u0f00-\u0fff\u1000-\u109f\u1200-\u139f\u13a0-\u13ff\u1780-\u17ff\u1800-\u18af"
)
_RUN = rf"(?:(?!\d)[{_BLOCKS}{CJK}])++"
_WORDS = rf"{_RUN}(?:[ '’、，・-]++{_RUN})*+"
_FIRST = lazily(_WORDS)

SPELT_SCRIPTS = Kind(
    "other scripts",
    "Tokio (東京) → Tokio",
    (Rule(rf"\s?[(\[（「『]\s?{_WORDS}\s?[)\]）」』]", ()), Rule(rf"\s?{_WORDS}", ())),
    frozenset(),
)
"""Left out, as it is in English; Greek, Korean, Devanagari and others are read by a voice of their own."""


def first_spelt(text: str) -> str:
    """The first words that are left out; empty where there are none."""
    found = None if text.isascii() else _FIRST.search(text)
    return found[0] if found else ""
