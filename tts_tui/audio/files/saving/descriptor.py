"""Unbuffered outputs that write every byte they are given, or say why not."""

from __future__ import annotations

import fcntl
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Self


class Descriptor:
    """A file descriptor of our own. A plain file may write less than asked when the disk is full: this one raises.

    Places count from where it was opened: what a shell's redirection already wrote into the file isn't ours.

    Attributes:
        path: empty for stdout.
    """

    def __init__(self, descriptor: int, *, seekable: bool, begin: int = 0, path: Path = Path()) -> None:
        self.path = path
        self._descriptor = descriptor
        self._seekable = seekable
        self._at = 0
        self._end = 0
        self._begin = begin

    @classmethod
    def create(cls, path: Path) -> Descriptor:
        """A new file, locked for as long as it is open.

        Raises:
            FileExistsError: there is one.
            OSError: it can't be made.
        """
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666)
        hold(descriptor)
        return cls(descriptor, seekable=True, path=path)

    @classmethod
    def pipe(cls, descriptor: int = 1) -> Descriptor:
        """A duplicate of stdout. It seeks where that is a file, but for one that is only appended to."""
        own = os.dup(descriptor)
        seekable = _can_seek(own)
        return cls(own, seekable=seekable, begin=os.lseek(own, 0, os.SEEK_CUR) if seekable else 0)

    def write(self, data: bytes) -> int:
        rest = memoryview(data)
        while rest:
            written = os.write(self._descriptor, rest)
            rest = rest[written:]
            self._at += written
        self._end = max(self._end, self._at)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back here."""

    def seekable(self) -> bool:
        return self._seekable

    def seek(self, offset: int, whence: int = 0) -> int:
        """Set the place of the next byte; `os.SEEK_END` is the end of our own bytes."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._end}[whence]
        self._at = os.lseek(self._descriptor, self._begin + base + offset, os.SEEK_SET) - self._begin
        return self._at

    def tell(self) -> int:
        return self._at

    def sync(self) -> None:
        """Returns when the bytes are on the disk."""
        os.fsync(self._descriptor)

    @property
    def closed(self) -> bool:
        return self._descriptor < 0

    def close(self) -> None:
        if not self.closed:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _can_seek(descriptor: int) -> bool:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        return False
    return not fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_APPEND


def hold(descriptor: int) -> None:
    """Mark a file as being written until it is closed, be it by a crash."""
    with suppress(OSError):  # a file system without locks, on which none is checked either
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def is_held(path: Path) -> bool:
    """Whether some process is writing this file.

    Raises:
        OSError: it can't be read.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return False
