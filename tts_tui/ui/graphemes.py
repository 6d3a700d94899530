"""Characters as a reader counts them, Unicode's grapheme clusters: a family emoji is one, an accented letter too."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regex import Pattern

_NEAR = 256
"""Characters looked at beside the cursor: more than any cluster has, and a line may be a whole book."""


def previous_boundary(line: str, column: int) -> int:
    """Where the character before `column` begins; 0 at the start of the line."""
    first = max(0, column - _NEAR)
    begins = first
    for match in _cluster().finditer(line, first, column):
        begins = match.start()
    return begins


def next_boundary(line: str, column: int) -> int:
    """Where the character at `column` ends; the length of the line at its end."""
    match = _cluster().match(line, column, column + _NEAR)
    return match.end() if match else len(line)


@cache
def _cluster() -> Pattern[str]:
    import regex  # only once somebody moves in the text

    return regex.compile(r"\X")
