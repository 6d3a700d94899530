"""The memory that this process has now."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PAGES = Path("/proc/self/statm")


def resident_mb() -> int:
    """Megabytes of the machine's memory; the most that it has had where the system doesn't tell what it has."""
    if _PAGES.exists():
        return int(_PAGES.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1_000_000
    if sys.platform == "win32":
        return 0  # Windows has no getrusage
    import resource

    unit = 1 if sys.platform == "darwin" else 1024  # what the system counts in
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // 1_000_000
