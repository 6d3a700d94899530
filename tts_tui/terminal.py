"""Keeps what C libraries print off the screen.

Textual draws on file descriptor 2, where ALSA, PortAudio, espeak and onnxruntime print. Imports nothing heavy: the
guard must stand before Textual is imported, because Textual keeps `sys.__stderr__` as it finds it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TextIO

from tts_tui.store.private import FILE, make_folder, tighten

_STDERR = 2
_LOG_AT_MOST = 1_000_000


class ScreenGuard:
    """While entered, Python's stderr is still the terminal and descriptor 2 is a log file.

    Where stderr is no terminal, nothing is changed.
    """

    def __init__(self, log: Path, *, always: bool = False) -> None:
        """
        Args:
            log: appended to; begun anew when it has grown beyond a megabyte.
            always: also where stderr is no terminal.
        """
        self._log = log
        self._always = always
        self._screen: TextIO | None = None
        self._before: tuple[TextIO | None, TextIO | None] = (None, None)

    def __enter__(self) -> ScreenGuard:
        if self._always or os.isatty(_STDERR):
            self._before = sys.stderr, sys.__stderr__
            self._screen = os.fdopen(os.dup(_STDERR), "w", encoding="utf-8", errors="replace")
            sys.stderr = sys.__stderr__ = self._screen  # type: ignore[misc]
            self._to_log()
        return self

    def __exit__(self, *_: object) -> None:
        if self._screen is None:
            return
        self._screen.flush()
        os.dup2(self._screen.fileno(), _STDERR)
        sys.stderr, sys.__stderr__ = self._before  # type: ignore[misc, assignment]
        self._screen.close()
        self._screen = None

    def _to_log(self) -> None:
        try:
            log = open_log(self._log)
        except OSError:
            log = os.open(os.devnull, os.O_WRONLY)  # no place for a log: the screen still has to stay clean
        os.dup2(log, _STDERR)
        os.close(log)


def open_log(path: Path) -> int:
    """A descriptor that appends to the log, which only its owner can read; one grown too large is begun anew.

    Raises:
        OSError: there is no place for it.
    """
    make_folder(path.parent)
    grown = path.exists() and path.stat().st_size > _LOG_AT_MOST
    how = os.O_TRUNC if grown else os.O_APPEND
    tighten(path, FILE)
    return os.open(path, os.O_WRONLY | os.O_CREAT | how, FILE)
