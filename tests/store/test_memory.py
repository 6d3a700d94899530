"""The memory of this process and of others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tts_tui.store.memory import resident_mb, resident_mb_of

needs_proc = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux's /proc")
HOLD = "held = bytearray(b'x') * 200_000_000; print('held', flush=True); input()"


def test_this_process_has_memory() -> None:
    assert resident_mb() > 5


@needs_proc
def test_what_another_process_takes_is_seen_at_once_and_gone_with_it() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        assert 200 <= resident_mb_of(child.pid) < 300
        child.communicate("\n")
    assert resident_mb_of(child.pid) == 0


def test_nobody_has_no_memory() -> None:
    assert resident_mb_of(None) == 0
