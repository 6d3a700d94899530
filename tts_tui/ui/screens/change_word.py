"""How a word is to be said instead: one of its other readings, a respelling, or phonemes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.markup import escape
from textual.widgets import Button, Input, OptionList, Static

from tts_tui.speech.entry import entry_of
from tts_tui.speech.errors import DictionaryError
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.widgets.key_bar import KeyBar

Scope = Literal["here", "text", "always"]
"""At this place, everywhere in the text of this file, or in every text."""

_SCOPES: dict[str, Scope] = {"here": "here", "text": "text", "always": "always"}


@dataclass(frozen=True, slots=True)
class Change:
    """The reading, as the dictionary has it, and where it holds."""

    reading: str
    scope: Scope


class ChangeWordScreen(Dialog[Change | None]):
    """What was chosen, None if cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel"),
        Binding("ctrl+t", "hear", "Hear", priority=True),
    ]

    _typed = query_one(Input)
    _readings = query_one(OptionList)
    _why = query_one("#why", Static)

    def __init__(
        self, word: str, readings: Mapping[str, str], hear: Callable[[str], object], scopes: Sequence[Scope]
    ) -> None:
        """
        Args:
            readings: how it may be said, in phonemes, the usual one first, and of what word each is said.
            hear: speaks the word so, given a reading.
            scopes: where a change may hold, the usual one first.
        """
        super().__init__()
        self._word = word
        self._known = list(readings)
        self._meanings = readings
        self._hear = hear
        self._scopes = scopes

    def compose(self) -> ComposeResult:
        names = {"here": "Here only", "text": "In this text", "always": "Always"}
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = escape(f"Say “{self._word}” as")
            dialog.border_subtitle = "↑ ↓ hear · enter keep · ^t hear · esc cancel"
            yield Input(placeholder="a respelling, or phonemes: /ˈwɪn/", compact=True)
            yield OptionList(*map(self._shown, self._known), compact=True)
            yield Static(id="why")
            with Horizontal(classes="buttons"):
                for scope in self._scopes:
                    button = Button(names[scope], id=scope, compact=True)
                    button.variant = "primary" if scope == self._scopes[0] else "default"
                    yield button
        yield KeyBar()

    def on_mount(self) -> None:
        self._readings.display = bool(self._known)

    def _shown(self, reading: str) -> Content:
        return Content.assemble(f"/{reading}/  ", (self._meanings[reading], "$faint"))

    @on(OptionList.OptionHighlighted)
    def _take_reading(self, event: OptionList.OptionHighlighted) -> None:
        if self._readings.has_focus:  # one is highlighted before the user goes there, too
            reading = f"/{self._known[event.option_index]}/"
            self._typed.value = reading
            self._hear(reading)

    @on(OptionList.OptionSelected)
    def _keep_reading(self, event: OptionList.OptionSelected) -> None:
        self._typed.value = f"/{self._known[event.option_index]}/"
        self._end(self._scopes[0])

    @on(Input.Changed)
    def _forget_why(self) -> None:
        self._why.update("")

    @on(Input.Submitted)
    def _keep(self) -> None:
        self._end(self._scopes[0])

    @on(Button.Pressed)
    def _keep_so(self, event: Button.Pressed) -> None:
        self._end(_SCOPES[event.button.id or ""])

    def action_hear(self) -> None:
        """Speak the word as it is typed."""
        if reading := self._checked():
            self._hear(reading)

    def _end(self, scope: Scope) -> None:
        if reading := self._checked():
            self.dismiss(Change(reading, scope))

    def _checked(self) -> str:
        """What was typed, empty where that is no reading; then it is said why."""
        try:
            return entry_of(self._word, self._typed.value).reading
        except DictionaryError as error:
            self._why.update(Content.styled(error.message, "$error"))
            return ""
