"""Samples that have left memory: one unnamed temporary file, written once and read anywhere."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_BYTES = 4


class Spool:
    """Float32 samples in a file that vanishes when it is closed, or with the process."""

    def __init__(self, folder: Path | None = None) -> None:
        """Args:
            folder: where to keep the file; a disk rather than a RAM disk where the system has such a place.

        Raises:
            OSError: no file can be made there.
        """
        on_disk = Path("/var/tmp")
        chosen = folder or (on_disk if on_disk.is_dir() else None)
        self._file = tempfile.TemporaryFile(prefix="tts-tui-", dir=chosen, buffering=0)  # noqa: SIM115 (closed with us)
        self.frames = 0

    def append(self, samples: NDArray[np.float32]) -> None:
        """Write at the end.

        Raises:
            OSError: the disk is full; nothing of `samples` counts as written.
        """
        data = np.ascontiguousarray(samples).data.cast("B")
        self._file.seek(self.frames * _BYTES)
        while data:
            data = data[self._file.write(data) :]
        self.frames += len(samples)

    def read(self, start: int, count: int) -> NDArray[np.float32]:
        """`count` samples from `start`, all of which must have been written."""
        samples = np.empty(count, np.float32)
        view = samples.data.cast("B")
        self._file.seek(start * _BYTES)
        while view:
            view = view[self._file.readinto(view) :]
        return samples

    def close(self) -> None:
        """Remove the file."""
        self._file.close()
