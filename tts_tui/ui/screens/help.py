"""Every command with its keys and what it does, from the commands themselves."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from tts_tui.ui.commands import COMMANDS, CommandType


class HelpScreen(ModalScreen[None]):
    """Closed by the key that opened it, or escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q", "dismiss(None)", "Close"),
    ]
    AUTO_FOCUS = "#help"

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog tall", id="help") as dialog:
            dialog.border_title = "Keys and commands"
            dialog.border_subtitle = "↑ ↓ scroll · esc close"
            commands = sorted(COMMANDS.values(), key=lambda command: _GROUPS.index(command.group))
            for group, members in groupby(commands, key=lambda command: command.group):
                yield Static(
                    Content.styled(f"{group}{_WHERE.get(group, '')}", "bold $primary"), classes="group"
                )
                for command in members:
                    yield Static(self._line(command), classes="command")
        yield Footer(show_command_palette=False, compact=True)

    def _line(self, command: CommandType) -> Content:
        keys = self.app.settings.ui.keymap.get(command.id, command.keys)  # type: ignore[attr-defined]
        shown = " ".join(
            dict.fromkeys(self.app.get_key_display(Binding(key, "")) for key in keys.split(",") if key)
        )
        return Content.assemble(
            (f"{shown or '^p':<12}", "bold $accent"), (command.label, "bold"), "  ", command.help()
        )


_GROUPS = ("Speech", "Text", "Voices", "Player", "Window")
_WHERE = {"Voices": "  in the voice list", "Player": "  in the player"}
