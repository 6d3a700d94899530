"""The audio of one answer, chunk by chunk."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from tts_tui.backends.http.sound_stream import SoundReader
from tts_tui.speech.chunk import AudioChunk


async def audio_of(
    pieces: AsyncGenerator[bytes, None], reader: SoundReader, cost_usd: float | None = None
) -> AsyncGenerator[AudioChunk, None]:
    """Decode audio while it arrives.

    Args:
        pieces: its bytes; closed with this generator.
        cost_usd: what the call costs, if that is known from its start; told with the first chunk.

    Raises:
        ProviderError: it isn't sound, broke off, or is late.
    """
    async with aclosing(pieces):
        try:
            async for piece in pieces:
                if (samples := await reader.feed(piece)) is not None:
                    yield AudioChunk(samples, reader.sample_rate, cost_usd=cost_usd)
                    cost_usd = None
            if (rest := await reader.finish()) is not None:
                yield AudioChunk(rest, reader.sample_rate, cost_usd=cost_usd)
        finally:
            reader.close()
