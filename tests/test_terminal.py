"""The fd-2 guard, on a real pseudo-terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import os, sys
from pathlib import Path
from tts_tui.terminal import ScreenGuard
assert not {"textual", "numpy", "sounddevice"} & set(sys.modules)
with ScreenGuard(Path(sys.argv[1])) as guard:
    os.write(2, b"library noise\\n")
    print("drawn", file=sys.__stderr__, flush=True)
os.write(2, b"after\\n")
print("python after", file=sys.stderr)
"""


def on_terminal(*arguments: str) -> str:
    """What a program that runs PROGRAM with a terminal as its stderr shows there."""
    leader, follower = pty.openpty()
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, *arguments], stderr=follower)
    os.close(follower)
    shown = b""
    try:
        while chunk := os.read(leader, 4096):
            shown += chunk
    except OSError:  # the other end is closed: this is how Linux ends a pseudo-terminal
        pass
    os.close(leader)
    assert process.wait() == 0
    return shown.decode().replace("\r\n", "\n")


def test_only_the_drawing_reaches_the_terminal(tmp_path: Path) -> None:
    log = tmp_path / "new folder" / "log"
    assert on_terminal(str(log)) == "drawn\nafter\npython after\n"
    assert log.read_text() == "library noise\n"
    assert log.stat().st_mode & 0o777 == 0o600


def test_no_place_for_a_log_keeps_the_screen_clean(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert on_terminal(str(tmp_path / "file" / "log")) == "drawn\nafter\npython after\n"


def test_a_log_that_has_grown_is_begun_anew(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_bytes(b"x" * 1_000_001)
    on_terminal(str(log))
    assert log.stat().st_size < 1000


def test_stderr_that_is_no_terminal_is_left_alone(tmp_path: Path) -> None:
    log = tmp_path / "log"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(log)], capture_output=True, text=True, check=True
    )
    assert "library noise" in done.stderr
    assert not log.exists()
