"""Whether the machine has time for a measurement, which would be wrong beside other work."""

from __future__ import annotations

import time
from pathlib import Path

_STAT = Path("/proc/stat")
_IDLE = 0.75
"""Of all cores' time; two samples in a row have at least that much."""

_SAMPLE_SECONDS = 0.5


def becomes_quiet(within: float) -> bool:
    """Wait until the processor is mostly idle; False where it isn't within so many seconds.

    True at once where the system doesn't tell (Linux does, in /proc/stat).
    """
    deadline = time.monotonic() + within
    quiet = 0
    before = _times()
    while before is not None and quiet < 2:
        time.sleep(_SAMPLE_SECONDS)
        now = _times()
        if now is None:
            return True
        spent, idle = now[0] - before[0], now[1] - before[1]
        quiet = quiet + 1 if spent and idle / spent >= _IDLE else 0
        before = now
        if not quiet and time.monotonic() > deadline:
            return False
    return True


def _times() -> tuple[int, int] | None:
    """Clock ticks since the start of the machine: all, and idle ones."""
    try:
        ticks = [int(each) for each in _STAT.read_text(encoding="ascii").split("\n", 1)[0].split()[1:]]
    except (OSError, ValueError):
        return None
    return sum(ticks[:8]), ticks[3] + ticks[4]
