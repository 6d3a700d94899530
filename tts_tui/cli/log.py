"""The log of the commands, for whoever debugs the program: the same file as the window's."""

from __future__ import annotations

import logging
import os
from io import TextIOWrapper
from pathlib import Path

from tts_tui.terminal import open_log


class LogFile(logging.FileHandler):
    """A log that isn't there before something is written to it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8", delay=True)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            super().emit(record)
        except OSError:  # no log can be written: the message on the terminal has to do
            return

    def _open(self) -> TextIOWrapper:
        return os.fdopen(open_log(Path(self.baseFilename)), "a", encoding="utf-8")


def log_to(path: Path) -> None:
    """Send warnings and worse, with their tracebacks, to this file instead of the terminal."""
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.basicConfig(level=logging.WARNING, format=form, handlers=[LogFile(path)])
