"""The top line: what is left of the account, what the engine is doing, and where sound goes.

Each state has a glyph and a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

if TYPE_CHECKING:
    from tts_tui.backends.http.account import Account

EngineState = Literal["starting", "loading", "ready", "speaking", "unloaded", "failed", "unavailable"]

_LOOKS: dict[EngineState, tuple[str, str]] = {
    "starting": ("○", "$faint"),
    "loading": ("◌", "$warning"),
    "ready": ("●", "$success"),
    "speaking": ("♪", "$accent"),
    "unloaded": ("○", "$faint"),
    "failed": ("✗", "$error"),
    "unavailable": ("✗", "$error"),
}


class StatusBar(Horizontal):
    """Shows only what events of the core said."""

    _account = query_one("#account", Static)
    _engine = query_one("#engine-state", Static)
    _description = query_one("#engine-description", Static)
    _output = query_one("#output-state", Static)

    def compose(self) -> ComposeResult:
        yield Static(Content.from_markup("[$primary bold]tts[/]-[$accent bold]tui[/]"), id="title")
        yield Static(id="account")
        yield Static(id="engine-description")
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

    def show_account(self, account: Account | None) -> None:
        """Say what is left of it, where the provider counts; tokens, characters or credits, as it does."""
        if account is None or account.limit is None or account.used is None:
            self._account.update("")
            return
        left = max(0, account.limit - account.used)
        self._account.update(Content.assemble(f"{left:,}", (f" of {account.limit:,} left", "$faint")))
        self._account.tooltip = Content(account.summary)

    def describe_engine(self, description: str) -> None:
        """Say what it runs on, as far as there is room; the reason, after the colon, stands in the tooltip."""
        self._description.update(Content(description.partition(":")[0].replace("ExecutionProvider", "")))
        self._description.tooltip = Content(description) if description else None

    def show_output(self, name: str, problem: str) -> None:
        """Say where sound goes, or that it goes nowhere."""
        if problem:
            self._output.update(Content.styled("✗ no sound output", "$warning"))
        else:
            self._output.update(Content.assemble(("out: ", "$faint"), name or "…"))
        self._output.tooltip = Content(problem) if problem else None
