"""Edits one sentence of the text."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.widgets import TextArea

from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.widgets.key_bar import KeyBar


class EditSentenceScreen(Dialog[str | None]):
    """Gives the sentence as the user leaves it; None where it stays as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", priority=True),
        Binding("escape", "dismiss(None)", "Leave as it is", priority=True),
    ]

    _editor = query_one(TextArea)

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Sentence"
            dialog.border_subtitle = "enter keeps it · esc leaves it as it was"
            yield TextArea(self._sentence, id="sentence", soft_wrap=True, compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        self._editor.move_cursor(self._editor.document.end)

    def action_keep(self) -> None:
        text = self._editor.text
        self.dismiss(text if text != self._sentence else None)
