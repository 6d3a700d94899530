"""What went wrong, is done or goes on, in a panel that stays until it is dismissed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual import events
from textual.content import Content
from textual.widgets import Static

Severity = Literal["error", "warning", "done", "working"]
_GLYPHS: dict[Severity, str] = {"error": "✗", "warning": "!", "done": "✓", "working": "◌"}


@dataclass(frozen=True, slots=True)
class Toast:
    """Something to tell.

    Attributes:
        title: what it is about, a few words.
        message: what happened and why.
        hint: the exact command or key that fixes it.
    """

    title: str
    message: str
    hint: str = ""
    severity: Severity = "error"


class Notices(Static):
    """Shows the newest notice and how many wait behind it; gone when there is none."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._notices: list[Toast] = []
        self._key = "esc"

    def dismissed_by(self, key: str) -> None:
        """Say which key dismisses it now."""
        if key != self._key:
            self._key = key
            self._show()

    def on_mount(self) -> None:
        self._show()

    def add(self, notice: Toast) -> None:
        """Show a notice before the others, in the place of an older one of the same title."""
        self._notices = [known for known in self._notices if known.title != notice.title] + [notice]
        self._show()

    def clear(self, title: str) -> None:
        """Take back what was told under this title, since it is no longer so."""
        self._notices = [known for known in self._notices if known.title != title]
        self._show()

    def dismiss(self) -> bool:
        """Dismiss the newest; False when there was none."""
        if not self._notices:
            return False
        self._notices.pop()
        self._show()
        return True

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.dismiss()

    def _show(self) -> None:
        self.display = bool(self._notices)
        self.screen.set_class(self.display, "-noticed")
        if not self._notices:
            return
        newest, waiting = self._notices[-1], len(self._notices) - 1
        self.border_title = f"{_GLYPHS[newest.severity]} {newest.title}"
        self.border_subtitle = f"{waiting} more · {self._key} dismiss" if waiting else f"{self._key} dismiss"
        for severity in _GLYPHS:
            self.set_class(severity == newest.severity, f"-{severity}")
        text = Content(newest.message)
        self.update(Content.assemble(text, "\n", (newest.hint, "$accent")) if newest.hint else text)
