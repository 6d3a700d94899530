"""A readout that is asked to show something at every frame, and does as little as it can."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class Readout(Static):
    """Draws what changed, and lets the screen be laid out anew only where it takes another place."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._shown = Content()

    def show(self, content: Content | str) -> None:
        """Show this from now on."""
        now = Content(content) if isinstance(content, str) else content
        if now.is_same(self._shown):
            return
        before, self._shown = _place(self._shown), now
        self.update(now, layout=_place(now) != before)


def _place(content: Content) -> list[int]:
    """Columns of each line."""
    return [line.cell_length for line in content.split(allow_blank=True)]
