"""A provider with an account: it counts what is used, takes one key, and tells what it costs."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from dataclasses import replace

from scripted_backend import ScriptedBackend

from tts_tui.backends.capabilities import Account
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import AuthenticationError
from tts_tui.speech.request import ChunkRequest

GOOD_KEY = "sk-good"
LIMIT = 10_000


class PaidBackend(ScriptedBackend):
    """Its "cloud-1" costs 30 dollars a million characters, "tones-*" are free.

    Attributes:
        priced: it tells what "cloud-1" cost.
    """

    def __init__(self, key: Callable[[], str | None]) -> None:
        super().__init__()
        self._key = key
        self.used = 0
        self.priced = True

    async def account(self) -> Account:
        if self._key() != GOOD_KEY:
            raise AuthenticationError(
                "Cloud refused the key: [it isn't] valid.", hint="Press F9 to enter it."
            )
        return Account(f"starter: {self.used:,} of {LIMIT:,} credits used", self.used, LIMIT)

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        paid = request.model == "cloud-1"
        async for chunk in super().synthesize(request):
            self.used += len(request.text) * paid
            cost = len(request.text) * 30e-6 * paid if self.priced else None
            yield replace(chunk, cost_usd=cost)
