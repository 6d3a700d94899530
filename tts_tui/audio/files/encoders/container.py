"""The compressed formats, through PyAV (FFmpeg's libraries): one encoder for one stream."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import TYPE_CHECKING

import av
import numpy as np

from tts_tui.audio.files.encoders.base import ByteSink, Encoder, to_int16
from tts_tui.audio.files.encoders.tags import Tags
from tts_tui.audio.files.formats import AudioFormat
from tts_tui.speech.errors import SaveError

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples


class ContainerEncoder(Encoder):
    """Encodes and muxes as it goes; each packet reaches the target before `write` returns."""

    def __init__(
        self,
        target: ByteSink,
        format: AudioFormat,
        sample_rate: int,
        out_rate: int,
        bit_rate: int | None,
        tags: Tags | None,
    ) -> None:
        super().__init__(format, sample_rate, out_rate)
        self._gate = _Gate(target)
        # without flush_packets a killed process leaves an empty file: libavformat holds the last 32 KiB
        options = {**format.container_options, "flush_packets": "1"}
        if format.is_mp4:
            options["movie_timescale"] = str(out_rate)
        self._container = av.open(self._gate, "w", format=format.muxer, options=options)
        if tags and format.tags:
            self._container.metadata.update(tags.metadata())
        stream = self._container.add_stream(
            format.codec, rate=out_rate, layout="mono", options=dict(format.codec_options)
        )
        assert isinstance(stream, av.AudioStream)
        self._stream = stream
        if bit_rate is not None:
            self._stream.bit_rate = bit_rate
        self._time_base = Fraction(1, out_rate)
        self._pts = 0

    def _encode(self, samples: Samples) -> None:
        if not len(samples):
            return
        if self.format.codec == "flac":  # rounded by our own rule, so that flac and wav hold the same samples
            frame = av.AudioFrame.from_ndarray(to_int16(samples).reshape(1, -1), format="s16", layout="mono")
        else:
            mono = np.ascontiguousarray(samples, np.float32).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(mono, format="flt", layout="mono")
        frame.sample_rate = self.out_rate
        frame.time_base = self._time_base
        frame.pts = self._pts
        self._pts += len(samples)
        with self._reporting():
            self._container.mux(self._stream.encode(frame))

    def _finish(self) -> None:
        with self._reporting():
            try:
                self._container.mux(self._stream.encode(None))
            finally:
                self._container.close()
            if self._gate.seekable():  # FFmpeg may end in the header: what follows us on stdout mustn't
                self._gate.seek(0, os.SEEK_END)

    def _drop(self) -> None:
        self._gate.closed = True
        self._container.close()

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        """What goes wrong in there is raised in the target's own words, or else as an OSError in those of FFmpeg."""
        try:
            yield
        except av.FFmpegError as error:
            raise self._gate.failure or OSError(errno.EIO, f"FFmpeg: {error.strerror}") from error
        if self._gate.failure:
            raise self._gate.failure


class _Gate:
    """What libavformat writes to, and can be cut off from: closing a container otherwise writes its trailer.

    Attributes:
        closed: PyAV looks at it before it writes the trailer.
        failure: what the target said, after which it is given nothing more. It isn't raised in here: PyAV would keep
            it for its next call, or print it as a traceback where there is none.
    """

    def __init__(self, target: ByteSink) -> None:
        self.closed = False
        self.failure: OSError | SaveError | None = None
        self._target = target

    def write(self, data: bytes) -> int:
        if not self.closed:
            try:
                self._target.write(data)
            except (OSError, SaveError) as error:
                self.failure, self.closed = error, True
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        return offset if self.closed else self._target.seek(offset, whence)

    def tell(self) -> int:
        return self._target.tell()

    def seekable(self) -> bool:
        return self._target.seekable()
