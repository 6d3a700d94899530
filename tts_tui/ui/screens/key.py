"""Enter a provider's key, unseen, and test it for free."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.markup import escape
from textual.widgets import Button, Input, Select, Static

from tts_tui.speech.errors import SpeechError
from tts_tui.store.secrets import KeyPlace
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.hints import shown_error
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.workers import begin


class KeyScreen(Dialog[tuple[str, str] | None]):
    """A provider and its key, None if cancelled."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel"),
        Binding("ctrl+t", "test", "Test", priority=True),
    ]
    AUTO_FOCUS = "Input"

    _key = query_one(Input)
    _owner_choice = query_one(Select)
    _now = query_one("#now", Static)
    _result = query_one("#result", Static)

    def __init__(
        self,
        owners: Mapping[str, str],
        owner: str,
        keyless: str,
        place_of: Callable[[str], KeyPlace | None],
        test: Callable[[str, str], Awaitable[str]],
    ) -> None:
        """
        Args:
            owners: names of the providers that take one, by their ids.
            owner: whose it is; empty where that is to be chosen.
            keyless: name of the provider that is selected, where it needs none; else empty.
            place_of: tells where a provider's present key is, None if it has none. Blocks.
            test: tells what a provider says to a key, the present one if it is empty; costs nothing.
        """
        super().__init__()
        self._owners = owners
        self._owner = owner
        self._keyless = keyless
        self._place_of = place_of
        self._test = test

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_subtitle = "enter keep · ^t test · esc cancel"
            yield Static(id="now", markup=False)
            if len(self._owners) > 1:
                choices = [(escape(name), provider) for provider, name in self._owners.items()]
                with Horizontal(classes="line"):
                    yield Select(
                        choices, prompt="Whose key is it?", value=self._owner or Select.NULL, compact=True
                    )
            yield Input(placeholder="the key", password=True, compact=True, classes="line")
            yield Static(id="result", classes="line")
            with Horizontal(classes="buttons"):
                yield Button("Test, for free", id="test", compact=True)
                yield Button("Keep", id="keep", variant="primary", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        self._tell_owner()

    @on(Select.Changed)
    def _choose(self, event: Select.Changed) -> None:
        self._owner = "" if event.value is Select.NULL else str(event.value)
        self._result.update()
        self._tell_owner()

    def _tell_owner(self) -> None:
        begin(self, self._look, group="place", exclusive=True)

    async def _look(self) -> None:
        """Say whose key it is to be, and whether there is one; the keyring may take its time."""
        name = self._owners.get(self._owner)
        self.query_one(".dialog").border_title = escape(f"Key of {name}" if name else "Key of a provider")
        said = f"{self._keyless} needs no key. " if self._keyless else ""
        try:
            if name:
                place = await asyncio.to_thread(self._place_of, self._owner)
                said += f"There is one in the {place}. " if place else "There is none yet. "
        except SpeechError as error:
            self._result.update(shown_error(self.app, error))
        paste = "Paste it" if name else "Choose whose it is, and paste it"
        self._now.update(f"{said}{paste} here: it is never shown, logged or written into the settings.")

    @property
    def _has_owner(self) -> bool:
        if not self._owner:
            self._result.update(Content.assemble(("✗ ", "$error"), "Choose first whose key it is."))
            self.set_focus(self._owner_choice)
        return bool(self._owner)

    @on(Input.Submitted)
    @on(Button.Pressed, "#keep")
    def _keep(self) -> None:
        if not self._key.value:
            self.dismiss(None)
        elif self._has_owner:
            self.dismiss((self._owner, self._key.value))

    @on(Button.Pressed, "#test")
    def action_test(self) -> None:
        """Ask the provider about what was typed, or about the present key."""
        if self._has_owner:
            self._result.update(Content.styled("Asking…", "$faint"))
            begin(self, partial(self._ask, self._owner, self._key.value.strip()), exclusive=True)

    async def _ask(self, owner: str, key: str) -> None:
        try:
            told = await self._test(owner, key)
        except SpeechError as error:
            self._result.update(shown_error(self.app, error))
        else:
            self._result.update(Content.assemble(("✓ ", "$success"), told))
