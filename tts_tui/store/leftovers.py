"""What a program that was killed while it wrote a file left beside it: swept by the next one that writes there."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path

from tts_tui.store.locks import try_lock

SUFFIX = ".tts-tui"
"""Suffix of a file that is being written; only this program uses it."""

OLD_SECONDS = 3600.0
"""Since its last write: far longer than any writer of ours takes, on a computer that shares the folder, too."""

_OURS = re.compile(rf"\..+\.[a-z0-9_]{{8}}{re.escape(SUFFIX)}")  # as `tempfile` names them

_swept: set[Path] = set()


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
        old = time.time() - os.fstat(descriptor).st_mtime > OLD_SECONDS
        # its writer holds it while it lives; a file system without locks goes by its age
        if old and try_lock(descriptor):
            file.unlink()
    finally:
        os.close(descriptor)
