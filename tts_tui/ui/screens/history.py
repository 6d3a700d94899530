"""What was spoken before, newest first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tts_tui.speech.errors import SpeechError
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.history import HistoryEntry
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.commands import HISTORY_COMMANDS
from tts_tui.ui.commands.base import Window
from tts_tui.ui.hints import shown_hint
from tts_tui.ui.readouts import clock, fitting, milliseconds, moment, money
from tts_tui.ui.screens.command_screen import CommandScreen
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.workers import begin

MOST = 200
"""Texts that are listed; the filter finds older ones."""


class HistoryList(OptionList):
    """The rows: two lines each, the text and what is known of it."""

    HELP = "What was spoken: enter speaks it again, e edits it again, d forgets it, / filters."
    BINDINGS: ClassVar[list[BindingType]] = [
        *(command.binding for command in HISTORY_COMMANDS),
        Binding("j", "cursor_down", "Next", show=False),
        Binding("k", "cursor_up", "Previous", show=False),
    ]


class HistoryScreen(CommandScreen[None]):
    """Closed by the key that opened it, or escape; its commands are the window's."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+r", "dismiss(None)", "Close", key_display="esc")
    ]
    STATUS = "#history-empty"
    AUTO_FOCUS = "HistoryList"

    _filter = query_one(Input)
    _rows = query_one(HistoryList)
    _empty = query_one("#history-empty", Static)

    def __init__(
        self,
        window: Window,
        speak: Callable[[SpeechRequest], object],
        edit: Callable[[SpeechRequest], object],
    ) -> None:
        """
        Args:
            window: what the commands are run in.
            speak: speaks a text again.
            edit: puts a text back into the window.
        """
        super().__init__()
        self._window: Window = window
        self._speak = speak
        self._edit = edit
        self._entries: dict[str, HistoryEntry] = {}

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog whole") as dialog:
            dialog.border_title = "History"
            yield Input(placeholder="/ filter", compact=True)
            yield HistoryList()
            yield Static(id="history-empty", classes="faint")
        yield KeyBar()

    def on_mount(self) -> None:
        self._window.history = self

    def on_unmount(self) -> None:
        self._window.history = None

    def on_resize(self) -> None:
        self._list()

    @property
    def _room(self) -> int:
        """Columns of a row, beside the border and the bar that scrolls."""
        return self.size.width - 5

    @property
    def highlighted(self) -> HistoryEntry | None:
        """The text that commands are about."""
        option = self._rows.highlighted_option
        return self._entries.get(option.id or "") if option else None

    def speak_again(self) -> None:
        if said := self.highlighted:
            self.dismiss()
            self._speak(said.request())

    def edit_again(self) -> None:
        if said := self.highlighted:
            self.dismiss()
            self._edit(said.request())

    def focus_filter(self) -> None:
        self.set_focus(self._filter)

    def forget(self) -> None:
        """Remove the highlighted text."""
        if said := self.highlighted:
            begin(self, partial(self._forget, said), group="forget")

    @on(Input.Changed)
    def _list(self) -> None:
        begin(self, partial(self._show, self._filter.value), exclusive=True)

    @on(Input.Submitted)
    def _to_rows(self, event: Input.Submitted) -> None:
        event.stop()
        self.set_focus(self._rows)

    @on(OptionList.OptionSelected)
    def _speak_clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_command("history-speak")

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    async def _forget(self, said: HistoryEntry) -> None:
        try:
            await asyncio.to_thread(self.app.history.forget, said.id)
        except SpeechError as error:
            self._explain(error)
            return
        self._list()

    async def _show(self, containing: str) -> None:
        try:
            found = await asyncio.to_thread(self.app.history.latest, MOST, containing=containing)
        except SpeechError as error:
            self._explain(error)
            return
        at, now = self._rows.highlighted or 0, datetime.now(UTC)
        self._entries = {str(said.id): said for said in found}
        self._rows.clear_options()
        self._rows.add_options(
            [Option(_row(said, now, self._room), identity) for identity, said in self._entries.items()]
        )
        self._rows.highlighted = min(at, len(found) - 1) if found else None
        self._empty.update("Nothing matches the filter." if containing else self._teaching)
        self._empty.display = not found
        self._rows.set_class(not found, "-empty")
        self.refresh_bindings()

    @property
    def _teaching(self) -> str:
        keys = self.app.key_of("speak")
        return f"Nothing spoken yet: what {keys} speaks is listed here, to hear or edit again."

    def _explain(self, error: SpeechError) -> None:
        """Say what is wrong with the history, in the place of it."""
        self._entries = {}
        self._rows.clear_options()
        self._empty.update(Content(f"{error.message}\n\n{shown_hint(self.app, error.hint)}"))
        self._empty.display = True


def _row(said: HistoryEntry, now: datetime, room: int) -> Content:
    facts = [moment(said.at, now), said.voice, said.model, clock(said.audio_seconds)]
    if said.first_chunk_ms is not None:
        facts.append(f"first {milliseconds(said.first_chunk_ms)}")
    facts.append(money(said.cost_usd))
    return Content.assemble(" ".join(said.text[:300].split()), "\n", (fitting(facts, room), "$faint"))
