"""The real program on a real terminal: bytes that are no text, a paste without marks, keys faster than a dialog."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")]

LONGEST_WAIT = 120.0
"""Seconds after which something never happens, on a loaded machine too."""


class Window:
    """The program in a pseudo-terminal of its own, with a provider that has no engine to start."""

    def __init__(self, folder: Path, term: str = "xterm") -> None:
        self.folder = folder
        (folder / "config.toml").write_text('[speech]\nprovider = "openai"\n')
        home = {
            f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")
        }
        unkeyed = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")}
        root = str(Path(__file__).parents[2])
        variables = {"TTS_TUI_CONFIG": str(folder / "config.toml"), "TERM": term, "PYTHONPATH": root}
        self._screen, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tts_tui"],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            cwd=folder,
            env=unkeyed | home | variables,
            start_new_session=True,
        )
        os.close(terminal)
        self.shown = b""
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            while data := os.read(self._screen, 65536):
                self.shown += data
        except OSError:
            pass

    def send(self, data: bytes) -> None:
        os.write(self._screen, data)

    def until(self, what: Callable[[], object]) -> None:
        deadline = time.monotonic() + LONGEST_WAIT
        while not what():
            assert self.process.poll() is None, self.shown[-2000:].decode(errors="replace")
            assert time.monotonic() < deadline, (self.draft, self.shown[-2000:].decode(errors="replace"))
            time.sleep(0.05)

    @property
    def draft(self) -> str:
        """The text without a name, as it is kept a second after the last key."""
        return self.kept("draft*.txt")

    def kept(self, names: str) -> str:
        return "".join(path.read_text() for path in self.folder.glob(f"state/**/{names}"))

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._screen)


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    window = Window(tmp_path)
    window.until(lambda: b"Type or paste" in window.shown)
    yield window
    window.close()


def test_no_input_ends_the_window_or_presses_keys_by_itself(window: Window) -> None:
    (window.folder / "notes.txt").write_text("What was noted.")
    window.send(b"one \x1b[M \xa5%")
    window.send(b"caf\xe9 ")
    window.send(b"\x1b[4:2;5u\x1b[99999999999;5u")
    window.until(lambda: window.draft == "one caf\ufffd ")
    window.send(b"two\x07three\x12four\tfive\rsix")
    window.until(lambda: window.draft == "one caf\ufffd twothreefour\tfive\nsix")
    window.send(b"\x0fnotes.txt\r")
    window.until(lambda: b"What was noted." in window.shown)
    window.send(b"\x1a")
    window.until(lambda: window.kept("of-notes*.txt") == "one caf\ufffd twothreefour\tfive\nsix")
    assert window.draft == "one caf\ufffd twothreefour\tfive\nsix"
    assert b"History" not in window.shown.split(b"two")[-1], "no key of the paste opened it"
    window.send(b"\x11")
    assert window.process.wait(LONGEST_WAIT) == 0
    assert b"Traceback" not in window.shown
    assert not list(window.folder.glob("data/**/history.db")), "nothing was spoken"


@pytest.mark.parametrize(("term", "titled"), [("xterm", True), ("dumb", False)])
def test_a_dumb_terminal_gets_no_title(tmp_path: Path, term: str, titled: bool) -> None:
    window = Window(tmp_path, term)
    try:
        window.until(lambda: b"Type or paste" in window.shown)
        window.send(b"Here.")
        window.until(lambda: window.draft == "Here.")
        assert (b"\x1b]2;" in window.shown, b"\x1b[22;2t" in window.shown) == (titled, titled)
    finally:
        window.process.kill()
        window.process.wait()
