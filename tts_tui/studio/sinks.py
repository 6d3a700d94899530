"""Where the audio of a request goes: a file, a growing clip that the player plays, a list of words."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from tts_tui.audio.files.encoders import Encoder
from tts_tui.audio.files.saving import AudioFile
from tts_tui.audio.timeline import Timeline
from tts_tui.speech.chunk import TimingSource, WordTime
from tts_tui.speech.errors import SaveError
from tts_tui.speech.events import ChunkReady, End, Finished


class FileSink:
    """Encodes into a file as the audio comes; encoding and writing happen in a thread.

    Attributes:
        path: the finished file, None unless the request finished.
        partial_path: what an unfinished request left behind, a recording that plays; None if nothing.
    """

    def __init__(
        self,
        open_file: Callable[[int], AudioFile],
        chapters: Callable[[], Iterable[tuple[str, float]]] = tuple,
    ) -> None:
        """Args:
        open_file: makes the file, given the sample rate in Hz.
        chapters: asked for once all is written: the title of each, and the second at which it begins.
        """
        self._open = open_file
        self._chapters = chapters
        self._file: AudioFile | None = None
        self.path: Path | None = None
        self.partial_path: Path | None = None

    async def write(self, ready: ChunkReady) -> None:
        if self._file is None:
            self._file = await asyncio.to_thread(self._open, ready.chunk.sample_rate)
        await asyncio.to_thread(self._file.write, ready.chunk.samples)

    async def end(self, end: End) -> None:
        if self._file is None:
            return
        if isinstance(end, Finished):
            for title, start in self._chapters():
                self._file.mark_chapter(title, start)
            self.path = await asyncio.to_thread(self._file.commit)
        else:
            self.partial_path = await asyncio.to_thread(self._file.keep)

    @property
    def shift(self) -> float:
        """Seconds by which the file's sound comes earlier than the pipeline's."""
        return self._file.shift if self._file else 0.0

    @property
    def seconds(self) -> float:
        """Seconds in the file; certain once it has its path."""
        return self._file.seconds_saved if self._file else 0.0

    @property
    def limited(self) -> float:
        """Decibels that a gain was held back by at most, so that it doesn't clip."""
        return self._file.limited if self._file else 0.0

    @property
    def loudness(self) -> float | None:
        """LUFS that the file was brought to; None if that wasn't asked for."""
        reached = self._file.loudness if self._file else None
        return reached.integrated if reached else None


class EncoderSink:
    """Encodes into a stream that is given on as it comes, such as a pipe.

    Once the stream can't be written, because its reader is gone or a disk is full, nothing more is tried.
    """

    def __init__(self, open_encoder: Callable[[int], Encoder]) -> None:
        """Args:
        open_encoder: makes the encoder, given the sample rate in Hz.
        """
        self._open = open_encoder
        self._encoder: Encoder | None = None

    async def write(self, ready: ChunkReady) -> None:
        if self._encoder is None:
            self._encoder = self._open(ready.chunk.sample_rate)
        try:
            await asyncio.to_thread(self._encoder.write, ready.chunk.samples)
        except (OSError, SaveError):
            self._encoder.abort()
            raise

    async def end(self, end: End) -> None:
        if self._encoder is not None:
            await asyncio.to_thread(self._encoder.close)


class TimelineSink:
    """Grows a clip, no faster than its listener wants it: a paused book isn't synthesized to its end.

    Attributes:
        timeline: the clip, None before its first audio.
    """

    def __init__(
        self, begin: Callable[[int], Timeline], room: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Args:
        begin: makes the clip, given the sample rate in Hz.
        room: returns once more audio is wanted; without it all is made as fast as possible.
        """
        self._begin = begin
        self._room = room
        self.timeline: Timeline | None = None

    async def write(self, ready: ChunkReady) -> None:
        if self.timeline is None:
            self.timeline = self._begin(ready.chunk.sample_rate)
        self.timeline.append(ready.chunk.samples)
        if self._room is not None:
            await self._room()

    async def end(self, end: End) -> None:
        if self.timeline is not None:
            self.timeline.finish()


class WordsSink:
    """Keeps the word times of the whole audio.

    Attributes:
        words: in the order of their times.
        timing: who says when they are spoken; "estimated" if any of them is.
    """

    def __init__(self) -> None:
        self.words: list[WordTime] = []
        self.timing: TimingSource | None = None

    async def write(self, ready: ChunkReady) -> None:
        if ready.chunk.words:
            self.words.extend(ready.chunk.words)
            self.timing = ready.timing if self.timing in (None, ready.timing) else "estimated"

    async def end(self, end: End) -> None:
        return
