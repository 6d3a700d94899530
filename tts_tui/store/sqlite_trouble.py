"""Why an SQLite file can't be used, and what fixes it."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

_DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_PRIMARY = 0xFF
"""Of SQLite's codes, the part without the details."""


def is_damage(error: sqlite3.Error) -> bool:
    """Whether what the file holds isn't what SQLite wrote."""
    return _code(error) in _DAMAGED


def is_full(error: Exception) -> bool:
    """Whether the disk has no room left."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return _code(error) == sqlite3.SQLITE_FULL


def hint_of(error: Exception, file: Path) -> str:
    """What fixes it, in one line."""
    folder = file.parent
    full = f"Free some space on the disk of {folder}."
    closed = f"Make it writable: chmod u+rwX '{folder}' '{file}'"
    if is_full(error):
        return full
    if isinstance(error, OSError):  # whose numbers are others than SQLite's
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return closed
        return f"Look at what stands in its place: ls -ld '{folder}' '{file}'"
    match _code(error):
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN:
            return closed
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return "Another program uses it: try again when that has ended."
    return f"mv '{file}' '{file}.broken' starts a new one."


def _code(error: Exception) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & _PRIMARY
