"""The settings that a model declares, each as the widget that fits its type."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.markup import escape
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label, Select

from tts_tui.speech.catalog import Model, Setting
from tts_tui.speech.errors import UsageError
from tts_tui.speech.request import SettingValue


class SettingRow(Horizontal):
    """One setting. A value that isn't allowed is marked, explained in a tooltip, and not passed on."""

    class Changed(Message):
        """The user gave it another allowed value."""

        def __init__(self, name: str, value: SettingValue) -> None:
            super().__init__()
            self.name = name
            self.value = value

    def __init__(self, setting: Setting, value: SettingValue) -> None:
        super().__init__(classes="setting")
        self._setting = setting
        self._value = value

    def compose(self) -> ComposeResult:
        setting = self._setting
        yield Label(setting.label, classes="field", markup=False)
        widget: Widget
        if choices := _choices(setting):
            value = str(self._value)
            if all(value != choice for _, choice in choices):  # a server's default may be none of its choices
                choices = [(escape(value) or "…", value), *choices]
            widget = Select(choices, value=value, allow_blank=False, compact=True)
        else:
            widget = Input(str(self._value), compact=True, type=_input_type(setting))
        widget.tooltip = Content(setting.help) if setting.help else None
        yield widget

    @on(Select.Changed)
    @on(Input.Changed)
    def _take(self, event: Select.Changed | Input.Changed) -> None:
        event.stop()
        try:
            value = self._setting.parse(str(event.value))
        except UsageError as error:
            self.add_class("-wrong")
            self.tooltip = Content(error.message)
            return
        self.remove_class("-wrong")
        self.tooltip = None
        if value != self._value:
            self._value = value
            self.post_message(self.Changed(self._setting.name, value))


class SettingsPanel(VerticalScroll):
    """Rebuilt for each model."""

    def __init__(self) -> None:
        super().__init__(classes="-empty")
        self._showing = asyncio.Lock()
        self._asked = 0

    def on_mount(self) -> None:
        self.border_title = "Model settings"

    async def show(self, model: Model | None, values: Mapping[str, SettingValue]) -> None:
        """The settings of that model, at their values or else their defaults; of several calls the last one counts.

        To be run to its end: a `Select` that is taken away while it is mounted ends the app.
        """
        self._asked += 1
        asked = self._asked
        async with self._showing:
            if asked != self._asked:
                return
            await self.remove_children()
            settings = model.settings if model else ()
            self.set_class(not settings, "-empty")
            await self.mount_all(SettingRow(each, values.get(each.name, each.default)) for each in settings)

    def focus_first(self) -> None:
        """Go to the first setting."""
        for row in self.query(SettingRow):
            self.screen.set_focus(row.children[-1])
            return


def _choices(setting: Setting) -> list[tuple[str, str]]:
    if isinstance(setting.default, bool):
        return [("on", "True"), ("off", "False")]
    return [(escape(choice), choice) for choice in setting.choices]


def _input_type(setting: Setting) -> Literal["integer", "number", "text"]:
    match setting.default:
        case int():
            return "integer"
        case float():
            return "number"
        case _:
            return "text"
