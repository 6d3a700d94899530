"""A text in words that fit into espeak-ng's buffers."""

from __future__ import annotations

import re

from tts_tui.text.cut import cut

SPELLED = 16
"""Characters of a word that espeak-ng spells, at most: of some twenty it forgets the rest, of 150 it dies."""

_LONG = re.compile(rf"\S{{{SPELLED + 1},}}")
_SPOKEN = re.compile(r"[^\w\s]*(?:[^\W\d_]{1,40}|\d[\d.,]{1,25})[^\w\s]{0,8}")
"""A word of letters, or a number: longer ones it says whole."""

_BOUNDARIES = (re.compile(r"[^\w\s]+|_+"),)

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
)
"""Control codes, which it obeys, and what is no character of any script, which it uses itself."""


def fitting(text: str) -> str:
    """The text in one line, without control codes; long words that would be spelled are in parts, which commas
    keep apart: it joins single letters with stops over spaces."""
    return _LONG.sub(_in_parts, _UNSAFE.sub(" ", text))


def _in_parts(match: re.Match[str]) -> str:
    word = match[0]
    if _SPOKEN.fullmatch(word):
        return word
    return " , ".join(word[start:end] for start, end in cut(word, SPELLED, _BOUNDARIES))
