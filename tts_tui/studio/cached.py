"""Calls answered from what was made before, where that saves money."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.request import ChunkRequest
from tts_tui.store.sentence_cache import SentenceCache


async def cached(
    cache: SentenceCache, source: object, request: ChunkRequest, chunks: AsyncGenerator[AudioChunk, None]
) -> AsyncGenerator[AudioChunk, None]:
    """The audio of the call as it was kept, else as `chunks` gives it, and then it is kept.

    Args:
        source: what else shapes the audio: whose it is, and how that server is set up.
    """
    async with aclosing(chunks):
        kept = await asyncio.to_thread(cache.get, source, request)
        if kept is not None:
            yield kept
            return
        made = []
        async for chunk in chunks:
            made.append(chunk)
            yield chunk
        if made:
            await asyncio.to_thread(cache.put, source, request, made)
