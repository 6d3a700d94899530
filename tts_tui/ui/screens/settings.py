"""The user's settings: each with what it means, changed in their own file, whose comments stay."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tts_tui.speech.errors import SettingsError
from tts_tui.store import settings_file
from tts_tui.store.settings import Settings
from tts_tui.store.settings_fields import Field
from tts_tui.studio.every_setting import every_field, judge_of
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.workers import begin

ELSEWHERE = (
    "No setting here is called so. `tts-tui config set backends.openai.profiles.NAME.base_url URL` adds a server; "
    "keys and presets are in the file:"
)
"""Where nothing is found."""


class FieldList(OptionList):
    """A row a setting."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Change", key_display="⏎")]


class SettingsScreen(Dialog[Settings | None]):
    """The settings as they are in the file then, None where nothing was changed."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "Filter", key_display="/"),
        Binding("escape", "close", "Close", key_display="esc"),
    ]
    AUTO_FOCUS = "FieldList"

    _filter = query_one("#filter", Input)
    _list = query_one(FieldList)
    _value = query_one("#value", Input)
    _help = query_one("#about", Static)
    _status_line = query_one("#status-line", Static)

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._settings: Settings | None = None
        self._changed = False
        self._fields: list[Field] = []
        self._shown: list[Field] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall", id="user-settings") as dialog:
            dialog.border_title = "Settings"
            dialog.border_subtitle = str(self._file)
            yield Input(placeholder="type to filter", compact=True, id="filter", select_on_focus=False)
            yield FieldList(id="fields")
            yield Static(id="about", markup=False)
            yield Input(compact=True, id="value")
            yield Static(id="status-line", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self._value.disabled = True
        begin(self, self._read)

    async def _read(self) -> None:
        try:
            self._settings = await asyncio.to_thread(settings_file.load, self._file)
        except SettingsError as error:
            self._say(error)
            return
        self._fields = await asyncio.to_thread(every_field, self._settings)
        self._list_fields()

    @property
    def _field(self) -> Field | None:
        """The highlighted one."""
        at = self._list.highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    @on(Input.Changed, "#filter")
    def _list_fields(self) -> None:
        words = self._filter.value.lower().split()
        at = self._list.highlighted or 0
        self._shown = [each for each in self._fields if _has(each, words)]
        width = max((len(each.key) for each in self._shown), default=0)
        self._list.clear_options()
        self._list.add_options([Option(_row(each, width)) for each in self._shown])
        self._list.highlighted = min(at, len(self._shown) - 1) if self._shown else None
        if self._fields and not self._shown:
            self._help.update(f"{ELSEWHERE} {self._file}")

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        if field := self._field:
            takes = f" ({field.takes})" if field.takes else ""
            self._help.update(f"{field.help}{takes}")

    @on(OptionList.OptionSelected)
    def _edit(self) -> None:
        if field := self._field:
            self._value.disabled = False
            self._value.value = field.value
            self.set_focus(self._value)
            self._status_line.update(f"enter keeps {field.key}, esc leaves it")

    @on(Input.Changed, "#value")
    def _judge(self) -> None:
        """As it is typed."""
        if self._value.has_focus and self._field:
            begin(
                self, partial(self._check, self._field.key, self._value.value), group="check", exclusive=True
            )

    async def _check(self, key: str, text: str) -> None:
        try:
            await asyncio.to_thread(settings_file.check, self._file, key, text, judge_of(key))
        except SettingsError as error:
            self._say(error)
        else:
            self._status_line.update(f"enter keeps {key}, esc leaves it")

    @on(Input.Submitted, "#filter")
    def _to_list(self, event: Input.Submitted) -> None:
        event.stop()
        self.set_focus(self._list)

    @on(Input.Submitted, "#value")
    def _keep(self, event: Input.Submitted) -> None:
        event.stop()
        if field := self._field:
            begin(self, partial(self._change, field.key, self._value.value), group="check", exclusive=True)

    async def _change(self, key: str, text: str) -> None:
        try:
            await asyncio.to_thread(settings_file.change, self._file, key, text, judge_of(key))
        except SettingsError as error:
            self._say(error)
            return
        self._changed = True
        self._leave_value()
        await self._read()
        self._status_line.update(f"{key} is kept.")

    def _leave_value(self) -> None:
        self.set_focus(self._list)
        self._value.value, self._value.disabled = "", True
        self._status_line.update("")

    def on_key(self, event: events.Key) -> None:
        """A letter typed in the list begins the filter: none is a command here."""
        if self._list.has_focus and event.character and event.character.isalnum():
            event.stop()
            self.set_focus(self._filter)
            self._filter.insert_text_at_cursor(event.character)

    def action_filter(self) -> None:
        self.set_focus(self._filter)

    def action_close(self) -> None:
        """Leave the value that is edited, else the screen."""
        if self._value.has_focus:
            self._leave_value()
        else:
            self.dismiss(self._settings if self._changed else None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A value may have a slash."""
        if action == "filter" and self.is_mounted and isinstance(self.focused, Input):
            return None
        return True

    def _say(self, error: SettingsError) -> None:
        self._status_line.update(
            Content.styled(f"✗ {error.message.removeprefix(f'{self._file}: ')}", "$error")
        )


def _has(field: Field, words: list[str]) -> bool:
    return all(word in f"{field.key} {field.help}".lower() for word in words)


def _row(field: Field, width: int) -> Content:
    value = field.value or "–"
    return Content.assemble(f"{field.key:<{width}}  ", (value, "bold $accent" if field.changed else "$faint"))
