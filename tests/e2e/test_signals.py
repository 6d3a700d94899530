"""The real program in a terminal of its own, told to end: at once, the text kept, the terminal as it was."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tts_tui.ui.signals import SIGNALS

pytestmark = pytest.mark.slow

LONGEST_WAIT = 60.0
"""Seconds after which something never happens."""

STUCK = """\
import sys, time
from tts_tui.ui.stts_window import STTSWindow
def hang(self, event):
    if event.character == "!":
        time.sleep(600)
STTSWindow.on_key = hang
from tts_tui.__main__ import main
sys.exit(main([]))
"""
"""The program, whose window hangs when an exclamation mark is typed."""

MODES = ("1000", "1003", "1006", "1049", "2004")
"""Mouse, alternate screen, bracketed paste."""


class Window:
    """The program and the other end of its terminal."""

    def __init__(self, folder: Path, code: str) -> None:
        self.state = folder / "state"
        settings = folder / "config.toml"
        settings.write_text('[speech]\nprovider = "openai"\n')  # no engine is loaded here
        self.said = b""
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            home = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CACHE", "DATA", "STATE")}
            os.chdir(folder)
            root = str(Path(__file__).parents[2])
            os.execve(
                sys.executable,
                [sys.executable, "-c", code],
                os.environ | home | {"TTS_TUI_CONFIG": str(settings), "PYTHONPATH": root, "TERM": "xterm"},
            )
        self.before = termios.tcgetattr(self.terminal)

    def type(self, text: str) -> None:
        os.write(self.terminal, text.encode())

    def read(self) -> bool:
        """Take in what it writes for a moment; False when there will be no more."""
        if select.select([self.terminal], [], [], 0.1)[0]:
            try:
                self.said += (more := os.read(self.terminal, 65536))
            except OSError:  # it has ended
                return False
            return bool(more)
        return True

    def until(self, words: str) -> None:
        deadline = time.monotonic() + LONGEST_WAIT
        while words not in self.shown:
            assert time.monotonic() < deadline, self.shown[-2000:]
            assert self.read(), self.shown[-2000:]

    @property
    def shown(self) -> str:
        """What it wrote, without colours and moves."""
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.said.decode(errors="replace"))

    def wait(self) -> int:
        """Its exit code; negative for a signal that it died of."""
        deadline = time.monotonic() + LONGEST_WAIT
        while (ended := os.waitpid(self.pid, os.WNOHANG))[0] == 0:
            assert time.monotonic() < deadline, "it never ends"
            self.read()
        self.pid = 0
        while self.read() and time.monotonic() < deadline:
            pass
        return os.waitstatus_to_exitcode(ended[1])

    @property
    def left_on(self) -> list[str]:
        """Modes of the terminal that were switched on and not off again."""
        said = self.said.decode(errors="replace")
        return [mode for mode in MODES if said.rfind(f"\x1b[?{mode}h") > said.rfind(f"\x1b[?{mode}l")]

    def drafts(self) -> list[str]:
        return [file.read_text(errors="replace") for file in self.state.rglob("*") if file.is_file()]

    def close(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.terminal)


@pytest.fixture
def window(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Window]:
    code = getattr(request, "param", "from tts_tui.__main__ import main; import sys; sys.exit(main([]))")
    window = Window(tmp_path, code)
    window.until("Type or paste")
    yield window
    window.close()


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_ends_it_with_text_and_terminal_whole(window: Window, number: signal.Signals) -> None:
    window.type("A word.")
    window.until("A word.")
    os.kill(window.pid, number)  # within the second in which the draft isn't kept yet
    assert window.wait() == 128 + number
    assert not window.left_on
    assert termios.tcgetattr(window.terminal)[3] & termios.ECHO == window.before[3] & termios.ECHO
    assert any("A word." in draft for draft in window.drafts())
    assert "Traceback" not in window.shown


@pytest.mark.parametrize("window", [STUCK], indirect=True, ids=["stuck"])
def test_a_window_that_hangs_ends_too(window: Window) -> None:
    window.type("A word.")
    window.until("A word.")
    window.type("!")
    time.sleep(0.5)  # nothing tells that it hangs
    os.kill(window.pid, signal.SIGTERM)
    assert window.wait() == 128 + signal.SIGTERM
    assert not window.left_on
    assert any("A word." in draft for draft in window.drafts())


def test_a_terminal_that_goes_away_takes_the_window_along_but_not_the_text(window: Window) -> None:
    window.type("A word.")
    window.until("A word.")
    os.close(window.terminal)
    window.terminal = os.open(os.devnull, os.O_RDWR)
    deadline = time.monotonic() + LONGEST_WAIT
    while os.waitpid(window.pid, os.WNOHANG)[0] == 0:
        assert time.monotonic() < deadline, "it lives on without a terminal"
        time.sleep(0.05)
    window.pid = 0
    assert any("A word." in draft for draft in window.drafts())
