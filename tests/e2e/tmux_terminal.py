"""The program in a tmux of its own, which shows what is on the screen."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

LONGEST_WAIT = 120.0
"""Seconds after which something never happens; joining the model takes some on a loaded machine."""


class Terminal:
    """A tmux server of our own with one pane, in which the program runs."""

    def __init__(self, folder: Path, size: tuple[int, int], cache: Path, before: str = "") -> None:
        self._tmux = ["tmux", "-f", os.devnull, "-S", str(folder / "tmux")]
        home = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "DATA", "STATE")}
        variables = {
            **home,
            "XDG_CACHE_HOME": str(cache.parent),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        self._run("new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), "-c", str(folder), "sh")
        exports = " ".join(f"{name}='{value}'" for name, value in variables.items())
        self._command = f"clear; {before}env {exports} '{sys.executable}' -m tts_tui; echo code $?"
        self.start()

    def start(self) -> None:
        """Run the program, also once more when it has ended."""
        self.type(self._command)
        self.press("Enter")

    def _run(self, *arguments: str) -> str:
        command = [*self._tmux, *arguments]
        # pytest imports readline, which puts its own COLUMNS and LINES into the process, unseen by os.environ
        return subprocess.run(
            command, check=True, capture_output=True, text=True, env=dict(os.environ)
        ).stdout

    def type(self, text: str) -> None:
        self._run("send-keys", "-l", text)

    def paste(self, text: str) -> None:
        self._run("set-buffer", text)
        self._run("paste-buffer", "-p")

    def press(self, *keys: str) -> None:
        self._run("send-keys", *keys)

    @property
    def screen(self) -> str:
        return self._run("capture-pane", "-p")

    def until(self, what: Callable[[str], object]) -> str:
        """The screen, once it is so."""
        deadline = time.monotonic() + LONGEST_WAIT
        while not what(screen := self.screen):
            assert time.monotonic() < deadline, screen
            time.sleep(0.05)
        return screen

    def close(self) -> None:
        self._run("kill-server")
