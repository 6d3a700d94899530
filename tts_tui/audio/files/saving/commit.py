"""Give a complete file its name: all or nothing, on disk when it returns, never over another file."""

from __future__ import annotations

import ctypes
import errno
import os
from contextlib import suppress
from pathlib import Path

from tts_tui.audio.files.saving.names import numbered
from tts_tui.speech.errors import SaveError

_AT_FDCWD = -100
_RENAME_NOREPLACE = 1  # linux/fs.h
_NO_RENAMEAT2 = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def commit_beside(part: Path, final: Path, *, overwrite: bool = False) -> Path:
    """Rename `part`, whose bytes are synced already, to `final`; to "name-2" and so on where that exists.

    Returns:
        The name it has now.

    Raises:
        OSError: `part` is still there.
        SaveError: the file has its name, but the disk doesn't confirm it.
    """
    if overwrite:
        part.replace(final)
        return _settle(final)
    for candidate in numbered(final):
        try:
            _rename_new(part, candidate)
        except FileExistsError:
            continue
        return _settle(candidate)
    raise AssertionError("the numbers never end")


def sync_file(path: Path) -> None:
    """Returns when the file's bytes are on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Returns when the names in the folder are on the disk, where the system can say so.

    Raises:
        OSError: they are not.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # a folder that may be written and not be read
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _settle(final: Path) -> Path:
    try:
        sync_folder(final.parent)
    except OSError as error:
        raise SaveError(
            f"“{final.name}” is saved, but the disk doesn't confirm its name: {error.strerror}.",
            hint="Check the disk; the file may be gone after a power failure.",
        ) from error
    return final


def _rename_new(part: Path, final: Path) -> None:
    if _renameat2(part, final):
        return
    try:
        os.link(part, final)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: hold the name with an empty file, then replace that
        os.close(os.open(final, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        try:
            part.replace(final)
        except OSError:
            final.unlink()
            raise
    else:
        with suppress(OSError):  # the file has its name: what is left beside it is only a second one
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
