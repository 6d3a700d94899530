"""Long lines in the editor: Textual wraps and cuts the whole of a line for each key and each row that is drawn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from textual._wrap import compute_wrap_offsets
from textual.document._wrapped_document import WrappedDocument
from textual.widgets.text_area import Location

LONG = 4_000
"""Characters from which a line isn't wrapped as a whole when it is changed."""


class LongLineDocument(WrappedDocument):
    """Wraps of a long line only what an edit changes: from the row before it on, until the rows are as they were."""

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        row = start[0]
        if not (self._width and row == old_end[0] == new_end[0] and row < len(self._wrap_offsets)):
            super().wrap_range(start, old_end, new_end)
            return
        line = self.document.get_line(row)
        if (
            len(line) < LONG
            or len(self._wrap_offsets[row]) < 3
            or "\t" in line
            or self._tab_width_cache[row] != [0]
        ):
            super().wrap_range(start, old_end, new_end)
            return
        offsets = self._rewrapped(row, line, min(start, old_end)[1], old_end[1], new_end[1])
        more = len(offsets) - len(self._wrap_offsets[row])
        self._wrap_offsets[row] = offsets
        if more:
            self._shift(row, more)

    def _rewrapped(self, row: int, line: str, column: int, old_end: int, new_end: int) -> list[int]:
        """Where the line is cut now."""
        old = self._wrap_offsets[row]
        added = new_end - old_end
        kept = max(0, bisect_right(old, column) - 1)  # a word that became shorter may fit into the row before
        offsets = old[:kept]
        begin = offsets[-1] if offsets else 0
        size = 20 * self._width
        while True:
            piece = line[begin : max(new_end, begin) + size]
            found = [begin + each for each in compute_wrap_offsets(piece, self._width, self._tab_width)]
            for at, offset in enumerate(found):
                same = bisect_left(old, offset - added)
                if (
                    offset >= new_end
                    and same < len(old)
                    and old[same] == offset - added
                    and offset - added >= old_end
                ):
                    return [*offsets, *found[:at], *(each + added for each in old[same:])]
            if begin + len(piece) >= len(line):
                return [*offsets, *found]
            if found:
                offsets += found
                begin = found[-1]
            size *= 2

    def _shift(self, row: int, more: int) -> None:
        """The row of the document takes so many more rows of the screen."""
        top = self._line_index_to_offsets[row][0]
        before, count = len(self._line_index_to_offsets[row]), len(self._wrap_offsets[row]) + 1
        self._offset_to_line_info[top : top + before] = [(row, section) for section in range(count)]
        self._line_index_to_offsets[row] = list(range(top, top + count))
        for below in range(row + 1, len(self._line_index_to_offsets)):
            self._line_index_to_offsets[below] = [each + more for each in self._line_index_to_offsets[below]]

    def get_sections(self, line_index: int) -> list[str]:
        """The rows of a line: cut as it is, where Textual styles each."""
        line, offsets = self.document.get_line(line_index), self._wrap_offsets[line_index]
        return [line[begin:end] for begin, end in zip([0, *offsets], [*offsets, len(line)], strict=True)]

    def section_at(self, y: int) -> tuple[int, int, int] | None:
        """The line of which a row of the screen shows a part, and from where to where; None below the text."""
        if not 0 <= y < len(self._offset_to_line_info):
            return None
        row, section = self._offset_to_line_info[y]
        offsets = self._wrap_offsets[row]
        begin = offsets[section - 1] if section else 0
        return row, begin, offsets[section] if section < len(offsets) else len(self.document.get_line(row))
