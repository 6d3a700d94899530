"""What stands at the edges of pages and isn't read: running heads, feet, and numbers of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import product

from tts_tui.documents.pdf.lines import PageLine, text_size
from tts_tui.documents.title_lines import numeral_value

_LOOKED_AT = 2
"""Lines at the top and at the bottom of a page."""

_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|p\.|seite|página|pagina|s\.)\s*)?(?:\d{1,5}|[ivxlc]{1,8})(?:\s*(?:/|of|von|de|sur|di)\s*\d{1,5})?[\W_]*",
    re.I,
)
_NUMERAL = re.compile(r"\d{1,6}|(?<!\w)[ivxlc]{1,8}(?!\w)", re.I)
_NUMBERS = 3
"""In a line, that may be that of the page."""

_LONGEST = 120
_LARGEST = 1.15
"""Times the size of the text: what is as large is a title, not a running head."""

_NEAR = 6.0
"""Points by which a running head may stand higher or lower from page to page."""


def without_edges(pages: Sequence[list[PageLine]]) -> tuple[list[list[PageLine]], list[PageLine]]:
    """The pages without what recurs at their edges and without their numbers; and what recurs, each once."""
    seen: Counter[tuple[str, int]] = Counter()
    largest = _LARGEST * text_size([line for lines in pages for line in lines])
    for lines in pages:
        for line in _edge(lines):
            for key in _keys(line):
                seen.update((key, place) for place in _places(line))
    enough = 2 if len(pages) < 8 else 3
    bodies: list[list[PageLine]] = []
    heads: dict[str, PageLine] = {}
    for lines in pages:
        edge = _edge(lines)
        recurring = [
            line
            for line in edge
            if len(line.text) < _LONGEST
            and line.size < largest
            and any(seen[key, place] >= enough for key in _keys(line) for place in _places(line))
        ]
        gone = set(map(id, recurring))
        gone |= {
            id(line)
            for line in edge
            if _NUMBER.fullmatch(line.text)
            and (len(pages) > 1 or line.text == "1")
            and _outermost(line, lines, gone)
        }
        for line in recurring:
            if not _NUMBER.fullmatch(line.text):
                heads.setdefault(_NUMERAL.sub("#", line.text), line)
        bodies.append([line for line in lines if id(line) not in gone])
    return bodies, list(heads.values())


def _places(line: PageLine) -> tuple[int, int]:
    return round(line.middle / _NEAR), round(line.middle / _NEAR) + 1


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


def _keys(line: PageLine) -> set[str]:
    """The line as it stands, and with numbers that grow with the pages as their distance from those.

    So `THE RETURN 12` recurs, and `CHAPTER 2` at the place where `CHAPTER 1` stood does not.
    """
    text = " ".join(line.text.split())
    numerals = list(_NUMERAL.finditer(text))[:_NUMBERS]
    keys: set[str] = set()
    for chosen in product((False, True), repeat=len(numerals)):
        key, end = "", 0
        for numeral, of_page in zip(numerals, chosen, strict=True):
            key += text[end : numeral.start()]
            key += f"#{numeral_value(numeral[0]) - line.page}" if of_page else numeral[0]
            end = numeral.end()
        keys.add(key + text[end:])
    return keys
