"""Replacing a file so that a crash or a full disk leaves the old text or the new, never half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tts_tui.store import leftovers
from tts_tui.store.locks import try_lock
from tts_tui.store.private import make_folder


def replace_text(path: Path, text: str, *, mode: int | None = None) -> None:
    """`replace_bytes` with text as UTF-8."""
    replace_bytes(path, text.encode("utf-8"), mode=mode)


def replace_bytes(path: Path, data: bytes, *, mode: int | None = None) -> None:
    """Write `data` to `path`, as `replacing` does.

    Raises:
        OSError: it can't be written; the old file is untouched.
    """
    with replacing(path, mode=mode) as temporary:
        temporary.write_bytes(data)


@contextmanager
def replacing(path: Path, *, mode: int | None = None) -> Iterator[Path]:
    """An empty file to write, which takes the place of `path` at the end of the block; nothing is left of it else.

    The folder is made, and a symbolic link keeps pointing where it does. What a killed writer left in that folder an
    hour ago is removed, once in the life of the program.

    Args:
        mode: permissions of the file; None keeps those it has, 0o600 if it is new.

    Raises:
        OSError: it can't be written; the old file is untouched.
    """
    original, path = path, path.resolve()
    make_folder(path.parent)
    if mode is None and path.exists():
        mode = path.stat().st_mode & 0o777
    try:
        descriptor, name = tempfile.mkstemp(leftovers.SUFFIX, f".{path.name}.", path.parent)
    except OSError as error:
        error.filename = str(original)  # the temporary name would mean nothing to the user
        raise
    temporary = Path(name)
    try_lock(descriptor)
    try:
        try:
            yield temporary
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename == name:
            error.filename, error.filename2 = str(original), None
        raise
    leftovers.sweep(path.parent)
