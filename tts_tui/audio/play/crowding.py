"""How busy the machine is: what would be a fault on an idle one is only slow where many share a core."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from tts_tui.cores import core_numbers

MOST = 4.0
"""Patience grows no further: a server that is really gone must still be told within seconds."""


def crowding() -> float:
    """Programs that want each core, 1 to `MOST`: those of now, or those of the last minute if they were more."""
    wanting = 0.0
    with suppress(OSError):
        wanting = os.getloadavg()[0]
    with suppress(OSError, ValueError):  # Linux alone tells at once: "0.20 0.18 0.12 1/80 11206"
        wanting = max(wanting, float(Path("/proc/loadavg").read_text().split()[3].partition("/")[0]))
    return min(max(1.0, wanting / len(core_numbers())), MOST)
