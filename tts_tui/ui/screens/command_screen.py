"""Screens whose keys are commands of the table."""

from __future__ import annotations

from typing import Any

from textual.screen import ModalScreen, ScreenResultType

from tts_tui.ui.commands import COMMANDS


class CommandScreen(ModalScreen[ScreenResultType]):
    """Runs the commands that its bindings name in the window that it was opened from."""

    _window: Any
    """Each screen says which of a window's parts it needs."""

    def action_command(self, command: str) -> None:
        COMMANDS[command].run(self._window)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """None greys a command out in the footer while there is nothing for it to do."""
        if action == "command" and self.is_mounted:
            return COMMANDS[str(parameters[0])].possible(self._window) or None
        return True
