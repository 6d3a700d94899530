"""The editor, which completes the sounds that the model makes where the text names them in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual import on
from textual.widgets import TextArea

_BEGUN = re.compile(r"\[([a-z ]*)$")


class SpeechEditor(TextArea):
    """After `[` the first sound that fits stands behind the cursor, and the right arrow key takes it."""

    tags: Sequence[str] = ()
    """Of the model: `laugh` for `[laugh]`."""

    @property
    def fitting_tags(self) -> Sequence[str]:
        """Those that the word at the cursor may become; empty when none was begun."""
        begun = self._begun
        return [tag for tag in self.tags if begun is not None and tag.startswith(begun)]

    @on(TextArea.SelectionChanged)
    def update_suggestion(self) -> None:
        """Offer what fits the cursor's place now."""
        fitting, begun = self.fitting_tags, self._begun
        self.suggestion = f"{fitting[0][len(begun) :]}]" if fitting and begun is not None else ""

    @property
    def _begun(self) -> str | None:
        """What stands between a bracket and the cursor, None where it is closed or there is none."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        match = _BEGUN.search(line[:column])
        return match[1] if match and line[column : column + 1] != "]" else None
