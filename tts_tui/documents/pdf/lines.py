"""Lines of a page: where characters stand, as pdfium tells it."""

from __future__ import annotations

import ctypes
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class PageLine:
    """A line, or the part of one that stands in one column.

    Attributes:
        left, right, bottom, top: in points from the lower left corner of the page.
        size: of its letters, in points.
        page: its number, from 0.
        lowered: it begins below a raised number: a footnote does.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    page: int
    lowered: bool = False

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(slots=True)
class _Character:
    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    raised: bool = False


HYPHEN = "\u00ad"
"""A hyphen at a line's end, as lines hold it."""

_APART = 1.6
"""Times the size of the letters: a gap that parts columns, not words."""

_MARK = re.compile(r"\d{1,3}|[*†‡§¶]{1,3}")
_RAISED = 0.8
"""Of the size of the letters before: that of a raised number."""


def lines_of(page: Any, number: int) -> list[PageLine]:
    """The lines of a page of pypdfium2, in no order; nothing of raised numbers behind words."""
    lines = [line for run in _runs(page) if (line := _line(run, number))]
    return [line for line in lines if not (_MARK.fullmatch(line.text) and _hangs_on(line, lines))]


def text_size(lines: Sequence[PageLine]) -> float:
    """That of most letters, in halves of points; 0 where there are none."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size * 2) / 2] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 0.0


def _hangs_on(mark: PageLine, lines: list[PageLine]) -> bool:
    """Whether a number that was set by itself is raised beside the words of a line."""
    return any(
        mark.size <= _RAISED * line.size
        and line.bottom + 0.1 * line.size < mark.bottom < line.top
        and line.left < mark.left < line.right + line.size
        for line in lines
    )


def _runs(page: Any) -> list[list[_Character]]:
    """The characters, parted where a line ends or a column does."""
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    raw = text_page.raw
    box = pdfium.FS_RECTF()
    runs: list[list[_Character]] = [[]]
    try:
        for index in range(pdfium.FPDFText_CountChars(raw)):
            code = pdfium.FPDFText_GetUnicode(raw, index)
            character = HYPHEN if code == 2 else chr(code) if code < 0x110000 else ""
            if character in "\r\n":
                runs.append([])
                continue
            if not character or character == "\0" or not pdfium.FPDFText_GetLooseCharBox(raw, index, box):
                continue
            run = runs[-1]
            if character.isspace():
                if run and not run[-1].text.isspace():
                    run.append(_Character(" ", run[-1].right, run[-1].right, box.bottom, box.top, 0.0))
                continue
            size = _size(pdfium, raw, index, box.top - box.bottom)
            new = _Character(character, box.left, box.right, box.bottom, box.top, size)
            if run and _parted(run, new):
                run = []
                runs.append(run)
            run.append(new)
    finally:
        text_page.close()
    return runs


def _size(pdfium: Any, raw: Any, index: int, height: float) -> float:
    size = float(pdfium.FPDFText_GetFontSize(raw, index))
    matrix = pdfium.FS_MATRIX()
    if pdfium.FPDFText_GetMatrix(raw, index, ctypes.byref(matrix)):
        size *= abs(matrix.d) or abs(matrix.b) or 1.0
    return size if 0 < size < 1000 else max(height, 1.0)


def _parted(run: list[_Character], new: _Character) -> bool:
    last = next((each for each in reversed(run) if each.size), None)
    if last is None:
        return False
    size = max(last.size, new.size)
    away = new.bottom > last.top or new.top < last.bottom
    return away or new.left - last.right > _APART * size or new.right < last.left - size


def _line(run: list[_Character], page: int) -> PageLine | None:
    seen = [each for each in run if each.size]
    if not seen:
        return None
    size = statistics.mode(round(each.size, 1) for each in seen)
    base = statistics.median(each.bottom for each in seen)
    for each in seen:
        each.raised = each.size <= _RAISED * size and each.bottom > base + 0.15 * size
    text = "".join(each.text for each in _without_references(run)).strip()
    lowered = seen[0].raised and seen[0].text in "0123456789*†‡§¶"
    if not text.strip(HYPHEN):
        return None
    return PageLine(
        text,
        min(each.left for each in seen),
        max(each.right for each in seen),
        min(each.bottom for each in seen if not each.raised or lowered),
        max(each.top for each in seen),
        size,
        page,
        lowered,
    )


def _without_references(run: list[_Character]) -> list[_Character]:
    """The run without raised numbers behind words, which lead to notes; a power, as in 10², is raised by itself."""
    from tts_tui.documents.notemarks import as_power, is_raised_reference

    rest: list[_Character] = []
    at = 0
    while at < len(run):
        end = at
        while end < len(run) and run[end].raised:
            end += 1
        if end == at:
            rest.append(run[at])
            at += 1
            continue
        raised = "".join(each.text for each in run[at:end])
        before = "".join(each.text for each in rest[-5:])
        if rest and not is_raised_reference(raised, before):
            run[at].text = as_power(raised)
            rest.append(run[at])
        elif not rest:
            rest.append(_Character(f"{raised} ", *_box(run[at])))
        at = end
    return rest


def _box(each: _Character) -> tuple[float, float, float, float, float]:
    return each.left, each.right, each.bottom, each.top, each.size
