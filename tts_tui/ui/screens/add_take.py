"""Which take to compare besides: a preset, a voice, another model, or the same with something changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tts_tui.events.tts_events import Selection
from tts_tui.speech.errors import SpeechError
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.hints import shown_error
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.widgets.key_bar import KeyBar


class AddTakeScreen(Dialog[Selection | None]):
    """What speaks the take, None when none was chosen."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close"),
        Binding("down", "to_list", show=False),
    ]

    _typed = query_one(Input)
    _list = query_one(OptionList)
    _status_line = query_one("#status-line", Static)

    def __init__(
        self, choices: Sequence[tuple[str, str, Selection]], typed: Callable[[str], Selection]
    ) -> None:
        """
        Args:
            choices: a name, what is known of it, and what speaks it.
            typed: reads what is written as NAME=VALUE.
        """
        super().__init__()
        self._choices = choices
        self._shown = list(choices)
        self._read = typed

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall") as dialog:
            dialog.border_title = "Add a take"
            dialog.border_subtitle = "speed=1.2 changes the highlighted take"
            yield Input(placeholder="a part of a name, or speed=1.2", compact=True)
            yield OptionList(id="takes")
            yield Static(id="status-line")
        yield KeyBar()

    def on_mount(self) -> None:
        self._narrow()
        self.set_focus(self._typed)

    @on(Input.Changed)
    def _narrow(self) -> None:
        words = [] if "=" in self._typed.value else self._typed.value.lower().split()
        self._shown = [
            each for each in self._choices if all(word in f"{each[0]} {each[1]}".lower() for word in words)
        ]
        self._list.clear_options()
        self._list.add_options(
            [Option(Content.assemble(f"{name:<24} ", (about, "$faint"))) for name, about, _ in self._shown]
        )
        self._list.highlighted = 0 if self._shown else None
        self._status_line.update("" if self._shown else "No voice, model or preset has that in its name.")

    def action_to_list(self) -> None:
        self.set_focus(self._list)

    @on(Input.Submitted)
    def _take_typed(self, event: Input.Submitted) -> None:
        event.stop()
        if "=" not in self._typed.value:
            self._take_highlighted()
            return
        try:
            self.dismiss(self._read(self._typed.value))
        except SpeechError as error:
            self._status_line.update(shown_error(self.app, error))

    @on(OptionList.OptionSelected)
    def _take_highlighted(self) -> None:
        if (row := self._list.highlighted) is not None and row < len(self._shown):
            self.dismiss(self._shown[row][2])
