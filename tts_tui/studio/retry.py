"""Tries a call again where that can help and no audio would be repeated."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from importlib import import_module
from typing import TypeAlias

from tts_tui.backends.base import Backend
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import LONGEST_RETRY_AFTER, DeadlineError, SpeechError, SynthesisError
from tts_tui.speech.lengths import about
from tts_tui.speech.request import ChunkRequest
from tts_tui.studio.waiting import waiting_for

ATTEMPTS = 3
LATE_ATTEMPTS = 2
"""A server that didn't answer in all the time that it has is asked once more only."""

Chunks: TypeAlias = AsyncGenerator[AudioChunk, None]


def make_ready() -> None:
    """Import what tries again: some hundredths of a second that the first sound needn't wait for."""
    import_module("stamina")


async def synthesize(
    backend: Backend,
    request: ChunkRequest,
    each: Callable[[Chunks], Chunks] = lambda chunks: chunks,
    *,
    name: str = "the engine",
    tell: Callable[[str], None] = lambda words: None,
) -> Chunks:
    """The chunk's audio, tried again after passing faults, but never once audio of it was delivered.

    Args:
        each: what every attempt goes through.
        name: whose answer is waited for, for people.
        tell: called with a message about what is waited for or tried again, and with "" when it goes on.

    Raises:
        SpeechError: the last attempt's, which says how often it was tried and how long that took.
    """
    import stamina  # 40 ms that no `--help` should pay
    from stamina.instrumentation import set_on_retry_hooks

    set_on_retry_hooks([])  # it logs to stderr, which is the window's
    now = asyncio.get_running_loop().time
    began = now()
    delivered = False
    tried = 0

    def again(error: Exception) -> bool | float:
        if delivered or not isinstance(error, SpeechError) or not error.retryable:
            return False
        most = LATE_ATTEMPTS if isinstance(error, DeadlineError) else ATTEMPTS
        wait = error.retry_after
        if tried >= most or (wait is not None and wait > LONGEST_RETRY_AFTER):
            return False
        pause = f" in {about(wait)}" if wait else ""
        tell(f"{error.message.rstrip('.')}: trying again{pause}, {tried + 1} of {most}")
        return True if wait is None else wait

    attempts = stamina.retry_context(
        on=again, attempts=ATTEMPTS, wait_initial=0.5, wait_max=8.0, timeout=None
    )
    try:
        async for attempt in attempts:
            with attempt:
                tried += 1
                async with aclosing(each(backend.synthesize(request))) as chunks:
                    with waiting_for(name, tell):
                        first = await anext(chunks, None)
                    tell("")
                    if first is not None:
                        delivered = True
                        yield _sound(first, name)
                    async for chunk in chunks:
                        delivered = True
                        yield _sound(chunk, name)
    except SpeechError as error:
        if tried > 1:
            error.message = f"{error.message} (Tried {tried} times in {about(now() - began)}.)"
        raise
    finally:
        tell("")


def _sound(chunk: AudioChunk, name: str) -> AudioChunk:
    """The chunk, whose samples are numbers: others would be noise in the ear, and in no file.

    Raises:
        SynthesisError: they aren't.
    """
    import numpy as np

    if not np.isfinite(chunk.samples).all():
        raise SynthesisError(
            f"{name} gave sound that is no numbers (NaN or infinite).",
            hint="Choose another voice, model or setting.",
        )
    return chunk
