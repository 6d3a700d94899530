"""The voices of a blend, each with a bar of how much there is of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.cells import set_cell_size
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tts_tui.ui.commands import MIXER_COMMANDS

MOST = 100
"""Of one voice."""
_NAME, _NUMBERS = 14, 13


class BlendRows(Widget, can_focus=True):
    """Shows weights; the screen changes them. A click on a bar sets its weight."""

    HELP = "Blend: ← → change a voice by 5, with shift by 1, 0 takes it out, + adds one, space loops, enter uses it."
    BINDINGS: ClassVar[list[BindingType]] = [
        *(command.binding for command in MIXER_COMMANDS),
        Binding("down,j", "move(1)", "Next", show=False),
        Binding("up,k", "move(-1)", "Previous", show=False),
    ]

    cursor = reactive(0)
    weights: reactive[Mapping[str, float]] = reactive[Mapping[str, float]]({}, layout=True)

    class Set(Message):
        """A voice shall weigh that much."""

        def __init__(self, voice: str, weight: float) -> None:
            super().__init__()
            self.voice = voice
            self.weight = weight

    @property
    def highlighted(self) -> str:
        """Id of the voice that the cursor is on, empty where there is none."""
        voices = list(self.weights)
        return voices[min(self.cursor, len(voices) - 1)] if voices else ""

    def validate_cursor(self, cursor: int) -> int:
        return min(max(0, cursor), max(0, len(self.weights) - 1))

    def watch_weights(self) -> None:
        self.cursor = self.validate_cursor(self.cursor)

    def action_move(self, rows: int) -> None:
        self.cursor += rows

    @property
    def _bar(self) -> int:
        return max(4, self.size.width - _NAME - _NUMBERS - 3)

    def get_content_height(self, *_: object) -> int:
        return max(1, len(self.weights))

    def render(self) -> Content:
        if not self.weights:
            return Content.styled("No voice yet: + adds one, t takes a blend as text.", "$faint")
        total = sum(self.weights.values())
        lines = []
        for row, (voice, weight) in enumerate(self.weights.items()):
            full = min(self._bar, round(weight / MOST * self._bar))
            share = f"{100 * weight / total:.0f} %" if total else "0 %"
            here = row == self.cursor
            style = "$block-cursor-foreground on $block-cursor-background" if here and self.has_focus else ""
            lines.append(
                Content.assemble(
                    ("▸ " if here else "  ", "$primary"),
                    (set_cell_size(voice, _NAME), style or "bold"),
                    " ",
                    ("━" * full, "$primary"),
                    ("─" * (self._bar - full), "$wave-missing"),
                    f"{weight:5.3g} ",
                    (f"{share:>6}", "$secondary"),
                )
            )
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        voices = list(self.weights)
        if event.y >= len(voices):
            return
        self.cursor = event.y
        if 0 <= (at := event.x - _NAME - 3) < self._bar:
            self.post_message(self.Set(voices[event.y], round((at + 0.5) / self._bar * MOST)))
