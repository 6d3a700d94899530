"""The processor's cores that this process may use."""

from __future__ import annotations

import math
import os
from contextlib import suppress
from pathlib import Path

_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def core_numbers() -> list[int]:
    """Numbers of those that it may run on."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def usable_cores(quota: Path = _QUOTA) -> int:
    """How many: those that it may run on, or fewer if its container has less time than they have."""
    cores = len(core_numbers())
    with suppress(OSError, ValueError):  # "max 100000" where there is no limit
        granted, period = quota.read_text(encoding="ascii").split()
        cores = min(cores, max(1, math.ceil(int(granted) / int(period))))
    return cores
