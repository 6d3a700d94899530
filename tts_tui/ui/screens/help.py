"""Every command with its keys and what it does, from the commands themselves."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.commands import COMMANDS

_GROUPS = ("Speech", "Text", "Said", "Voices", "Player", "History", "Engines", "Window")
_WHERE = {
    "Said": "  in the pane of what is said",
    "Voices": "  in the voice list",
    "Player": "  in the player",
    "History": "  in the history",
}


class HelpScreen(ModalScreen[None]):
    """Closed by the key that opened it, or escape."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,q", "dismiss(None)", "Close")]
    AUTO_FOCUS = "#help"

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog tall", id="help") as dialog:
            dialog.border_title = "Keys and commands"
            dialog.border_subtitle = "↑ ↓ scroll · esc close"
            commands = sorted(COMMANDS.values(), key=lambda command: _GROUPS.index(command.group))
            for group, members in groupby(commands, key=lambda command: command.group):
                heading = Content.assemble((group, "bold $primary"), (_WHERE.get(group, ""), "$faint"))
                yield Static(heading, classes="group")
                for command in members:
                    with Horizontal(classes="command"):
                        keys = Content.styled(self.app.keys_of(command.id), "bold $accent")
                        yield Static(keys, classes="keys")
                        help_text = Content.assemble((command.label, "bold"), f"  {command.help}")
                        yield Static(help_text, classes="help")
        yield Footer(show_command_palette=False)
