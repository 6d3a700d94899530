"""What every encoder does: take samples in any portions, write one stream."""

from __future__ import annotations

import errno
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Protocol, Self

import numpy as np

from tts_tui.audio.files.formats import AudioFormat
from tts_tui.audio.resample import Resampler

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tts_tui.speech.chunk import Samples


class ByteSink(Protocol):
    """A binary file, unbuffered or not, that takes all the bytes it is given. Encoders don't close it.

    They seek only where `seekable()`.
    """

    def write(self, data: bytes, /) -> int | None: ...
    def flush(self) -> None: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def tell(self) -> int: ...
    def seekable(self) -> bool: ...


class Encoder(ABC):
    """Writes one stream: `write` in any portions, then `close`; the portions leave no trace in what is written.

    As a context manager it closes at the end and aborts on an error.

    Attributes:
        format: what is written.
        sample_rate: Hz of the samples given.
        out_rate: Hz of the samples written.
        frames: samples taken so far.
    """

    def __init__(self, format: AudioFormat, sample_rate: int, out_rate: int) -> None:
        self.format = format
        self.sample_rate = sample_rate
        self.out_rate = out_rate
        self.frames = 0
        self._done = False
        self._resampler = Resampler(sample_rate, out_rate) if out_rate != sample_rate else None

    def write(self, samples: Samples) -> None:
        """Encode samples, float32 mono, shape (frames,).

        Raises:
            OSError: the target can't be written; `BrokenPipeError` when the pipe's reader has closed it. Also where a
                sample is no number (EINVAL), which some codecs would refuse and others make noise of.
            ValueError: it is closed.
        """
        if self._done:
            raise ValueError("write to a closed encoder")
        if not np.isfinite(samples).all():
            raise OSError(errno.EINVAL, "the engine gave sound that is no numbers (NaN or infinite)")
        count = len(samples)
        if self._resampler is not None:
            samples = self._resampler.push(samples)
        # a portion of a second bounds what the codec holds, however much comes at once
        for start in range(0, len(samples), self.out_rate):
            self._encode(samples[start : start + self.out_rate])
        self.frames += count

    def close(self) -> None:
        """Write what is still held and complete the stream. May be called again.

        Raises:
            OSError: the target can't be written.
        """
        if self._done:
            return
        if self._resampler is not None:
            self._encode(self._resampler.push(np.zeros(0, np.float32), last=True))
        self._done = True
        self._finish()

    def abort(self) -> None:
        """Write nothing more, also not what is still held. May be called again, and after `close`."""
        if not self._done:
            self._done = True
            self._drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self.abort()

    @abstractmethod
    def _encode(self, samples: Samples) -> None: ...

    @abstractmethod
    def _finish(self) -> None: ...

    @abstractmethod
    def _drop(self) -> None: ...


def to_int16(samples: Samples) -> NDArray[np.int16]:
    """Round to 16 bits, full scale = 32768, so that /32768 gives back the nearest step; clips what is louder."""
    rounded: NDArray[np.int16] = np.clip(np.rint(samples * np.float32(32768)), -32768, 32767).astype("<i2")
    return rounded
