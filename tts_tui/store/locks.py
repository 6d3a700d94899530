"""A lock on an open file or folder, which no killed program leaves behind."""

from __future__ import annotations

# not filelock, which takes its time to be imported at every start, wants a file of its own beside the settings, and
# without flock falls back to a lock that outlives a killed program
import fcntl
from contextlib import suppress


def try_lock(descriptor: int) -> bool:
    """Lock it until it is closed; False where another program has it. A file system without locks grants it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def share(descriptor: int) -> None:
    """Wait until no other program has it locked, and let none lock it until it is closed; many may share it at once."""
    with suppress(OSError):  # a file system without locks grants it
        fcntl.flock(descriptor, fcntl.LOCK_SH)
