"""A backend whose every step the test decides: tones for letters, gates instead of time, faults on order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence

import numpy as np

from tts_tui.backends.base import Backend
from tts_tui.speech.catalog import Model, Setting, Voice
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import UnknownVoiceError
from tts_tui.speech.request import ChunkRequest

RATE = 8000
SECONDS_PER_LETTER = 0.05


class ToneBackend(Backend):
    """Gives 50 ms of a tone a letter, in two chunks a call, with silence around it."""

    def __init__(self, *, concurrency: int = 1, chunk_characters: int = 0, silence: float = 0.0) -> None:
        self.silence = silence
        self.calls: list[ChunkRequest] = []
        self.running = 0
        self.most_running = 0
        self.closed = 0
        self.before: Callable[[ChunkRequest], None] = lambda _request: None
        self.gates: dict[int, asyncio.Event] = {}
        """A call of that index waits for its gate before its second chunk."""
        self.model = Model(
            id="tone-1",
            name="Tone",
            provider="tone",
            provider_name="Tones",
            backend="tone",
            concurrency=concurrency,
            chunk_characters=chunk_characters,
            max_characters=400,
            sample_rate=RATE,
            settings=(Setting("pitch", "Pitch", 440, minimum=20, maximum=2000),),
        )

    def models(self) -> Sequence[Model]:
        return [self.model]

    async def voices(self, model: str, *, refresh: bool = False) -> Sequence[Voice]:
        return [Voice("low", "Low", "en-US"), Voice("high", "High", "en-US")]

    def language_of(self, voice: str) -> str:
        return "en-US"

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        if request.voice not in ("low", "high"):
            raise UnknownVoiceError(f"There is no voice {request.voice!r}.")
        self.calls.append(request)
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        try:
            self.before(request)
            quiet = np.zeros(round(self.silence * RATE), np.float32)
            tone = tone_of(request.text)
            half = len(tone) // 2
            yield AudioChunk(np.concatenate([quiet, tone[:half]]), RATE)
            if request.index in self.gates:
                await self.gates[request.index].wait()
            yield AudioChunk(np.concatenate([tone[half:], quiet]), RATE)
        finally:
            self.running -= 1

    async def close(self) -> None:
        self.closed += 1


def tone_of(text: str) -> np.ndarray:
    """The audio of a text: a whole number of periods, so that its ends are near zero but loud at once."""
    frames = round(len(text) * SECONDS_PER_LETTER * RATE)
    return (0.5 * np.sin(2 * np.pi * 400 * np.arange(frames) / RATE + 0.5)).astype(np.float32)
