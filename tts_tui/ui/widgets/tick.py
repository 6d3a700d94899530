"""A checkbox whose state is a glyph."""

from __future__ import annotations

from textual.widgets import Checkbox


class Tick(Checkbox):
    """Is seen without colours, too."""

    BUTTON_INNER = " "

    def watch_value(self) -> None:
        self.BUTTON_INNER = "✓" if self.value else " "
        super().watch_value()
