"""Give a complete file its name: all or nothing, on disk when it returns, never over another file."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

from tts_tui.audio.saving.names import numbered

_AT_FDCWD = -100
_RENAME_NOREPLACE = 1  # linux/fs.h
_NO_RENAMEAT2 = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def commit_beside(part: Path, final: Path, *, overwrite: bool = False) -> Path:
    """Rename `part`, whose bytes are synced already, to `final`; to "name (2)" and so on where that exists.

    Returns:
        The name it has now.

    Raises:
        OSError: `part` is still there.
    """
    if overwrite:
        part.replace(final)
        sync_folder(final.parent)
        return final
    for candidate in numbered(final):
        try:
            _rename_new(part, candidate)
        except FileExistsError:
            continue
        sync_folder(final.parent)
        return candidate
    raise AssertionError("the numbers never end")


def sync_file(path: Path) -> None:
    """Returns when the file's bytes are on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Returns when the names in the folder are on the disk, where the system can say so."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _rename_new(part: Path, final: Path) -> None:
    if sys.platform == "win32":
        part.rename(final)  # never replaces there
        return
    if _renameat2(part, final):
        return
    try:
        os.link(part, final)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: hold the name with an empty file, then replace that
        os.close(os.open(final, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        part.replace(final)
    else:
        part.unlink()


def _renameat2(part: Path, final: Path) -> bool:
    """Linux's rename that replaces nothing; False where kernel, C library or file system hasn't got it."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(part), _AT_FDCWD, os.fsencode(final), _RENAME_NOREPLACE) == 0:
        return True
    error = ctypes.get_errno()
    if error in _NO_RENAMEAT2:
        return False
    raise OSError(error, os.strerror(error), str(part), None, str(final))
