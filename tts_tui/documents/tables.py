"""Tables of a page, and those that only hold it together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tts_tui.documents.model import Block, BlockKind


@dataclass(slots=True)
class Table:
    """Blocks of its cells, row by row, until it is known whether it is one or holds the page together."""

    rows: list[list[list[Block]]] = field(default_factory=list)

    def begin(self, name: str) -> None:
        """A row or a cell."""
        if name == "tr" or not self.rows:
            self.rows.append([])
        if name != "tr":
            self.rows[-1].append([])

    def sink(self) -> list[Block]:
        if not self.rows:
            self.rows.append([])
        if not self.rows[-1]:
            self.rows[-1].append([])
        return self.rows[-1][-1]

    def blocks(self) -> list[Block]:
        cells = [cell for row in self.rows for cell in row if cell]
        single = all(sum(map(bool, row)) <= 1 for row in self.rows)
        if single or any(block.kind in ("heading", "verse", "code") for cell in cells for block in cell):
            return [block for cell in cells for block in cell]
        lines = [
            ", ".join(" ".join(" ".join(block.text.split()) for block in cell) for cell in row if cell)
            for row in self.rows
        ]
        first = cells[0][0]
        text = "\n".join(filter(None, lines))
        kind: BlockKind = "note" if first.kind == "note" else "table"
        return [replace(first, kind=kind, level=0, text=text)]
