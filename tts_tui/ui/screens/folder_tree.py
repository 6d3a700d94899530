"""A folder tree without hidden entries, of folders only or also of files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import DirectoryTree


class FolderTree(DirectoryTree):
    """Starts at a folder; `backspace` goes one up."""

    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    ICON_FILE = "  "
    BINDINGS: ClassVar[list[BindingType]] = [Binding("backspace", "parent", "Folder up")]

    def __init__(self, path: Path, *, folders_only: bool, id: str | None = None) -> None:
        super().__init__(path, id=id)
        self._folders_only = folders_only

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        for path in paths:
            if not path.name.startswith(".") and (not self._folders_only or _is_folder(path)):
                yield path

    def action_parent(self) -> None:
        self.path = Path(self.path).resolve().parent


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # no permission to look
        return False
