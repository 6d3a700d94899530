"""How long, how slow and how much a server's answer may be."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from tts_tui.speech.errors import DeadlineError, NotAudioError
from tts_tui.speech.lengths import about


@dataclass(frozen=True, slots=True)
class Limits:
    """Only time spent waiting for the server counts; a paused player doesn't.

    Attributes:
        connect: seconds until the connection stands.
        answer: seconds until the first line of an answer that is speech.
        question: seconds until that of any other.
        silence: seconds between two pieces of it.
        total: seconds for all of it.
        rate: bytes a second at least, over `window` seconds: a byte now and then isn't an answer.
        body: bytes of audio at most.
        document: bytes of JSON at most.
        error: bytes of an error that are read.
    """

    connect: float = 10.0
    answer: float = 20.0
    question: float = 15.0
    silence: float = 30.0
    total: float = 900.0
    rate: float = 100.0
    window: float = 15.0
    body: int = 256 << 20
    document: int = 16 << 20
    error: int = 64 << 10


class Meter:
    """Takes the pieces of one answer, and holds them to the limits."""

    def __init__(self, limits: Limits, provider: str, waited: float = 0.0) -> None:
        """
        Args:
            waited: seconds that the answer itself took.
        """
        self._limits = limits
        self._provider = provider
        self._waited = waited
        self._received = 0
        self._window_seconds = 0.0
        self._window_bytes = 0

    async def next(self, pieces: AsyncIterator[bytes], most: int) -> bytes | None:
        """The next piece; None at the end.

        Args:
            most: bytes allowed in all.

        Raises:
            DeadlineError: it is late, or they come too slowly.
            NotAudioError: there are more bytes than any answer has.
        """
        limits, now = self._limits, asyncio.get_running_loop().time
        began = now()
        try:
            async with asyncio.timeout(min(limits.silence, limits.total - self._waited)):
                piece = await anext(pieces, None)
        except TimeoutError:
            raise self._late() from None
        seconds = now() - began
        self._waited += seconds
        if piece is None:
            return None
        self._received += len(piece)
        if self._received > most:
            raise NotAudioError(
                f"{self._provider} sent more than {most >> 20} MB, which no answer to this text has.",
                provider=self._provider,
            )
        self._window_seconds += seconds
        self._window_bytes += len(piece)
        if self._window_seconds >= limits.window:
            if self._window_bytes < limits.rate * self._window_seconds:
                raise DeadlineError(
                    f"{self._provider} sends {self._window_bytes / self._window_seconds:.0f} bytes a second, "
                    "too slow for speech.",
                    provider=self._provider,
                )
            self._window_seconds = self._window_bytes = 0
        return piece

    def _late(self) -> DeadlineError:
        if self._waited + self._limits.silence >= self._limits.total:
            message = f"{self._provider} didn't finish within {about(self._limits.total)}."
        else:
            message = f"{self._provider} sent nothing for {about(self._limits.silence)}."
        return DeadlineError(message, provider=self._provider)
