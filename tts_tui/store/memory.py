"""The memory that a process has now."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def resident_mb() -> int:
    """Megabytes that this process has; the most that it has had where the system doesn't tell what it has."""
    if now := resident_mb_of(os.getpid()):
        return now
    if sys.platform == "win32":
        return 0  # Windows has no getrusage
    import resource

    unit = 1 if sys.platform == "darwin" else 1024  # what the system counts in
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // 1_000_000


def resident_mb_of(pid: int | None) -> int:
    """Megabytes that another process has; 0 where the system doesn't tell, or there is none."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") // 1_000_000
