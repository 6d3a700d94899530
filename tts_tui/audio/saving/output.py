"""Unbuffered outputs that write every byte they are given, or say why not."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


class Output:
    """A file descriptor of our own. A plain file may write less than asked when the disk is full: this one raises.

    Attributes:
        path: empty for a pipe.
    """

    def __init__(self, descriptor: int, *, seekable: bool, path: Path = Path()) -> None:
        self.path = path
        self._descriptor = descriptor
        self._seekable = seekable

    @classmethod
    def create(cls, path: Path) -> Output:
        """A new file, locked for as long as it is open.

        Raises:
            FileExistsError: there is one.
            OSError: it can't be made.
        """
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o666)
        hold(descriptor)
        return cls(descriptor, seekable=True, path=path)

    @classmethod
    def pipe(cls, descriptor: int = 1) -> Output:
        """A duplicate of stdout. Never seeks, not even in a file: something else may stand before our bytes."""
        return cls(os.dup(descriptor), seekable=False)

    def write(self, data: bytes) -> int:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]
        return len(data)

    def flush(self) -> None:
        """Nothing is held back here."""

    def seekable(self) -> bool:
        return self._seekable

    def seek(self, offset: int, whence: int = 0) -> int:
        return os.lseek(self._descriptor, offset, whence)

    def tell(self) -> int:
        return os.lseek(self._descriptor, 0, os.SEEK_CUR)

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

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def hold(descriptor: int) -> None:
    """Mark a file as being written until it is closed, be it by a crash."""
    if fcntl is not None:
        with suppress(OSError):  # a file system without locks: then nobody asks for one either
            fcntl.flock(descriptor, fcntl.LOCK_EX)


def is_held(path: Path) -> bool:
    """Whether some process is writing this file.

    Raises:
        OSError: it can't be read.
    """
    if fcntl is None:
        return False
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
