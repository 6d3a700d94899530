"""The order in which the lines of a page are read: rows joined, columns one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tts_tui.documents.pdf.lines import PageLine

_FEWEST = 4
"""Lines in each of two columns."""

_CROSSING = 0.35
"""Of the lines, that may go across the gap between two columns: titles, and what stands under both."""


def in_order(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """The lines of a page as they are read, column by column."""
    rows = _rows(lines)
    gap = _gap(lines)
    if gap is None:
        return [[_whole(row) for row in rows]] if rows else []
    columns: list[list[PageLine]] = []
    left: list[PageLine] = []
    right: list[PageLine] = []
    across: list[PageLine] = []

    def end_columns() -> None:
        nonlocal left, right
        columns.extend(filter(None, (left, right)))
        left, right = [], []

    for row in rows:
        sides = [line for line in row if line.right <= gap], [line for line in row if line.right > gap]
        for line in map(_whole, filter(None, sides)):
            if line.left < gap < line.right:
                end_columns()
                across.append(line)
                continue
            if across:
                columns.append(across)
                across = []
            (left if line.right <= gap else right).append(line)
    end_columns()
    if across:
        columns.append(across)
    return columns


def _whole(row: Sequence[PageLine]) -> PageLine:
    """The parts of a row as one line."""
    first = row[0]
    if len(row) == 1:
        return first
    text = first.text
    for before, line in pairwise(row):
        near = line.left - before.right < 0.12 * line.size
        text += line.text if near else f" {line.text}"
    longest = max(row, key=lambda line: len(line.text))
    return PageLine(
        text,
        first.left,
        max(line.right for line in row),
        min(line.bottom for line in row),
        max(line.top for line in row),
        longest.size,
        first.page,
        first.lowered,
    )


def _rows(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """Lines that stand beside one another, from the top down, each from the left."""
    rows: list[list[PageLine]] = []
    for line in sorted(lines, key=lambda line: -line.middle):
        if rows and rows[-1][0].middle - line.middle < 0.4 * min(rows[-1][0].size, line.size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _gap(lines: Sequence[PageLine]) -> float | None:
    """Where the gap between two columns is, in points from the left; None where there is one column."""
    if len(lines) < 2 * _FEWEST:
        return None
    begin, end = min(line.left for line in lines), max(line.right for line in lines)
    width = end - begin
    best: tuple[int, float, float] | None = None
    steps = 60
    for step in range(steps // 4, 3 * steps // 4 + 1):
        x = begin + width * step / steps
        crossing = sum(line.left < x < line.right for line in lines)
        away = abs(step - steps / 2)
        if best is None or (crossing, away) < best[:2]:
            best = crossing, away, x
    if best is None or best[0] > _CROSSING * len(lines):
        return None
    x = best[2]
    left = [line for line in lines if line.right <= x]
    right = [line for line in lines if line.left >= x]
    if min(len(left), len(right)) < _FEWEST:
        return None
    # both are full columns, not a list of words and their meanings or a table with a narrow side
    wide = [
        sum(line.right - line.left > 0.3 * width for line in side) >= 0.4 * len(side)
        for side in (left, right)
    ]
    beside = min(max(line.top for line in side) for side in (left, right)) - max(
        min(line.bottom for line in side) for side in (left, right)
    )
    return x if all(wide) and beside > 0 else None
