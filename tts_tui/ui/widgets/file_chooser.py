"""A tree and a field that choose a file between them; folders are entered."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.message import Message
from textual.widgets import DirectoryTree, Input, Label

from tts_tui.speech.errors import SpeechError
from tts_tui.store.user_paths import is_folder, typed_path
from tts_tui.ui.screens.folder_tree import FolderTree
from tts_tui.ui.widgets.path_field import PathField
from tts_tui.ui.workers import begin


class FileChooser(Vertical):
    """Says what was chosen, or why it can't be."""

    class Chosen(Message):
        """A file that is there."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    class Refused(Message):
        """What was typed is no file; None when the field is empty again, since it named a folder."""

        def __init__(self, error: SpeechError | None) -> None:
            super().__init__()
            self.error = error

    class Entered(Message):
        """Another folder was entered in the tree: what was wrong with a file is over."""

    _tree = query_one(FolderTree)
    _field = query_one(PathField)

    def __init__(self, folder: Path, *, label: str = "", placeholder: str = "or type a path") -> None:
        super().__init__()
        self._folder = folder
        self._label = label
        self._placeholder = placeholder
        self._seen = ""

    def compose(self) -> ComposeResult:
        yield FolderTree(self._folder, folders_only=False)
        with Horizontal(classes="line"):
            if self._label:
                yield Label(self._label, classes="field")
            yield PathField(self._folder, self._placeholder, id="path")

    @on(DirectoryTree.FileSelected)
    def _select(self, event: DirectoryTree.FileSelected) -> None:
        event.stop()
        self._field.value = self._seen = str(event.path)
        self._look(event.path)

    @on(FolderTree.Entered)
    @on(DirectoryTree.DirectorySelected)
    def _enter(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Entered())

    @on(FolderTree.Typed)
    def _type(self, event: FolderTree.Typed) -> None:
        self._field.begin(event.text)

    @on(Input.Submitted)
    @on(Input.Blurred)
    def _choose(self, event: Input.Submitted | Input.Blurred) -> None:
        """Leaving the field chooses too, but what was looked at is not looked at again."""
        event.stop()
        typed = self._field.value
        if typed and (isinstance(event, Input.Submitted) or typed != self._seen):
            self._seen = typed
            self._look(typed_path(typed, self._tree.folder))

    def _look(self, path: Path) -> None:
        begin(self, partial(self._find, path), exclusive=True)

    async def _find(self, path: Path) -> None:
        try:
            folder = await asyncio.to_thread(is_folder, path)
        except SpeechError as error:
            self.post_message(self.Refused(error))
            return
        if not folder:
            self.post_message(self.Chosen(path))
            return
        self._tree.path = self._field.folder = path
        self._field.value = self._seen = ""
        self.post_message(self.Refused(None))
