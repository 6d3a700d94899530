"""Ends the window when the system says so: the text kept, the terminal as it was, at once."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import termios
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from textual.app import App

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)

PATIENCE = 1.5
"""Seconds for leaving in the usual way; then whatever still works is left behind."""

LEAVE = "".join(
    [
        *(
            f"\x1b[?{mode}l" for mode in (1000, 1002, 1003, 1015, 1006, 1004, 2004, 2048)
        ),  # mouse, focus, paste
        "\x1b[<u",  # Kitty's keyboard
        "\x1b[?7h\x1b[?1049l\x1b[?25h",  # line wrap, the usual screen, the cursor
    ]
)
"""What Textual writes when it ends."""


@contextmanager
def ended_by_signals(app: App[Any], keep: Callable[[float], object]) -> Iterator[None]:
    """While entered, these signals end the app, with 128 and their number as its exit code.

    Args:
        keep: writes what mustn't be lost, in at most so many seconds.
    """
    terminal = None
    with suppress(termios.error, OSError, ValueError):
        terminal = termios.tcgetattr(sys.stdin.fileno())

    def force(code: int) -> None:
        with suppress(Exception):
            keep(PATIENCE)
        with suppress(Exception):
            assert sys.__stderr__ is not None  # the screen (tts_tui.terminal)
            os.write(sys.__stderr__.fileno(), LEAVE.encode())
        if terminal:
            with suppress(termios.error, OSError, ValueError):
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, terminal)
        os._exit(code)

    def end(number: int, _frame: FrameType | None) -> None:
        code = 128 + number
        timer = threading.Timer(PATIENCE, force, [code])
        timer.daemon = True
        timer.start()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # the window isn't open yet, or no longer
            sys.exit(code)
        loop.call_soon_threadsafe(lambda: app.exit(return_code=code))

    before = {number: signal.signal(number, end) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
