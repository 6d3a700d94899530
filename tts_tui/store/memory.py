"""The memory that a process has. Standard library only: engines ask in their own environments."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path


def resident_mb() -> int:
    """Megabytes that this process has; the most that it has had where the system doesn't tell what it has."""
    return resident_mb_of(os.getpid()) or _most_bytes() // 1_000_000


def resident_mb_of(pid: int | None) -> int:
    """Megabytes that another process has; 0 where the system doesn't tell, or there is none."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def peak_memory_mb(pid: int | None = None) -> float:
    """MiB that a process, this one if none is named, has had at most; 0 for another where the system doesn't tell."""
    status = Path(f"/proc/{pid or 'self'}/status")
    if status.exists():  # ru_maxrss of a child starts at its parent's size; this doesn't
        lines = status.read_text(encoding="ascii", errors="replace").splitlines()
        return float(next((line.split()[1] for line in lines if line.startswith("VmHWM")), 0)) / 2**10
    return _most_bytes() / 2**20 if pid is None else 0.0


def _most_bytes() -> int:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
