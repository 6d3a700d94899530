"""Reports to the user that a server or engine is being waited for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tts_tui.speech.lengths import counted

EVERY = 5.0
"""Seconds of waiting between two reports."""


@contextmanager
def waiting_for(name: str, tell: Callable[[str], None]) -> Iterator[None]:
    """Report how long `name` has been waited for every `EVERY` seconds while the block runs, and "" after it."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    timer: asyncio.TimerHandle | None = None
    has_reported = False

    def again() -> None:
        nonlocal timer, has_reported
        if timer is not None:
            has_reported = True
            tell(f"waiting for {name}: {counted(loop.time() - began, 0)}")
        timer = loop.call_later(EVERY, again)

    again()
    try:
        yield
    finally:
        if timer is not None:
            timer.cancel()
        if has_reported:
            tell("")
