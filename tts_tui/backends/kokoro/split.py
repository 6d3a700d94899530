"""Long stretches of phonemes cut into runs of the model."""

from __future__ import annotations

import re

from tts_tui.text.cut import cut

LIMIT = 150
"""Phonemes of one run: memory grows with its square, and nothing is heard of it before its timing is settled."""

_BOUNDARIES = (re.compile(r"[.!?…]+[”)]*(?= )"), re.compile(r"[,;:—][”)]?(?= )"), re.compile(r"(?= )"))


def split(symbols: str, limit: int = LIMIT) -> list[tuple[int, int]]:
    """Spans of at most `limit` symbols that end a sentence, else a clause, else a word; only spaces lie between."""
    return list(cut(symbols, limit, _BOUNDARIES))
