"""The top line: what the engine is doing, and where sound goes. Each state has a glyph and a word."""

from __future__ import annotations

from typing import Literal

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

EngineState = Literal["starting", "loading", "ready", "speaking", "failed", "unavailable"]

_LOOKS: dict[EngineState, tuple[str, str]] = {
    "starting": ("○", "$faint"),
    "loading": ("◌", "$warning"),
    "ready": ("●", "$success"),
    "speaking": ("♪", "$accent"),
    "failed": ("✗", "$error"),
    "unavailable": ("✗", "$error"),
}


class StatusBar(Horizontal):
    """Shows only what events of the core said."""

    _engine = query_one("#engine-state", Static)
    _output = query_one("#output-state", Static)

    def compose(self) -> ComposeResult:
        yield Static(Content.from_markup("[$primary bold]tts[/]-[$accent bold]tui[/]"), id="title")
        yield Static(id="engine-state")
        yield Static(id="output-state")

    def on_mount(self) -> None:
        self.show_engine("starting", "")
        self.show_output("", "")

    def show_engine(self, state: EngineState, name: str) -> None:
        """Say what the engine of that name is doing."""
        glyph, colour = _LOOKS[state]
        self._engine.update(
            Content.assemble((f"{glyph} ", colour), f"{name} " if name else "", (state, colour))
        )

    def show_output(self, name: str, problem: str) -> None:
        """Say where sound goes, or that it goes nowhere."""
        if problem:
            self._output.update(Content.styled("✗ no sound output", "$warning"))
        else:
            self._output.update(Content.assemble(("out: ", "$faint"), name or "…"))
        self._output.tooltip = problem or None
