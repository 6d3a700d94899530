"""Tells people that something is waited for, before they wonder."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tts_tui.speech.lengths import counted

EVERY = 5.0
"""Seconds of silence after which it is told, each time again."""


@contextmanager
def waiting_for(name: str, tell: Callable[[str], None]) -> Iterator[None]:
    """While the block runs, tell every five seconds how long `name` has let itself be waited for; in the end ""."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    timer: asyncio.TimerHandle | None = None
    told = False

    def again() -> None:
        nonlocal timer, told
        if timer is not None:
            told = True
            tell(f"waiting for {name}: {counted(loop.time() - began, 0)}")
        timer = loop.call_later(EVERY, again)

    again()
    try:
        yield
    finally:
        if timer is not None:
            timer.cancel()
        if told:
            tell("")
