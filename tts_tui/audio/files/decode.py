"""Audio in: any format, from bytes as they arrive (`StreamDecoder`) or from a whole file (`decode_file`)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

import av
import numpy as np

from tts_tui.audio.files.containerstream import ContainerDecoder, MonoFrames, decoded_frames
from tts_tui.audio.files.mp4stream import Mp4StreamDecoder, begins_mp4
from tts_tui.audio.files.open_container import open_to_read
from tts_tui.audio.files.wavstream import WavStreamDecoder
from tts_tui.speech.errors import NotAudioError, UsageError

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples

_WAV_MAGIC = (b"RIFF", b"RF64")
_LEAST = 8
"""Bytes that tell an MP4 from the rest."""
_READABLE = "Give a recording as wav, mp3, flac, ogg or m4a."


_Decoder = WavStreamDecoder | ContainerDecoder | Mp4StreamDecoder


class StreamDecoder:
    """Decodes the audio in a stream of bytes, told what it is by the bytes themselves.

    Not asynchronous: decoding blocks for as long as the given bytes take, so call it in a thread
    (`asyncio.to_thread(decoder.feed, data)`). Close it, or use it as a context manager.
    """

    def __init__(self) -> None:
        self._decoder: _Decoder | None = None
        self._head = b""
        self._any = False

    @property
    def sample_rate(self) -> int | None:
        """Hz; None until the first samples."""
        return self._decoder.sample_rate if self._decoder else None

    @property
    def truncated(self) -> bool:
        """Whether the stream promised more than it held, as far as its format tells. Ask after `finish`."""
        return self._decoder.truncated if self._decoder else False

    def feed(self, data: bytes) -> list[Samples]:
        """Everything that can be decoded now: arrays of float32 mono, shape (frames,), none of them empty.

        Raises:
            NotAudioError: it isn't audio.
        """
        if self._decoder is None:
            self._head += data
            if len(self._head) < _LEAST:
                return []
            data, self._head = self._head, b""
            self._decoder = _decoder_for(data)
        return self._noted(self._decoder.feed(data))

    def finish(self) -> list[Samples]:
        """The rest.

        Raises:
            NotAudioError: there was no sound in all that came.
        """
        rest: list[Samples] = []
        if self._decoder is None and self._head:
            self._decoder = _decoder_for(self._head)
            rest = self._noted(self._decoder.feed(self._head))
        if self._decoder:
            rest += self._noted(self._decoder.finish())
        if not self._any:
            raise NotAudioError("There is no sound in what came.")
        return rest

    def close(self) -> None:
        """Stop; safe at any time."""
        if isinstance(self._decoder, ContainerDecoder | Mp4StreamDecoder):
            self._decoder.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _noted(self, parts: list[Samples]) -> list[Samples]:
        self._any = self._any or bool(parts)
        return parts


def decode_file(path: Path, sample_rate: int | None = None, longest: float = math.inf) -> tuple[Samples, int]:
    """A whole audio file, mono.

    Args:
        sample_rate: Hz to resample to; the file's own if left out.
        longest: seconds to read at most.

    Returns:
        Float32, shape (frames,), and its sample rate.

    Raises:
        UsageError: the file can't be read or holds no sound.
    """
    mono = MonoFrames(sample_rate or 0)
    parts: list[Samples] = []
    try:
        with open_to_read(str(path.absolute())) as container:
            for audio in container.streams.audio[:1]:
                frames = 0
                for frame in decoded_frames(container, audio):
                    parts += mono.convert(frame)
                    frames += frame.samples
                    if frames >= longest * audio.rate:
                        break
                parts += mono.flush()
                length = _mp4_length(container, audio, mono.sample_rate)
    except (OSError, av.FFmpegError) as error:
        raise UsageError(f"“{path}” cannot be read: {error.strerror}.", hint=_READABLE) from error
    if not parts:
        raise UsageError(f"“{path}” holds no sound.", hint=_READABLE)
    return np.concatenate(parts)[:length], mono.sample_rate


def decoded_blocks(path: Path) -> Iterator[tuple[Samples, int]]:
    """A whole audio file, mono, piece by piece: float32, shape (frames,), and the sample rate.

    Raises:
        UsageError: the file can't be read.
    """
    mono = MonoFrames()
    try:
        with open_to_read(str(path.absolute())) as container:
            for frame in decoded_frames(container, container.streams.audio[0]):
                for samples in mono.convert(frame):
                    yield samples, mono.sample_rate
    except (OSError, IndexError, av.FFmpegError) as error:  # IndexError: no sound in it
        why = getattr(error, "strerror", None) or "it holds no sound"
        raise UsageError(f"“{path}” cannot be read: {why}.", hint=_READABLE) from error
    for samples in mono.flush():
        yield samples, mono.sample_rate


def _mp4_length(container: av.container.InputContainer, audio: av.AudioStream, rate: int) -> int | None:
    """Samples that an MP4 says it holds: FFmpeg also gives what pads its last frame."""
    if "mp4" not in container.format.name or not audio.duration or not audio.time_base:
        return None
    return round(audio.duration * audio.time_base * rate)


def _decoder_for(head: bytes) -> _Decoder:
    if head.lstrip()[:1] in (b"<", b"{", b"["):
        line = head[:80].decode(errors="replace").split("\n")[0]
        raise NotAudioError(f"What came isn't audio but text: {line}")
    if head[:4] in _WAV_MAGIC:
        return WavStreamDecoder()
    return Mp4StreamDecoder() if begins_mp4(head) else ContainerDecoder()
