"""Long stretches of phonemes cut where a speaker would breathe."""

from __future__ import annotations

import math
import re

LIMIT = 150
"""Phonemes of one run of the model: memory grows with its square, and nothing is heard of it before its end."""

_SENTENCE_END = re.compile(r"[.!?…][”)]?(?= )")
_CLAUSE_END = re.compile(r"[,;:—][”)]?(?= )")
_SPACE = re.compile(r"(?= )")


def split(symbols: str, limit: int = LIMIT) -> list[tuple[int, int]]:
    """Spans of at most `limit` symbols that hold everything but the spaces between them.

    They are of similar length, and end with a sentence, else a clause, else a word.
    """
    spans = []
    start = 0
    while start < len(symbols):
        end = _cut(symbols, start, limit)
        spans.append((start, end))
        start = end
        while start < len(symbols) and symbols[start] == " ":
            start += 1
    return spans


def _cut(symbols: str, start: int, limit: int) -> int:
    rest = len(symbols) - start
    if rest <= limit:
        return len(symbols)
    target = start + rest / math.ceil(rest / limit)
    for boundary in (_SENTENCE_END, _CLAUSE_END, _SPACE):
        window = (match.end() for match in boundary.finditer(symbols, start + 1, start + limit + 1))
        near = [end for end in window if start + limit // 4 <= end <= start + limit]
        if near:
            return min(near, key=lambda end: abs(end - target))
    return start + limit
