"""A folder tree without hidden entries, of folders only or also of files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import DirectoryTree


class FolderTree(DirectoryTree):
    """Starts at a folder; `backspace` goes one up."""

    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    ICON_FILE = "  "
    BINDINGS: ClassVar[list[BindingType]] = [Binding("backspace", "parent", "Folder up")]

    class Typed(Message):
        """Text came, for which the tree has no use: a path is begun."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Entered(Message):
        """It starts at the folder above now."""

    def __init__(self, path: Path, *, folders_only: bool, id: str | None = None) -> None:
        super().__init__(path, id=id)
        self._folders_only = folders_only

    @property
    def folder(self) -> Path:
        """Where it starts now."""
        return Path(self.path)

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        for path in paths:
            # os.path's, which doesn't raise where there is no permission to look
            if not path.name.startswith(".") and (not self._folders_only or os.path.isdir(path)):  # noqa: PTH112
                yield path

    def action_parent(self) -> None:
        self.path = Path(os.path.realpath(self.path)).parent
        self.post_message(self.Entered())

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """What is typed begins a path."""
        return bool(character and character.isprintable() and character != " ")

    def on_key(self, event: events.Key) -> None:
        if event.character and event.is_printable and event.character != " ":
            event.stop()
            self.post_message(self.Typed(event.character))

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.post_message(self.Typed("".join(event.text.splitlines()[:1])))
