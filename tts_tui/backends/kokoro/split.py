"""Long stretches of phonemes cut into runs of the model."""

from __future__ import annotations

import re

from tts_tui.text.cut import cut

LIMIT = 150
"""Phonemes of one run: memory grows with its square, and nothing is heard of it before its timing is settled."""

_BOUNDARIES = (re.compile(r"[.!?…]+[”)]*(?= )"), re.compile(r"[,;:—][”)]?(?= )"), re.compile(r"(?= )"))


_SHORTEST_OPENING = 6


def split(symbols: str, limit: int = LIMIT, opening: int = 0) -> list[tuple[int, int]]:
    """Spans of at most `limit` symbols that end a sentence, else a clause, else a word; only spaces lie between.

    Args:
        opening: where a clause ends within that many symbols, the first span does, too.
    """
    ends = (found.end() for found in _BOUNDARIES[1].finditer(symbols, _SHORTEST_OPENING, opening + 1))
    first = next(ends, 0) if opening else 0
    rest = first + 1 if first else 0
    spans = [(start + rest, end + rest) for start, end in cut(symbols[rest:], limit, _BOUNDARIES)]
    return [(0, first), *spans] if first else spans
