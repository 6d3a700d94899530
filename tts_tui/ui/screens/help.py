"""Every command with its keys and what it does, from the commands themselves; typing narrows them."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.commands import COMMANDS, Command
from tts_tui.ui.widgets.key_bar import KeyBar

_GROUPS = (
    "Speech",
    "Text",
    "Said",
    "Takes",
    "Voices",
    "All voices",
    "Blend",
    "Player",
    "Compare",
    "Chapters",
    "History",
    "Engines",
    "Window",
)
_WHERE = {
    "Said": "  in the pane of what is said",
    "Takes": "  in the list of sentences",
    "Voices": "  in the voice list",
    "All voices": "  in the list of all voices",
    "Blend": "  in the dialog of a blend",
    "Player": "  in the player",
    "Compare": "  in the comparison",
    "Chapters": "  in the list of chapters",
    "History": "  in the history",
}


class CommandRow(Horizontal):
    """A command's keys, and what it does."""

    def __init__(self, command: Command, keys: str) -> None:
        super().__init__(classes="command")
        self._command = command
        self._keys = keys
        self._words = f"{command.group} {keys} {command.label} {command.help}".lower()

    def compose(self) -> ComposeResult:
        yield Static(Content.styled(self._keys, "bold $accent"), classes="keys")
        help_text = Content.assemble((self._command.label, "bold"), f"  {self._command.help}")
        yield Static(help_text, classes="help")

    def has(self, words: list[str]) -> bool:
        """Whether it tells of all of them."""
        return all(word in self._words for word in words)


class HelpScreen(ModalScreen[None]):
    """Closed by the key that opened it, or escape."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss(None)", "Close", key_display="esc"),
        *(
            Binding(key, f"scroll('{way}')", show=False, priority=True)
            for key, way in {"up": "up", "down": "down", "pageup": "page_up", "pagedown": "page_down"}.items()
        ),
    ]
    AUTO_FOCUS = "Input"

    _list = query_one(VerticalScroll)
    _none = query_one("#help-none", Static)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall", id="help") as dialog:
            dialog.border_title = "Keys and commands"
            dialog.border_subtitle = "type to narrow · ↑ ↓ scroll · esc close"
            yield Input(placeholder="a word, or a key", compact=True)
            with VerticalScroll(can_focus=False):
                commands = sorted(COMMANDS.values(), key=lambda command: _GROUPS.index(command.group))
                for group, members in groupby(commands, key=lambda command: command.group):
                    with Vertical(classes="commands"):
                        heading = Content.assemble(
                            (group, "bold $primary"), (_WHERE.get(group, ""), "$faint")
                        )
                        yield Static(heading, classes="group")
                        for command in members:
                            yield CommandRow(command, self.app.keys_of(command.id))
            yield Static("No command tells of that.", id="help-none", classes="faint")
        yield KeyBar()

    def on_mount(self) -> None:
        self._none.display = False

    def action_scroll(self, way: str) -> None:
        getattr(self._list, f"scroll_{way}")()

    @on(Input.Changed)
    def _narrow(self, message: Input.Changed) -> None:
        words = message.value.lower().split()
        for group in self._list.query(".commands"):
            for row in group.query(CommandRow):
                row.display = row.has(words)
            group.display = any(row.display for row in group.query(CommandRow))
        self._none.display = not any(group.display for group in self._list.query(".commands"))
        self._list.scroll_home(animate=False)
