"""What each call costs, counted where the call is made: also for those that are cut short or never heard."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from tts_tui.pipeline.tally import Tally
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import ProviderError
from tts_tui.speech.request import ChunkRequest


async def priced(
    tally: Tally, request: ChunkRequest, chunks: AsyncGenerator[AudioChunk, None]
) -> AsyncGenerator[AudioChunk, None]:
    """The chunks of a call that costs money. What it never told is unknown, unless the server refused to serve it."""
    tally.unpriced.add(request.index)
    delivered = False
    async with aclosing(chunks):
        try:
            async for chunk in chunks:
                delivered = True
                if chunk.cost_usd is not None:
                    tally.spend(request.index, chunk.cost_usd)
                yield chunk
        except ProviderError as error:
            if not delivered and error.status is not None and error.status >= 400:
                tally.spend(request.index, 0.0)
            raise
