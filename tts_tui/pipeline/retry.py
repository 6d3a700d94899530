"""Trying again, where that can help and costs nobody a repeated word."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import TypeAlias

from tts_tui.backends.base import Backend
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import LONGEST_RETRY_AFTER, SpeechError
from tts_tui.speech.request import ChunkRequest

ATTEMPTS = 3

Chunks: TypeAlias = AsyncGenerator[AudioChunk, None]


async def synthesize(
    backend: Backend, request: ChunkRequest, each: Callable[[Chunks], Chunks] = lambda chunks: chunks
) -> Chunks:
    """The chunk's audio, tried again after passing faults, but never once audio of it was delivered.

    Args:
        each: what every attempt goes through.

    Raises:
        SpeechError: the last attempt's.
    """
    import stamina  # 40 ms that no `--help` should pay
    from stamina.instrumentation import set_on_retry_hooks

    set_on_retry_hooks([])  # it logs to stderr, which is the window's
    delivered = False

    def again(error: Exception) -> bool | float:
        if delivered or not isinstance(error, SpeechError) or not error.retryable:
            return False
        if error.retry_after is None:
            return True
        return error.retry_after if error.retry_after <= LONGEST_RETRY_AFTER else False

    attempts = stamina.retry_context(
        on=again, attempts=ATTEMPTS, wait_initial=0.5, wait_max=8.0, timeout=None
    )
    async for attempt in attempts:
        with attempt:
            async with aclosing(each(backend.synthesize(request))) as chunks:
                async for chunk in chunks:
                    delivered = True
                    yield chunk
