"""Lines to blocks: paragraphs, headings by the size of their letters, footnotes at the foot of a page."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tts_tui.documents.model import Block, BlockKind
from tts_tui.documents.pdf.lines import HYPHEN, PageLine, text_size
from tts_tui.documents.titles import joined_title

_LARGER = 1.15
"""Times the size of the text: that of a heading."""

_SMALLER = 0.92
"""Times the size of the text: that of a footnote."""

_LONGEST_HEADING = 200
_LOOSE = 1.35
"""Times the usual distance of lines: that of paragraphs."""

_INDENT = 0.8
"""Times the size of the letters: by which a first line is set in."""

_FEW = 5
"""Lines at the end of a chapter or before a picture."""

_DONE = re.compile(r"[.!?…:。！？][\"'”’»)\]]*$")
_NOTE = re.compile(r"(?:\[?\d{1,3}\]?|[*†‡§¶])[.)]?\s*\S")
_ITEM = re.compile(r"(?:[•‣◦▪–—\-*·]|\d{1,3}[.)]|[a-z][.)])\s+\S")
_BREAKABLE = re.compile(r"([^\W\d_]{1,40})[-\u2010\u00ad]$")
_BULLET = re.compile(r"^[•‣◦▪·]\s+")


@dataclass(slots=True)
class Placed:
    """A block and where it begins: page from 0, points from the bottom, and the letters' size."""

    block: Block
    page: int
    top: float
    size: float
    indented: bool = False


def placed_blocks(
    pages: Sequence[Sequence[Sequence[PageLine]]], heads: Sequence[PageLine] = ()
) -> list[Placed]:
    """The blocks of all pages.

    Args:
        pages: columns of lines each.
        heads: running heads, each as it stands first.
    """
    lines = [line for page in pages for column in page for line in column]
    if not lines:
        return []
    size = text_size(lines)
    words = _Words(lines)
    levels = _levels(lines, size)
    width = _usual_width(lines, size)
    placed: list[Placed] = []
    for number, page in enumerate(pages):
        notes: list[Placed] = []
        for column in page:
            noted = False
            for group in _groups(column, width):
                item = _placed_block(group, size, levels, words, noted=noted)
                noted = item.block.kind == "note"
                (notes if noted else placed).append(item)
        placed += notes
        placed += [_running_head(line) for line in heads if line.page == number]
    return _joined(placed, words)


def _levels(lines: Sequence[PageLine], size: float) -> dict[float, int]:
    """Of headings, by the size of their letters."""
    sizes = {
        round(line.size * 2) / 2
        for line in lines
        if line.size >= _LARGER * size and len(line.text) < _LONGEST_HEADING
    }
    return {each: min(number, 6) for number, each in enumerate(sorted(sizes, reverse=True), 1)}


def _usual_width(lines: Sequence[PageLine], size: float) -> float:
    """Of a line of the text that is full, in points."""
    widths = sorted(line.right - line.left for line in lines if abs(line.size - size) < _LARGER * size - size)
    return widths[len(widths) * 3 // 4] if widths else 0.0


def _groups(column: Sequence[PageLine], width: float) -> list[list[PageLine]]:
    """The lines of a column by paragraphs.

    Args:
        width: of a full line, which a column of a few short ones doesn't show.
    """
    if not column:
        return []
    gaps = [above.bottom - below.bottom for above, below in pairwise(column)]
    usual = statistics.median([gap for gap in gaps if 0 < gap < 60] or [12.0])
    left = min(line.left for line in column)
    right = max(line.right for line in column)
    if len(column) <= _FEW:
        right = max(right, left + width)
    groups = [[column[0]]]
    for line in column[1:]:
        last = groups[-1][-1]
        gap = last.bottom - line.bottom
        size = max(line.size, 1.0)
        full = right - last.right < 0.12 * max(right - left, 1.0)
        done = bool(_DONE.search(last.text))
        indented = line.left > left + _INDENT * size
        new = (
            (gap > _LOOSE * max(usual, 1.0) and gap > 1.2 * size)
            or abs(line.size - last.size) > 0.08 * size
            or line.lowered
            or bool(_BULLET.match(line.text) or (_ITEM.match(line.text) and not full))
            or (indented and line.left > last.left + _INDENT * size and not _hangs(groups[-1]))
            or (indented and done and len(groups[-1]) == 1 and abs(line.left - last.left) < size)
            or (not full and done and not indented)
            or gap < -size
        )
        if new:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _hangs(group: Sequence[PageLine]) -> bool:
    """Whether the paragraph is an item, whose other lines are set in."""
    return bool(_ITEM.match(group[0].text))


def _running_head(line: PageLine) -> Placed:
    block = Block("paragraph", " ".join(line.text.split()), spoken=False, why="running head")
    return Placed(block, line.page, line.top, line.size)


def _placed_block(
    group: Sequence[PageLine], size: float, levels: dict[float, int], words: _Words, *, noted: bool
) -> Placed:
    """
    Args:
        noted: what stands above it in its column is a note, which goes on as small as it began.
    """
    first = group[0]
    text = joined([line.text for line in group], words)
    own = statistics.median(line.size for line in group)
    kind: BlockKind = "paragraph"
    level = 0
    why = ""
    if own >= _LARGER * size and len(text) < _LONGEST_HEADING:
        kind, level = "heading", levels.get(round(own * 2) / 2, 1)
        text = _title([line.text for line in group], words)
    elif (
        own <= _SMALLER * size and (noted or first.lowered or _NOTE.match(text)) and not _ITEM.match(text[:2])
    ):
        kind, why = "note", "footnote"
    elif _ITEM.match(text):
        kind = "item"
        text = _BULLET.sub("", text)
    if not why and not any(map(str.isalnum, text)):
        why = "a break"
    block = Block(kind, text, level, spoken=not why, why=why)
    return Placed(
        block, first.page, first.top, own, len(group) > 1 and first.left > group[1].left + _INDENT * own
    )


def _joined(placed: Sequence[Placed], words: _Words) -> list[Placed]:
    """The blocks, paragraphs put together that a page or a column parted, and headings of two lines."""
    result: list[Placed] = []
    open_ = -1
    for each in placed:
        block = each.block
        if block.kind == "note" or not block.spoken:
            result.append(each)
            continue
        before = result[open_] if open_ >= 0 else None
        if before and _goes_on(before, each):
            whole = _title if block.kind == "heading" else joined
            text = whole([before.block.text, block.text], words)
            before.block = Block(before.block.kind, text, before.block.level)
            continue
        result.append(each)
        open_ = len(result) - 1
    return result


def _goes_on(before: Placed, each: Placed) -> bool:
    first, second = before.block, each.block
    if first.kind == second.kind == "heading":
        return (
            before.page == each.page
            and first.level == second.level
            and before.top - each.top < 2.2 * each.size
        )
    if first.kind not in ("paragraph", "item") or second.kind != "paragraph":
        return False
    if before.page == each.page and before.top > each.top:
        return False
    begins = second.text.lstrip("\"'“‘(«")[:1]
    if first.text.endswith((HYPHEN, "-")):
        return begins.islower()
    return not _DONE.search(first.text) and not each.indented and (begins.islower() or len(first.text) > 200)


def _title(lines: Sequence[str], words: _Words) -> str:
    """Lines of a heading, with a stop behind its `Chapter 1`."""
    if any(_BREAKABLE.search(line) for line in lines):
        return joined(lines, words)
    return joined_title([" ".join(line.split()) for line in lines])


_COMPOUND = frozenset({"self", "well", "half", "ill", "ex"})
"""First parts of words that are written with a hyphen where nothing else tells."""


class _Words:
    """The words of a document, which distinguish a hyphen at the end of a line from one of the word's own."""

    def __init__(self, lines: Sequence[PageLine]) -> None:
        self._seen: Counter[str] = Counter()
        for line in lines:
            self._seen.update(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text.casefold()))

    def keeps_hyphen(self, first: str, second: str) -> bool:
        first, second = first.casefold(), second.casefold()
        parted, whole = self._seen[f"{first}-{second}"], self._seen[first + second]
        return parted > whole or (first in _COMPOUND and not whole)


_FIRST_WORD = re.compile(r"[^\W\d_]+")


def joined(lines: Sequence[str], words: _Words) -> str:
    """Lines as one, words put together that a line's end parted."""
    pieces: list[str] = []
    for line in lines:
        line = " ".join(line.split())
        if (
            pieces
            and (parted := _BREAKABLE.search(pieces[-1][-50:]))
            and (following := _FIRST_WORD.match(line))
        ):
            cut = pieces[-1][:-1]
            if following[0][0].islower() and not words.keeps_hyphen(parted[1], following[0]):
                pieces[-1] = cut + line
            else:
                pieces[-1] = f"{cut}-{line}"
        elif (
            pieces
            and pieces[-1].endswith((HYPHEN, "-"))
            and line[:1].isalnum()
            and not pieces[-1].endswith(" -")
        ):
            pieces[-1] = f"{pieces[-1][:-1]}-{line}"
        else:
            pieces.append(line)
    return " ".join(pieces).replace(HYPHEN, "-")
