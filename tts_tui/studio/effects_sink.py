"""Effects for sinks that take the audio as it comes: what is played, and what goes into a pipe."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tts_tui.audio.effects import EffectChain, Effects
from tts_tui.speech.events import ChunkReady, End
from tts_tui.studio.deliver import Sink

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples


class EffectsSink:
    """Gives another sink the audio with trim, gain and fades. Loudness, which needs the whole, isn't for streams.

    Attributes:
        shift: seconds by which everything comes earlier than it was given, since silence was trimmed off.
        seconds: of audio given on.
    """

    def __init__(self, effects: Effects, sink: Sink) -> None:
        self.seconds = 0.0
        self._effects = effects
        self._sink = sink
        self._chain: EffectChain | None = None
        self._latest: ChunkReady | None = None
        self._failed = False

    @property
    def limited(self) -> float:
        """Decibels that a gain was held back by at most, so that it doesn't clip."""
        return self._chain.limited if self._chain else 0.0

    @property
    def shift(self) -> float:
        return self._chain.shift if self._chain else 0.0

    async def write(self, ready: ChunkReady) -> None:
        if self._chain is None:
            self._chain = EffectChain(self._effects, ready.chunk.sample_rate)
        self._latest = ready
        await self._give(ready, self._chain.process(ready.chunk.samples))

    async def end(self, end: End) -> None:
        try:
            if self._chain and self._latest and not self._failed:
                await self._give(self._latest, self._chain.flush())
        finally:
            await self._sink.end(end)

    async def _give(self, ready: ChunkReady, samples: Samples) -> None:
        if not len(samples):
            return
        self.seconds += len(samples) / ready.chunk.sample_rate
        self._failed = True  # unless it returns
        await self._sink.write(replace(ready, chunk=replace(ready.chunk, samples=samples)))
        self._failed = False
