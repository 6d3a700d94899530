"""Enter a provider's key, unseen."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Static


class KeyScreen(ModalScreen[str | None]):
    """What was typed, None when the user thought better of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel")]

    def __init__(self, provider: str) -> None:
        super().__init__()
        self._provider = provider

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = f"Key of {self._provider}"
            dialog.border_subtitle = "enter keep · esc cancel"
            yield Static("Paste it here. It is never shown, logged or written into the settings.")
            yield Input(password=True, compact=True, classes="line")
        yield Footer(show_command_palette=False)

    @on(Input.Submitted)
    def _keep(self, event: Input.Submitted) -> None:
        self.dismiss(event.value or None)
