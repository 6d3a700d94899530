"""Calls answered from what was made before, where that saves money."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from tts_tui.library.sentence_cache import SentenceCache
from tts_tui.speech.catalog import Model
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.request import ChunkRequest


async def cached(
    cache: SentenceCache, model: Model, request: ChunkRequest, chunks: AsyncGenerator[AudioChunk, None]
) -> AsyncGenerator[AudioChunk, None]:
    """The audio of the call as it was kept, else as `chunks` gives it, and then it is kept.

    What costs nothing is made anew each time: the engine is faster than a full disk is welcome.
    """
    async with aclosing(chunks):
        if model.usd_per_million_characters == 0:
            async for chunk in chunks:
                yield chunk
            return
        kept = await asyncio.to_thread(cache.get, model.provider, request)
        if kept is not None:
            yield kept
            return
        made = []
        async for chunk in chunks:
            made.append(chunk)
            yield chunk
        if made:
            await asyncio.to_thread(cache.put, model.provider, request, made)
