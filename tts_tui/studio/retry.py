"""Tries a call again where that can help and no audio would be repeated."""

from __future__ import annotations

import random
from asyncio import get_running_loop, sleep
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import TypeAlias

from tts_tui.backends.base import Backend
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import LONGEST_RETRY_AFTER, DeadlineError, SpeechError
from tts_tui.speech.lengths import about
from tts_tui.speech.request import ChunkRequest
from tts_tui.studio.waiting import waiting_for

ATTEMPTS = 3
LATE_ATTEMPTS = 2
"""A server that didn't answer in all the time that it has is asked once more only."""

FIRST_PAUSE = 0.5
"""Seconds before the second try, where a server doesn't name any; twice as long before each further one."""

Chunks: TypeAlias = AsyncGenerator[AudioChunk, None]


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
    now = get_running_loop().time
    began = now()
    delivered = False
    tried = 0
    try:
        while True:
            tried += 1
            try:
                async with aclosing(each(backend.synthesize(request))) as chunks:
                    with waiting_for(name, tell):
                        first = await anext(chunks, None)
                    tell("")
                    if first is not None:
                        delivered = True
                        yield first
                    async for chunk in chunks:
                        delivered = True
                        yield chunk
                return
            except SpeechError as error:
                if delivered or not may_try_again(error, tried):
                    raise
                tell(_news(error, tried))
                pause = error.retry_after
            await sleep(_backoff(tried) if pause is None else pause)
    except SpeechError as error:
        if tried > 1:
            error.message = f"{error.message} (Tried {tried} times in {about(now() - began)}.)"
        raise
    finally:
        tell("")


def may_try_again(error: SpeechError, tried: int) -> bool:
    """Whether another try could help, and may be waited for."""
    too_late = error.retry_after is not None and error.retry_after > LONGEST_RETRY_AFTER
    return error.retryable and tried < _most(error) and not too_late


def _most(error: SpeechError) -> int:
    return LATE_ATTEMPTS if isinstance(error, DeadlineError) else ATTEMPTS


def _news(error: SpeechError, tried: int) -> str:
    pause = f" in {about(error.retry_after)}" if error.retry_after else ""
    return f"{error.message.rstrip('.')}: trying again{pause}, {tried + 1} of {_most(error)}"


def _backoff(tried: int) -> float:
    """Seconds; a little other each time, so that callers that were refused together don't come back together."""
    return FIRST_PAUSE * 2.0 ** (tried - 1) * random.uniform(1.0, 2.0)
