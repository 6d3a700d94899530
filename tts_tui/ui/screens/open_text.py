"""Choose a text file."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import DirectoryTree, Footer, Input

from tts_tui.ui.screens.folder_tree import FolderTree


class OpenScreen(ModalScreen[Path | None]):
    """The chosen file, None when the user thought better of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel")]
    AUTO_FOCUS = "FolderTree"

    def __init__(self, folder: Path, *, title: str = "Open a text") -> None:
        super().__init__()
        self._folder = folder
        self._title = title

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall") as dialog:
            dialog.border_title = self._title
            dialog.border_subtitle = "enter open · backspace folder up · tab type a path"
            yield FolderTree(self._folder, folders_only=False)
            yield Input(placeholder="or type a path", compact=True, id="path")
        yield Footer(show_command_palette=False)

    @on(DirectoryTree.FileSelected)
    def _choose(self, event: DirectoryTree.FileSelected) -> None:
        self.dismiss(event.path)

    @on(Input.Submitted)
    def _choose_typed(self, event: Input.Submitted) -> None:
        self.dismiss(self._folder / Path(event.value).expanduser())
