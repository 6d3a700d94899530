"""Seeking by word or by sentence: from one mark to the next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

STILL_AT_SECONDS = 0.5
"""How far behind a mark going back means the one before it rather than the mark itself, as on a CD player."""


def step(marks: Sequence[float], position: float, steps: int) -> float:
    """Where to seek.

    Args:
        marks: the beginnings of words or sentences, seconds, ascending.
        position: what is heard now, seconds.
        steps: how many marks on, or back if negative.

    Returns:
        seconds: a mark; 0 before the first, the last one beyond the end, `position` where there are none.
    """
    if not marks:
        return position
    passed = bisect_right(marks, position if steps > 0 else position - STILL_AT_SECONDS)
    target = passed + steps - 1 if steps > 0 else passed + steps
    return 0.0 if target < 0 else marks[min(target, len(marks) - 1)]
