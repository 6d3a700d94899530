"""Why an SQLite file can't be used, and what fixes it."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from tts_tui.store import disk_trouble

_DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_PRIMARY = 0xFF
"""Of SQLite's codes, the part without the details."""


def is_damage(error: sqlite3.Error) -> bool:
    """Whether what the file holds isn't what SQLite wrote."""
    return _code(error) in _DAMAGED


def is_full(error: Exception) -> bool:
    """Whether the disk has no room left."""
    if isinstance(error, OSError):
        return error.errno in disk_trouble.FULL
    return _code(error) == sqlite3.SQLITE_FULL


def hint_of(error: Exception, file: Path) -> str:
    """What fixes it, in one line."""
    if isinstance(error, OSError):  # whose numbers are others than SQLite's
        return disk_trouble.hint_of(error, file)
    match _code(error):
        case sqlite3.SQLITE_FULL:
            return disk_trouble.hint_of(OSError(errno.ENOSPC, ""), file)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN:
            return disk_trouble.hint_of_closed(file)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return "Another program uses it: try again when that has ended."
        case sqlite3.SQLITE_IOERR:  # nothing is wrong with what is in it
            return f"Look at its disk, and at what a file may hold here: df -h '{file.parent}'; ulimit -f"
    return f"mv '{file}' '{file}.broken' starts a new one."


def _code(error: Exception) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & _PRIMARY
