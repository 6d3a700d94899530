"""Decode MP3, Opus, FLAC, AAC and whatever else FFmpeg reads, from bytes as they arrive."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import av
import numpy as np

from tts_tui.audio.files.open_container import open_to_read
from tts_tui.speech.errors import NotAudioError

if TYPE_CHECKING:
    from av.container import InputContainer

    from tts_tui.speech.chunk import Samples

# FFmpeg reads 5 MB or 5 s ahead to learn what a stream is, unless told not to: sound would be that late
_PROBING = {"probesize": "2048", "analyzeduration": "0"}


class ContainerDecoder:
    """FFmpeg pulls its bytes and we are pushed ours, so it runs in a thread.

    `feed` returns when FFmpeg has used all the bytes and asks for more: what can be decoded from them is in
    the answer, always.

    Attributes:
        sample_rate: Hz of what comes out; None until the first sample.
        truncated: whether the stream is known to be cut off; FFmpeg's formats don't tell.
    """

    truncated = False

    def __init__(self) -> None:
        self.sample_rate: int | None = None
        self._changed = threading.Condition()
        self._incoming = bytearray()
        self._no_more = False
        self._hungry = False
        self._out: list[Samples] = []
        self._error: NotAudioError | None = None
        self._thread = threading.Thread(target=self._run, name="decoder", daemon=True)
        self._thread.start()

    def feed(self, data: bytes) -> list[Samples]:
        """What can be decoded now.

        Raises:
            NotAudioError: it isn't audio that FFmpeg knows.
        """
        with self._changed:
            self._incoming += data
            self._hungry = False
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._hungry or not self._thread.is_alive())
        return self._take()

    def finish(self) -> list[Samples]:
        """The rest. Ends the thread, as `close` does.

        Raises:
            NotAudioError: as `feed`.
        """
        self._end()
        return self._take()

    def close(self) -> None:
        """Stop decoding; what isn't decoded is dropped."""
        with self._changed:
            self._incoming.clear()
        self._end()

    def read(self, size: int) -> bytes:
        """For FFmpeg, in its thread: at least one byte, or nothing at the end."""
        with self._changed:
            while not self._incoming and not self._no_more:
                self._hungry = True
                self._changed.notify_all()
                self._changed.wait()
            data = bytes(self._incoming[:size])
            del self._incoming[:size]
            return data

    def _end(self) -> None:
        with self._changed:
            self._no_more = True
            self._changed.notify_all()
        self._thread.join()

    def _take(self) -> list[Samples]:
        with self._changed:
            out, self._out = self._out, []
        if self._error:
            raise self._error
        return out

    def _run(self) -> None:
        try:
            self._decode()
        except (av.FFmpegError, IndexError) as error:  # IndexError: a container without an audio stream
            self._error = NotAudioError(
                f"What came isn't audio that can be decoded: {getattr(error, 'strerror', error)}."
            )
        finally:
            with self._changed:
                self._hungry = True
                self._changed.notify_all()

    def _decode(self) -> None:
        mono = MonoFrames()
        with open_to_read(self, options=_PROBING) as container:
            for frame in decoded_frames(container, container.streams.audio[0]):
                self._give(mono.convert(frame), mono.sample_rate)
        self._give(mono.flush(), mono.sample_rate)

    def _give(self, parts: list[Samples], sample_rate: int) -> None:
        with self._changed:
            self._out += parts
            self.sample_rate = sample_rate or None


def decoded_frames(container: InputContainer, audio: av.AudioStream) -> Iterator[av.AudioFrame]:
    """The frames of a stream, without those that are damaged."""
    for packet in container.demux(audio):
        try:
            yield from packet.decode()
        except av.InvalidDataError:  # cut off in the middle, or the header of a second file in the stream
            continue


class MonoFrames:
    """FFmpeg's frames of any kind to mono float32, the mean of the channels, at the rate of the first.

    Attributes:
        sample_rate: Hz; 0 before the first frame.
    """

    def __init__(self, sample_rate: int = 0) -> None:
        self.sample_rate = sample_rate
        self._kind: tuple[int, str, str] | None = None
        self._resampler: av.AudioResampler | None = None

    def convert(self, frame: av.AudioFrame) -> list[Samples]:
        """The samples that are ready; a resampler may hold some back."""
        self.sample_rate = self.sample_rate or frame.sample_rate
        kind = (frame.sample_rate, frame.layout.name, frame.format.name)
        out: list[Samples] = []
        if kind != self._kind:
            out = self.flush()
            self._kind = kind
            # each channel: FFmpeg's own mixing to mono makes float channels that are alike 3 dB too loud; and not one
            # array a channel, of which PyAV looks for more than there are where there are eight or more, and dies
            self._resampler = av.AudioResampler(format="flt", rate=self.sample_rate)
        assert self._resampler is not None
        return out + _arrays(self._resampler.resample(frame))

    def flush(self) -> list[Samples]:
        """What the resampler holds back."""
        return _arrays(self._resampler.resample(None)) if self._resampler else []


def _arrays(frames: list[av.AudioFrame]) -> list[Samples]:
    return [
        frame.to_ndarray().reshape(frame.samples, -1).mean(axis=1, dtype=np.float32)
        for frame in frames
        if frame.samples
    ]
