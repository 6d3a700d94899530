"""What makes a place on disk usable again, as a hint."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from tts_tui.store.user_paths import exists

FULL = (errno.ENOSPC, errno.EDQUOT)
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def hint_of(error: OSError, file: Path) -> str:
    """What lets the file be written after this error, in one line."""
    if error.errno in FULL:
        return f"Free some space on the disk of {file.parent}."
    if error.errno in _CLOSED:
        return hint_of_closed(file)
    return f"Look at what stands in its place: ls -ld '{file.parent}' '{file}'"


def hint_of_closed(file: Path) -> str:
    """The same where we may not write it; no permission helps on a disk that can only be read."""
    if is_read_only(file):
        return (
            f"Its disk can only be read: let HOME, or the XDG variable of {file.parent}, name another place."
        )
    return f"Make it writable: chmod u+rwX '{file.parent}' '{file}'"


def is_read_only(path: Path) -> bool:
    """Whether nobody can write there, since the disk is mounted so."""
    there = next(each for each in (path, *path.absolute().parents) if exists(each))
    with suppress(OSError):
        return bool(os.statvfs(there).f_flag & os.ST_RDONLY)
    return False
