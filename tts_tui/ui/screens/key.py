"""Enter a provider's key, unseen, and test it for free."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.markup import escape
from textual.widgets import Button, Input, Static

from tts_tui.speech.errors import SpeechError
from tts_tui.store.secrets import KeyPlace
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.hints import shown_error
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.workers import begin


class KeyScreen(Dialog[str | None]):
    """What was typed, None if cancelled."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel"),
        Binding("ctrl+t", "test", "Test", priority=True),
    ]

    _key = query_one(Input)
    _result = query_one("#result", Static)

    def __init__(self, provider: str, place: KeyPlace | None, test: Callable[[str], Awaitable[str]]) -> None:
        """
        Args:
            place: where its present key is, None if it has none.
            test: tells what the provider says to a key, the present one if it is empty; costs nothing.
        """
        super().__init__()
        self._provider = provider
        self._place = place
        self._test = test

    def compose(self) -> ComposeResult:
        now = f"There is one in the {self._place}." if self._place else "There is none yet."
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = escape(f"Key of {self._provider}")
            dialog.border_subtitle = "enter keep · ^t test · esc cancel"
            yield Static(f"{now} Paste it here: it is never shown, logged or written into the settings.")
            yield Input(password=True, compact=True, classes="line")
            yield Static(id="result", classes="line")
            with Horizontal(classes="buttons"):
                yield Button("Test, for free", id="test", compact=True)
                yield Button("Keep", id="keep", variant="primary", compact=True)
        yield KeyBar()

    @on(Input.Submitted)
    @on(Button.Pressed, "#keep")
    def _keep(self) -> None:
        self.dismiss(self._key.value or None)

    @on(Button.Pressed, "#test")
    def action_test(self) -> None:
        """Ask the provider about what was typed, or about the present key."""
        self._result.update(Content.styled("Asking…", "$faint"))
        begin(self, partial(self._ask, self._key.value.strip()), exclusive=True)

    async def _ask(self, key: str) -> None:
        try:
            told = await self._test(key)
        except SpeechError as error:
            self._result.update(shown_error(self.app, error))
        else:
            self._result.update(Content.assemble(("✓ ", "$success"), told))
