"""The name of the one file that a run leaves on the server, whose API has no call to delete it."""

from __future__ import annotations

import hashlib
import platform
from pathlib import Path

from filelock import FileLock, Timeout

_MOST = 64


class OutputName:
    """A name that the next run takes again, so that files don't pile up; runs at the same time have one each."""

    def __init__(self, folder: Path) -> None:
        """
        Args:
            folder: where it is noted which names are taken.
        """
        self._folder = folder
        self._lock: FileLock | None = None
        self._name = ""

    def take(self) -> str:
        """Letters, digits and _, ours until `release`. Reads the disk."""
        if self._lock is None:
            where = hashlib.sha256(f"{platform.node()} {self._folder}".encode()).hexdigest()[:8]
            for number in range(_MOST):
                self._name = f"tts_tui_{where}_{number}"
                if self._locked(number):
                    break
        return self._name

    def release(self) -> None:
        """Leave it to the next run."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _locked(self, number: int) -> bool:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._folder / f"alltalk-output-{number}.lock", timeout=0, thread_local=False)
            lock.acquire()
        except Timeout:
            return False
        except OSError:  # nothing can be noted here: the name is as good as any
            return True
        self._lock = lock
        return True
