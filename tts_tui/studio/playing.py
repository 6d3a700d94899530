"""Plays what is spoken, and knows how much of it was heard."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from tts_tui.audio.play.player import Player
from tts_tui.audio.timeline import Timeline
from tts_tui.speech.errors import NoAudioDeviceError
from tts_tui.speech.events import Cancelled, ChunkReady, Failed, Finished, Progress
from tts_tui.studio.headstart import ClipStarter

if TYPE_CHECKING:
    from tts_tui.audio.play.status import PlayerStatus
    from tts_tui.speech.request import Segment
    from tts_tui.store.settings import AudioSettings

AHEAD_SECONDS = 60.0
"""Seconds that synthesis may run ahead of playing: a book that is stopped after a page costs no more than that."""

WAIT_SECONDS = 30.0
"""Seconds to wait for a lost sound output."""


class PlaybackSink:
    """A sink that ends when all was heard, or when it is stopped. Lives on one event loop."""

    def __init__(
        self, settings: AudioSettings, device: str | None, tell: Callable[[str], None], *, needed: bool
    ) -> None:
        """Args:
        device: by name, None for the system's choice.
        tell: called with a message when the sound output is lost, and when it is back.
        needed: without sound output there is no point in going on; else the text is made as fast as
            possible, and only the end event says that it wasn't heard.
        """
        self._needed = needed
        self._tell = tell
        self._loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()
        self._stopped = False
        self._stopped_at = 0.0
        self._held_since: float | None = None
        self._timeline: Timeline | None = None
        self._sentences = SentenceClock()
        self._player = Player(
            device=device,
            volume=settings.volume,
            rate=settings.rate,
            lead_in=settings.lead_in_ms / 1000,
            on_state=self._on_state,
        )
        self._launch = ClipStarter(self._player)

    @property
    def resume_at(self) -> int:
        """The character at which to go on: the end of the last sentence that was heard to its end."""
        return self._sentences.until(self._stopped_at if self._stopped else self._player.status.position_s)

    def open(self, sample_rate: int) -> None:
        """Open the device while the engine still loads; 0 is a rate that only the audio will tell."""
        if sample_rate:
            self._timeline = self._launch.begin(sample_rate)

    def follow(self, progress: Progress) -> None:
        """Begin to play once the engine can't be overtaken any more, as far as its speed is known."""
        self._launch.follow(progress)

    async def write(self, ready: ChunkReady) -> None:
        if self._timeline is None or self._timeline.sample_rate != ready.chunk.sample_rate:
            self._timeline = self._launch.begin(ready.chunk.sample_rate)
        self._sentences.begin(ready.segment, self._timeline.seconds)
        self._timeline.append(ready.chunk.samples)
        if self._needed:
            self._check()
            await self._let_ear_follow(self._timeline)

    async def end(self, end: Finished | Failed | Cancelled) -> None:
        if self._timeline is None:
            return
        self._timeline.finish()
        if not isinstance(end, Cancelled):  # after a failure, what was made is heard to its end
            while self._player.status.state != "ended" and not self._stopped:
                await self._change()

    def stop(self) -> None:
        """Fall silent."""
        self._stopped, self._stopped_at = True, self._player.status.position_s
        self._player.stop()
        self._changed.set()

    async def close(self) -> None:
        """Close the device."""
        await asyncio.to_thread(self._player.close)

    async def _let_ear_follow(self, clip: Timeline) -> None:
        """Wait until at most `AHEAD_SECONDS` are left to play, or playing has stopped."""
        while not self._stopped:
            # not what the player has ahead: its thread may not have taken up the clip yet
            status = self._player.status
            ahead = (clip.seconds - status.position_s) / status.rate - AHEAD_SECONDS
            if ahead <= 0:
                return
            await self._change(ahead)

    async def _change(self, most: float = math.inf) -> None:
        """Wait for the player to tell something new, for `most` seconds.

        Raises:
            NoAudioDeviceError: there is no sound, and has been none for as long as is waited for it.
        """
        self._check()
        if self._held_since is not None:
            most = min(most, self._held_since + WAIT_SECONDS - self._loop.time())
        with suppress(TimeoutError):
            async with asyncio.timeout(None if math.isinf(most) else most):
                await self._changed.wait()
        self._changed.clear()

    def _check(self) -> None:
        status = self._player.status
        if status.unavailable is None:
            return
        waiting = status.held and (
            self._held_since is None or self._loop.time() < self._held_since + WAIT_SECONDS
        )
        if not waiting:
            hint = "tts-tui say -o speech.wav saves it instead."
            raise NoAudioDeviceError(status.unavailable, hint=hint)

    def _on_state(self, status: PlayerStatus) -> None:
        self._loop.call_soon_threadsafe(self._take, status)

    def _take(self, status: PlayerStatus) -> None:
        if status.held and self._held_since is None:
            self._held_since = self._loop.time()
            self._tell(f"{status.unavailable} Waiting {WAIT_SECONDS:.0f} s for it; the place is held.")
        elif not status.held and self._held_since is not None:
            self._held_since = None
            if status.unavailable is None:
                self._tell("There is sound again.")
        self._changed.set()


class SentenceClock:
    """Which character of the text was heard, given the second of the clip that was."""

    def __init__(self) -> None:
        self._begun: list[tuple[float, int]] = []  # seconds, characters before them
        self._latest: Segment | None = None

    def begin(self, segment: Segment, seconds: float) -> None:
        """Note that this sentence starts `seconds` into the clip; all before it is complete."""
        if segment != self._latest:
            self._begun.append((seconds, self._latest.end if self._latest else 0))
        self._latest = segment

    def until(self, seconds: float) -> int:
        """The end of the last sentence that was over by then; 0 if none was."""
        return max((end for begun, end in self._begun if begun <= seconds), default=0)
