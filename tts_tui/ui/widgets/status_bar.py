"""The top line: what is left of the account, what the engine is doing, and where sound goes.

Each state has a glyph and a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from tts_tui.ui.readouts import longest_fitting, shortened

if TYPE_CHECKING:
    from tts_tui.backends.capabilities import Account

EngineMark = Literal[
    "starting", "loading", "asking", "ready", "speaking", "unloaded", "failed", "unavailable"
]

_LOOKS: dict[EngineMark, tuple[str, str]] = {
    "starting": ("○", "$faint"),
    "loading": ("◌", "$warning"),
    "asking": ("◌", "$warning"),
    "ready": ("●", "$success"),
    "speaking": ("♪", "$accent"),
    "unloaded": ("○", "$faint"),
    "failed": ("✗", "$error"),
    "unavailable": ("✗", "$error"),
}


TITLE = 9
"""Columns, as in the style sheet; and below, what is at most between two parts."""
GAP = 3
PADDING = 2
OUT = "out: "
LONGEST_OUTPUT = 40


@dataclass(slots=True)
class _Says:
    """What it would say if there were room for all of it."""

    state: EngineMark = "starting"
    engine: str = ""
    account: tuple[str, str] = ("", "")
    description: str = ""
    output: str = ""
    silent: bool = False


class StatusBar(Horizontal):
    """Shows only what events of the core said."""

    _account = query_one("#account", Static)
    _engine = query_one("#engine-state", Static)
    _description = query_one("#engine-description", Static)
    _output = query_one("#output-state", Static)

    def __init__(self) -> None:
        super().__init__()
        self._says = _Says()

    def compose(self) -> ComposeResult:
        yield Static(Content.from_markup("[$primary bold]tts[/]-[$accent bold]tui[/]"), id="title")
        yield Static(id="account")
        yield Static(id="engine-description")
        yield Static(id="engine-state")
        yield Static(id="output-state")

    def on_mount(self) -> None:
        self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()

    @property
    def engine_state(self) -> EngineMark:
        """What is said of the engine."""
        return self._says.state

    def show_engine(self, state: EngineMark, name: str) -> None:
        """Say what the engine of that name is doing."""
        self._says.state, self._says.engine = state, name
        self._lay_out()

    def show_account(self, account: Account | None) -> None:
        """Say what is left of it, where the provider counts; tokens, characters or credits, as it does."""
        if account is None or account.limit is None or account.used is None:
            self._says.account = ("", "")
        else:
            left = max(0, account.limit - account.used)
            self._says.account = (f"{left:,}", f" of {account.limit:,} left")
            self._account.tooltip = Content(account.summary)
        self._lay_out()

    def describe_engine(self, description: str) -> None:
        """Say what it runs on, as far as there is room; the reason, after the colon, stands in the tooltip."""
        self._says.description = description.partition(":")[0].replace("ExecutionProvider", "")
        self._description.tooltip = Content(description) if description else None
        self._lay_out()

    def show_output(self, name: str, problem: str) -> None:
        """Say where sound goes, or that it goes nowhere."""
        self._says.output, self._says.silent = name, bool(problem)
        self._output.tooltip = Content(problem) if problem else None
        self._lay_out()

    def _lay_out(self) -> None:
        """What matters most has its room first, and what doesn't fit is left out as a whole."""
        says = self._says
        glyph, colour = _LOOKS[says.state]
        engine = Content.assemble(
            (f"{glyph} ", colour), f"{says.engine} " if says.engine else "", (says.state, colour)
        )
        self._engine.update(engine)
        # before the first paint it has no size yet
        width = self.content_size.width or self.app.size.width - PADDING
        room = width - TITLE - len(engine) - GAP

        if says.silent:
            output = Content.styled("✗ no sound output", "$warning")
        else:
            name = shortened(says.output or "…", min(room, LONGEST_OUTPUT) - len(OUT))
            output = Content.assemble((OUT, "$faint"), name)
        self._output.update(output)
        room -= len(output)

        left, of = says.account
        if len(left + of) + GAP > room:
            of = " left" if left else ""
        if len(left + of) + GAP > room:
            left = of = ""
        self._account.update(Content.assemble(left, (of, "$faint")))
        self._account.display = bool(left)
        room -= len(left + of) + GAP if left else 0

        self._description.update(Content(longest_fitting(_forms(says.description), room - GAP)))


def _forms(description: str) -> list[str]:
    """A description, and what of it says enough: without what this program itself takes, then without the memory."""
    runs = description.rpartition(" · ")[2]
    return [description, runs, runs.partition(", ")[0]]
