"""Screens whose keys are commands of the table."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import Static

from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.commands import COMMANDS
from tts_tui.ui.hints import shown_hint
from tts_tui.ui.screens.dialog import Dialog


class CommandScreen(Dialog[ScreenResultType]):
    """Runs the commands that its bindings name in the window that it was opened from."""

    _window: Any
    """Each screen says which of a window's parts it needs."""

    app: BaseApp
    STATUS: ClassVar[str] = "#status-line"
    """Where it says what was done, and why not."""

    def action_command(self, command: str) -> None:
        COMMANDS[command].run(self._window)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """None greys a command out in the footer while there is nothing for it to do."""
        if action == "command" and self.is_mounted:
            return COMMANDS[str(parameters[0])].possible(self._window) or None
        return True

    def explain(self, command: str) -> None:
        """Say why there is nothing for a command to do."""
        if why := COMMANDS[command].why_not(self._window):
            for line in self.query(self.STATUS).results(Static):
                line.update(Content.styled(shown_hint(self.app, why), "$warning"))
