"""Too long a stretch, cut where a speaker would breathe."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

SHORTEST = 4
"""A part is at least this fraction (a quarter) of the limit, unless there is nowhere else to cut."""


def cut(
    text: str, limit: int, boundaries: Sequence[re.Pattern[str]], start: int = 0, end: int | None = None
) -> Iterator[tuple[int, int]]:
    """Spans of text[start:end], each at most `limit` long, that hold everything but white space between them.

    The parts are about equally long.

    Args:
        boundaries: patterns that end where a cut may be, the best kind first.
    """
    end = len(text) if end is None else end
    while start < end:
        stop = _stop(text, start, end, limit, boundaries)
        yield start, stop
        start = stop
        while start < end and text[start].isspace():
            start += 1


def _stop(text: str, start: int, end: int, limit: int, boundaries: Sequence[re.Pattern[str]]) -> int:
    rest = end - start
    if rest <= limit:
        return end
    target = start + rest / math.ceil(rest / limit)
    for boundary in boundaries:
        stops = (match.end() for match in boundary.finditer(text, start, start + limit + 1))
        near = [stop for stop in stops if start + limit // SHORTEST <= stop <= start + limit]
        if near:
            return min(near, key=lambda stop: abs(stop - target))
    return start + limit
