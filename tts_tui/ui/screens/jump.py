"""A letter on everything that can have the focus: typing one goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

LETTERS = "asdfghjklqwertyuiopzxcvbnm1234567890"
"""Those under the resting fingers first; what is beyond the last goes without."""


class JumpScreen(ModalScreen[None]):
    """Any other key, and a click beside the letters, leaves all as it is."""

    DEFAULT_CSS = """
    JumpScreen {
        background: $background 30%;
        Static {
            position: absolute;
            width: auto;
            padding: 0 1;
            color: $background;
            background: $accent;
            text-style: bold;
        }
    }
    """

    def __init__(self, targets: Sequence[Widget]) -> None:
        super().__init__()
        self._targets = dict(zip(LETTERS, targets, strict=False))

    def compose(self) -> ComposeResult:
        for letter, target in self._targets.items():
            label = Static(letter, id=f"jump-{letter}")
            label.offset = target.region.offset
            yield label

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self._go_to(event.character or "")

    def on_click(self, event: events.Click) -> None:
        chosen = event.widget.id if event.widget else None
        self._go_to((chosen or "").removeprefix("jump-"))

    def _go_to(self, letter: str) -> None:
        self.dismiss()
        if target := self._targets.get(letter):
            self.app.call_later(target.focus)


def targets_of(screen: Screen[Any]) -> list[Widget]:
    """What can have the focus and is seen, from the top on."""
    seen = [each for each in screen.focus_chain if screen.find_widget(each).visible_region]
    return sorted(seen, key=lambda each: (each.region.y, each.region.x))
