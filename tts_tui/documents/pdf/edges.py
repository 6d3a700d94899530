"""What stands at the edges of pages and isn't read: running heads, feet, and numbers of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tts_tui.documents.pdf.lines import PageLine

_LOOKED_AT = 2
"""Lines at the top and at the bottom of a page."""

_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|p\.|seite|página|pagina|s\.)\s*)?(?:\d{1,5}|[ivxlc]{1,8})(?:\s*(?:/|of|von|de|sur|di)\s*\d{1,5})?[\W_]*",
    re.I,
)
_DIGITS = re.compile(r"\d+|(?<!\w)[ivxlc]+(?!\w)", re.I)
_NEAR = 6.0
"""Points by which a running head may stand higher or lower from page to page."""


def without_edges(pages: Sequence[list[PageLine]]) -> list[list[PageLine]]:
    """The pages without what recurs at their edges."""
    seen: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        for line in _edge(lines):
            for place in {round(line.middle / _NEAR), round(line.middle / _NEAR) + 1}:
                seen[_key(line), place] += 1
    enough = 2 if len(pages) < 8 else 3
    bodies: list[list[PageLine]] = []
    for lines in pages:
        edge = _edge(lines)
        gone = {
            id(line)
            for line in edge
            if max(seen[_key(line), round(line.middle / _NEAR) + more] for more in (0, 1)) >= enough
            and len(line.text) < 120
        }
        outer = [side for side in (edge[:_LOOKED_AT], edge[-_LOOKED_AT:]) if side]
        gone |= {
            id(line)
            for side in outer
            for line in side
            if _NUMBER.fullmatch(line.text)
            and (len(pages) > 1 or line.text == "1")
            and _outermost(line, lines, gone)
        }
        bodies.append([line for line in lines if id(line) not in gone])
    return bodies


def _edge(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines of the first and of the last rows."""
    heights = sorted({round(line.middle) for line in lines}, reverse=True)
    if len(heights) <= 2 * _LOOKED_AT:
        chosen = {*heights[:1], *heights[-1:]}
    else:
        chosen = {*heights[:_LOOKED_AT], *heights[-_LOOKED_AT:]}
    return sorted((line for line in lines if round(line.middle) in chosen), key=lambda line: -line.middle)


def _outermost(line: PageLine, lines: Sequence[PageLine], gone: set[int]) -> bool:
    """Whether nothing that is kept stands above it, or nothing below it."""
    others = [other for other in lines if id(other) not in gone and other is not line]
    return all(other.middle < line.middle + 1 for other in others) or all(
        other.middle > line.middle - 1 for other in others
    )


def _key(line: PageLine) -> str:
    return _DIGITS.sub("#", " ".join(line.text.split()))
