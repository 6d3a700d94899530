"""What a program that was killed while it wrote a file left beside it: swept by the next one that writes there."""

from __future__ import annotations

import fcntl
import os
import re
import time
from contextlib import suppress
from pathlib import Path

SUFFIX = ".tts-tui"
"""Of a file that is being written: nobody else's ends so."""

OLD_SECONDS = 3600.0
"""Since its last write: far longer than any writer of ours takes, on a computer that shares the folder, too."""

_OURS = re.compile(rf"\..+\.[a-z0-9_]{{8}}{re.escape(SUFFIX)}")  # as `tempfile` names them

_swept: set[Path] = set()


def hold(descriptor: int) -> None:
    """Show that this file's writer lives, for as long as it is open; a file system without locks goes by its age."""
    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def sweep(folder: Path) -> None:
    """Remove what is left there of writers that are gone, once in the life of this program."""
    if folder in _swept:
        return
    _swept.add(folder)
    with suppress(OSError):
        for file in folder.iterdir():
            if _OURS.fullmatch(file.name):
                with suppress(OSError):
                    _remove(file)


def _remove(file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if time.time() - os.fstat(descriptor).st_mtime > OLD_SECONDS:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.unlink()
    finally:
        os.close(descriptor)
