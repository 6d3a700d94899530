"""Tells people that something is waited for, before they wonder."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY = 5.0
"""Seconds of silence after which it is told, each time anew."""


@contextmanager
def waiting_for(name: str, tell: Callable[[str], None]) -> Iterator[None]:
    """While the block runs, tell every five seconds how long `name` has let itself be waited for; in the end ""."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    told = False

    def say() -> None:
        nonlocal timer, told
        tell(f"waiting for {name}: {loop.time() - began:.0f} s")
        told = True
        timer = loop.call_later(EVERY, say)

    timer = loop.call_later(EVERY, say)
    try:
        yield
    finally:
        timer.cancel()
        if told:
            tell("")
