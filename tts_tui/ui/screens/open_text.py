"""Choose a file and read it; what can't be read leaves the dialog as it is, with the reason."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.widgets import Static

from tts_tui.speech.errors import SpeechError
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.hints import shown_error
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.widgets.file_chooser import FileChooser
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.workers import begin

Read = TypeVar("Read")


class OpenScreen(Dialog[tuple[Path, Read] | None], Generic[Read]):
    """The file and what was read from it, None if cancelled."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel")]
    AUTO_FOCUS = "FolderTree"

    _why = query_one("#why", Static)

    def __init__(self, folder: Path, read: Callable[[Path], Read], *, title: str = "Open a text") -> None:
        """
        Args:
            read: called in a thread; raises a SpeechError for what can't be read.
        """
        super().__init__()
        self._folder = folder
        self._read = read
        self._title = title
        self._refused = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall") as dialog:
            dialog.border_title = self._title
            dialog.border_subtitle = "enter open · backspace up · tab completes a path"
            yield FileChooser(self._folder)
            yield Static(id="why", markup=False)
        yield KeyBar()

    @on(FileChooser.Chosen)
    def _open(self, event: FileChooser.Chosen) -> None:
        self._why.update(f"Reading {event.path.name}…")
        begin(self, partial(self._take, event.path), exclusive=True)

    async def _take(self, path: Path) -> None:
        try:
            read = await asyncio.to_thread(self._read, path)
        except SpeechError as error:
            self._tell(error)
            return
        self.dismiss((path, read))

    @on(FileChooser.Refused)
    def _refuse(self, event: FileChooser.Refused) -> None:
        self.workers.cancel_node(self)  # what is being read was chosen before
        self._tell(event.error)

    @on(FileChooser.Entered)
    def _enter(self) -> None:
        if self._refused:
            self._tell(None)

    def _tell(self, error: SpeechError | None) -> None:
        self._refused = error is not None
        self._why.update(shown_error(self.app, error) if error else "")
