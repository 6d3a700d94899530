"""A child ends when its parent does, however that ended, and whatever the child is doing."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tts_tui import children
from tts_tui.backends.worker.frames import HEADER

HUNG = """
import ctypes, os, sys
from tts_tui import children
children.end_with_parent()
print(os.getpid(), flush=True)
ctypes.CDLL(None).sleep(600)  # as a sound server that doesn't answer
"""
PARENT = """
import subprocess, sys, time
from pathlib import Path
from tts_tui import children
command = children.script(Path(sys.executable), Path(sys.argv[2])) if sys.argv[1] == "ours" else children.tool(
    sys.executable, "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(600)")
child = subprocess.Popen(command.arguments, env=command.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
print(child.stderr.readline().decode() if sys.argv[1] == "ours" else child.stdout.readline().decode(), flush=True)
time.sleep(600)
"""


def gone(pid: int, seconds: float = 20.0) -> bool:
    """Waits until the process has ended."""
    status = Path(f"/proc/{pid}/stat")
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        try:
            if status.read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("kind", ["ours", "tool"])
def test_a_hung_child_ends_with_its_parent(tmp_path: Path, kind: str) -> None:
    script = tmp_path / "hung.py"
    script.write_text("def main(channel):\n" + "".join(f"    {line}\n" for line in HUNG.strip().splitlines()))
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, kind, str(script)], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    assert not gone(pid, 0.2)
    parent.kill()
    parent.communicate()
    assert gone(pid)


def test_a_worker_ends_when_its_parent_was_killed_in_the_middle_of_a_message(tmp_path: Path) -> None:
    script = tmp_path / "idle.py"
    script.write_text(
        "from tts_tui.backends.worker.serve import serve\ndef main(channel):\n    serve(channel, {})\n",
        encoding="utf-8",
    )
    command = children.script(Path(sys.executable), script)
    child = subprocess.Popen(
        command.arguments, env=command.environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert child.stdin is not None
    child.stdin.write(HEADER.pack(100) + b"J{")
    child.stdin.close()
    assert child.wait(20) == 0
