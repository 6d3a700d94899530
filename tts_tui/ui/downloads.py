"""What is saved where the window is in a browser: made in a folder of its own, downloaded, and forgotten."""

from __future__ import annotations

import tempfile
from pathlib import Path

from textual.app import App


class Downloads:
    """Holds each file until the browser has it, or the window is closed."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._offered: dict[str, Path] = {}

    @property
    def folder(self) -> Path:
        """Where they are made; nobody else may look into it."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="tts-tui-", ignore_cleanup_errors=True)
        return Path(self._folder.name)

    def offer(self, path: Path) -> None:
        """Let the browser fetch a file of that folder."""
        if key := self._app.deliver_binary(path):
            self._offered[key] = path

    def end(self, key: str | None) -> None:
        """The browser has it, or can't have it."""
        if key and (path := self._offered.pop(key, None)):
            path.unlink(missing_ok=True)

    def close(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
