"""The process that owns the device: it ends with its parent, whatever happens to that."""

from __future__ import annotations

import dataclasses
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from virtual_sound import until

from tts_tui.audio.play.output import Output, Phase
from tts_tui.audio.play.sinks.base import SinkOptions

pytestmark = pytest.mark.slow

PARENT = """
import sys, threading, time
from tts_tui.audio.play.output import Output, Phase
from tts_tui.audio.play.sinks.base import SinkOptions
opened = threading.Event()
output = Output(["null"], SinkOptions(24000, None, 0.06), opened.set)
opened.wait(20)
print(output.phase.value, output._process.pid, output.ring.path, flush=True)
sys.stdin.read()
"""


def alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_what_is_sent_to_all_of_us_ends_it_with_its_parent_and_not_before() -> None:
    wanted = SinkOptions(24_000, None, 0.06)
    changed = threading.Semaphore(0)
    output = Output(["null"], wanted, changed.release)
    try:
        changed.acquire()
        assert output.phase is Phase.OPEN
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            output._process.send_signal(number)
        output._order(do="open", sinks=["null"], **dataclasses.asdict(wanted))
        changed.acquire()
        assert output.phase is Phase.OPEN, output.reason
        assert alive(output._process.pid)
    finally:
        output.close()


def test_it_ends_when_its_parent_is_killed_and_leaves_nothing() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    phase, pid, ring = parent.stdout.readline().split()
    assert phase == "open"
    assert alive(int(pid))
    parent.kill()
    parent.communicate()
    until(lambda: not alive(int(pid)), "the sound process outlives its parent")
    assert not Path(ring).exists()


def test_listing_devices_works_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tts_tui.audio.play.devices import probe

    monkeypatch.chdir(tmp_path)
    assert [report.name for report in probe()] == ["sounddevice", "miniaudio", "null"]
