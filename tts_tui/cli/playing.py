"""Plays what is spoken, and knows when all of it was heard."""

from __future__ import annotations

import asyncio
import math
from contextlib import suppress
from typing import TYPE_CHECKING

from tts_tui.audio.player import Player
from tts_tui.audio.timeline import Timeline
from tts_tui.pipeline.headstart import Headstart
from tts_tui.speech.errors import NoAudioDeviceError
from tts_tui.speech.events import Cancelled, ChunkReady, Failed, Finished, Progress

if TYPE_CHECKING:
    from tts_tui.audio.status import PlayerStatus
    from tts_tui.library.settings import AudioSettings

AHEAD_SECONDS = 60.0
"""How far synthesis may run ahead of the ear: a book that is stopped after a page costs no more than that."""


class Playback:
    """A sink that ends when all was heard, or when it is stopped. Lives on one event loop."""

    def __init__(self, settings: AudioSettings, device: str | None, *, needed: bool) -> None:
        """Args:
        device: by name, None for the system's choice.
        needed: without sound output there is no point in going on; else the text is made as fast as
            possible, and only the end says that nobody heard it.
        """
        self._needed = needed
        self._loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()
        self._stopped = False
        self._timeline: Timeline | None = None
        self._headstart = Headstart()
        self._player = Player(
            device=device, volume=settings.volume, rate=settings.rate, on_state=self._on_state
        )

    def open(self, sample_rate: int) -> None:
        """Open the device while the engine still loads; 0 is a rate that only the audio will tell."""
        if sample_rate:
            self._timeline = self._begin(sample_rate)

    def follow(self, progress: Progress) -> None:
        """Begin to play once the engine can't be overtaken any more, as far as its speed is known."""
        if self._timeline:
            self._timeline.resting = progress.idle
        self._player.start_when(self._headstart.after(progress, self._player.status.rate))

    async def write(self, ready: ChunkReady) -> None:
        if self._timeline is None or self._timeline.sample_rate != ready.chunk.sample_rate:
            self._timeline = self._begin(ready.chunk.sample_rate)
        self._timeline.append(ready.chunk.samples)
        if self._needed:
            self._check()
            await self._let_ear_follow(self._player.status.buffered_ahead_s - AHEAD_SECONDS)

    async def end(self, end: Finished | Failed | Cancelled) -> None:
        if self._timeline is None:
            return
        self._timeline.finish()
        if not isinstance(end, Cancelled):  # after a failure, what was made is heard to its end
            while self._player.status.state != "ended" and not self._stopped:
                await self._change()

    def stop(self) -> None:
        """Fall silent."""
        self._stopped = True
        self._player.stop()
        self._changed.set()

    async def close(self) -> None:
        """Let go of the device."""
        await asyncio.to_thread(self._player.close)

    async def _let_ear_follow(self, seconds: float) -> None:
        """Wait so long, or until there is nothing more to hear."""
        if seconds > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    while not self._stopped:
                        await self._change()

    async def _change(self) -> None:
        """Wait for the player to tell something new.

        Raises:
            NoAudioDeviceError: its device is gone.
        """
        self._check()
        await self._changed.wait()
        self._changed.clear()

    def _begin(self, sample_rate: int) -> Timeline:
        timeline = self._player.begin(sample_rate)
        self._player.start_when(math.inf)  # until the speed is known: `follow`
        return timeline

    def _check(self) -> None:
        if problem := self._player.status.unavailable:
            raise NoAudioDeviceError(problem, hint="tts-tui say -o speech.wav saves it instead.")

    def _on_state(self, status: PlayerStatus) -> None:
        self._loop.call_soon_threadsafe(self._changed.set)
