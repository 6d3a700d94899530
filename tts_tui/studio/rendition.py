"""What is made of speech besides hearing it: a file, or a stream, and the words beside it."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from tts_tui.audio.effects import Effects
from tts_tui.audio.files.encoders import Encoder, open_encoder
from tts_tui.audio.files.formats import AudioFormat
from tts_tui.audio.files.saving import AudioFile, Descriptor, IfExists, save_text
from tts_tui.audio.files.saving.target import check_place, checked_target
from tts_tui.speech.chunk import WordTime
from tts_tui.speech.errors import UsageError
from tts_tui.speech.events import ChunkReady, End, Finished
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.job import Job
from tts_tui.studio.labels import chapters_of, tags_of
from tts_tui.studio.sinks import WordsSink

_ANY_RATE = 24_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """How speech is to be kept.

    Attributes:
        path: the file; None if there is none.
        bit_rate: bits per second; None is the format's default.
        sample_rate: Hz; None is the speech's own, or the next that the format has.
        title: else the text's beginning.
        cover: a JPEG or PNG image, empty for none.
        captions: files of the words, by `SIDECARS` name.
    """

    format: AudioFormat
    path: Path | None = None
    if_exists: IfExists = "error"
    bit_rate: int | None = None
    sample_rate: int | None = None
    effects: Effects = field(default_factory=Effects)
    title: str = ""
    cover: bytes = b""
    captions: Mapping[str, Path] = field(default_factory=dict)

    def check(self) -> None:
        """Find out now what could only fail after the text was spoken.

        Raises:
            SpeechError: a file can't be written or is there already, or a rate isn't one of the format's.
        """
        if self.path:
            self._file(self.path, _ANY_RATE).discard()
        else:
            out_rate = self.format.pick_sample_rate(_ANY_RATE, self.sample_rate)
            self.format.pick_bit_rate(self.bit_rate, out_rate)
        targets = {checked_target(self.path, self.if_exists)} if self.path else set()
        for path in self.captions.values():
            place = check_place(path, self.if_exists)
            if place in targets:
                raise UsageError(f"Two files would be called “{path}”.", hint="Give each a name of its own.")
            targets.add(place)

    def open_file(self, sample_rate: int, request: SpeechRequest, voice: str = "") -> AudioFile:
        """The file, to be given samples of that rate in Hz.

        Raises:
            SpeechError: see `AudioFile`.
        """
        assert self.path is not None
        return self._file(self.path, sample_rate, request, voice)

    def open_stream(
        self, onto: Descriptor, sample_rate: int, request: SpeechRequest, voice: str = ""
    ) -> Encoder:
        """The same for what is given on as it comes."""
        tags = tags_of(request, voice=voice, title=self.title)
        return open_encoder(
            onto, self.format, sample_rate, bit_rate=self.bit_rate, out_rate=self.sample_rate, tags=tags
        )

    def chapters(self, request: SpeechRequest, words: Sequence[WordTime]) -> Iterator[tuple[str, float]]:
        """The title of each and the second at which it begins, where the format has any."""
        return chapters_of(request, words) if self.format.chapters else iter(())

    def save_captions(self, sink: WordsSink, request: SpeechRequest, shift: float, seconds: float) -> None:
        """Write subtitles and timings.

        Args:
            sink: the words as they were spoken.
            request: what was asked for, with all of the text.
            shift: seconds by which everything comes earlier in what the captions are for.
            seconds: how long that is.

        Raises:
            SaveError: one can't be written.
        """
        from tts_tui.audio.files.sidecars import words_in_file  # most speech has none
        from tts_tui.studio.captions import sidecar

        for kind, path in self.captions.items():
            content = sidecar(
                kind,
                words_in_file(sink.words, shift, seconds),
                request.text,
                sink.timing or "estimated",
                request.language,
                request.manner,
                request.cast,
            )
            save_text(path, content, self.if_exists)

    def _file(
        self, path: Path, sample_rate: int, request: SpeechRequest | None = None, voice: str = ""
    ) -> AudioFile:
        return AudioFile(
            path,
            sample_rate,
            format=self.format,
            if_exists=self.if_exists,
            bit_rate=self.bit_rate,
            out_rate=self.sample_rate,
            tags=tags_of(request, voice=voice, title=self.title) if request else None,
            cover=self.cover,
            effects=self.effects,
        )


class Extent(Protocol):
    """Where a sound lies on the speech that it was made of; it may be shorter."""

    @property
    def shift(self) -> float:
        """Seconds by which everything comes earlier in it."""

    @property
    def seconds(self) -> float:
        """How long it is."""


class CaptionsSink:
    """Saves the captions of a job once all of it is made; comes after the sink that makes what they are for."""

    def __init__(self, rendition: Rendition, job: Job, extent: Extent | None) -> None:
        """Args:
        extent: what they are for; None if it is as long as the speech.
        """
        self._rendition = rendition
        self._job = job
        self._extent = extent

    async def write(self, ready: ChunkReady) -> None:
        return

    async def end(self, end: End) -> None:
        if isinstance(end, Finished) and self._job.words_sink:
            shift, seconds = (self._extent.shift, self._extent.seconds) if self._extent else (0.0, math.inf)
            await asyncio.to_thread(
                self._rendition.save_captions,
                self._job.words_sink,
                replace(self._job.request, text=self._job.text, language=self._job.language),
                shift,
                seconds,
            )
