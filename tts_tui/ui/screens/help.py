"""Every command with its keys and what it does, from the commands themselves; typing narrows them."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.widgets import Input, Static

from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.widgets.help_list import HelpList
from tts_tui.ui.widgets.key_bar import KeyBar


class HelpScreen(Dialog[None]):
    """Closed by the key that opened it, or escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss(None)", "Close", key_display="esc"),
        *(
            Binding(key, f"scroll('{way}')", show=False, priority=True)
            for key, way in {"up": "up", "down": "down", "pageup": "page_up", "pagedown": "page_down"}.items()
        ),
    ]
    AUTO_FOCUS = "Input"

    _list = query_one(HelpList)
    _none = query_one("#help-none", Static)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall", id="help") as dialog:
            dialog.border_title = "Keys and commands"
            dialog.border_subtitle = "type to narrow · ↑ ↓ scroll · esc close"
            yield Input(placeholder="a word, or a key", compact=True)
            yield Static(id="help-none", classes="faint")
            yield HelpList()
        yield KeyBar()

    def on_mount(self) -> None:
        self._none.display = False

    def action_scroll(self, way: str) -> None:
        getattr(self._list, f"scroll_{way}")()

    @on(Input.Changed)
    def _narrow(self, message: Input.Changed) -> None:
        self._list.narrow(message.value.lower().split())
        self._none.update(f"No command has “{message.value.strip()}” in it; ^u begins again.")
        self._none.display = not self._list.shown
