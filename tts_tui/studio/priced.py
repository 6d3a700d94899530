"""What each call costs, counted where it is made: each retry, and also what is cut short or never heard."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import (
    AuthenticationError,
    BadRequestError,
    MissingError,
    ProviderError,
    SpeechError,
    UnreachableError,
    UsageError,
)
from tts_tui.studio.tally import Tally


async def priced(
    tally: Tally, list_usd: float, chunks: AsyncGenerator[AudioChunk, None]
) -> AsyncGenerator[AudioChunk, None]:
    """The chunks of a call that costs money. What it never told is unknown, unless it surely cost nothing.

    Args:
        list_usd: what it should cost.
    """
    call = tally.ask_price(list_usd)
    delivered = False
    async with aclosing(chunks):
        try:
            async for chunk in chunks:
                delivered = True
                if chunk.cost_usd is not None:
                    tally.spend(call, chunk.cost_usd)
                yield chunk
        except SpeechError as error:
            if not delivered and _charged_nothing(error):
                tally.spend(call, 0.0)
            raise


def _charged_nothing(error: SpeechError) -> bool:
    """Whether the server refused to serve the call, or it never went out."""
    if isinstance(error, UnreachableError):
        return not error.sent
    if isinstance(error, ProviderError) and error.status is not None:
        return error.status >= 400
    return isinstance(error, UsageError | MissingError | AuthenticationError | BadRequestError)
