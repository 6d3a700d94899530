"""Read a WAV as it arrives, however wrong its sizes are and wherever the bytes are split."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from tts_tui.speech.errors import NotAudioError

if TYPE_CHECKING:
    from pathlib import Path

    from tts_tui.speech.chunk import Samples

_INTEGER, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE  # mmreg.h
_ENDLESS = 0x7FFF0000
"""Data sizes from here on (and 0) are what streaming servers write for "until the end"."""

_BEGINNING = re.compile(rb"(?:RIFF|RF64).{4}WAVE", re.DOTALL)
_BEGINNING_BYTES = 12

_BLOCK = 1 << 18  # bytes read at once
_MOST_RATE = 768_000  # Hz: no recorder has more, and a damaged header any

_MOST_HEADER = 1 << 20  # bytes before the samples; a megabyte of other chunks is no WAV that we know


class PcmDecoder:
    """Interleaved integer or float PCM, little-endian, to mono float32; carries what is less than a frame.

    Attributes:
        sample_rate: Hz.
    """

    def __init__(
        self, sample_rate: int, *, channels: int = 1, bits: int = 16, as_float: bool = False
    ) -> None:
        if (as_float and bits not in (32, 64)) or (not as_float and bits not in (8, 16, 24, 32)):
            raise NotAudioError(f"The audio has {bits}-bit samples, which aren't read here.")
        if not channels or not sample_rate:
            raise NotAudioError("The audio's header names no channels or no sample rate.")
        if sample_rate > _MOST_RATE:
            raise NotAudioError(f"The audio's header names a sample rate of {sample_rate:,} Hz.")
        self.sample_rate = sample_rate
        self._channels = channels
        self._bits = bits
        self._as_float = as_float
        self._frame_bytes = channels * bits // 8
        self._rest = b""

    def feed(self, data: bytes) -> Samples:
        """The samples that are complete, float32 mono, shape (frames,)."""
        data = self._rest + data
        whole = len(data) - len(data) % self._frame_bytes
        self._rest = data[whole:]
        channels = self._as_samples(data[:whole]).reshape(-1, self._channels)
        return channels[:, 0] if self._channels == 1 else channels.mean(axis=1, dtype=np.float32)

    def _as_samples(self, data: bytes) -> Samples:
        if self._as_float:
            return np.frombuffer(data, f"<f{self._bits // 8}").astype(np.float32)
        octets = np.frombuffer(data, np.uint8)
        if self._bits == 8:  # the one width that is unsigned
            return octets.astype(np.float32) / np.float32(128) - np.float32(1)
        if self._bits == 24:  # as the high bytes of 32 bits
            padded = np.zeros((len(octets) // 3, 4), np.uint8)
            padded[:, 1:] = octets.reshape(-1, 3)
            return padded.view("<i4")[:, 0].astype(np.float32) / np.float32(2**31)
        scale = np.float32(2 ** (self._bits - 1))
        return octets.view(f"<i{self._bits // 8}").astype(np.float32) / scale


class WavDecoder:
    """One RIFF (or RF64) WAVE body, fed in any portions.

    A data size of 0, FFFFFFFF and the like means "until the end". `WavStreamDecoder` splits several bodies in
    one stream.

    Attributes:
        missing: bytes that the header promised and that haven't come.
    """

    def __init__(self, *, until_end: bool = False) -> None:
        """Args: until_end: the size is older than the data, as in a file whose writer was killed."""
        self._until_end = until_end
        self._header = bytearray()
        self._at = 12  # the chunk of the header that is read next
        self._large: int | None = None
        self._pcm: PcmDecoder | None = None
        self._left: int | None = None  # bytes of samples still to come; None: until the end
        self._in_data = False

    @property
    def sample_rate(self) -> int | None:
        """Hz, once the header is here."""
        return self._pcm.sample_rate if self._pcm else None

    @property
    def missing(self) -> int:
        if not self._in_data:
            return 1
        return self._left or 0

    def feed(self, data: bytes) -> Samples:
        """The samples that are complete, float32 mono, shape (frames,).

        Raises:
            NotAudioError: it is no WAV, or one with samples of a kind that we don't read.
        """
        if not self._in_data:
            self._header += data
            data = self._read_header()
        if self._pcm is None or not self._in_data:
            return np.zeros(0, np.float32)
        if self._left is not None:  # what follows the samples, a list of tags say, is no sound
            data = data[: self._left]
            self._left -= len(data)
        return self._pcm.feed(data)

    def _read_header(self) -> bytes:
        """Read chunks up to the samples; gives the bytes after their header, nothing while more must come."""
        head = self._header
        start = bytes(head[:12])
        if not (b"RIFF".startswith(start[:4]) or start[:4] in (b"RIFF", b"RF64")) or (
            len(start) == 12 and start[8:] != b"WAVE"
        ):
            raise NotAudioError("The audio isn't a WAV, though it says so.")
        while len(head) >= self._at + 8:
            name, size = struct.unpack_from("<4sI", head, self._at)
            begin = self._at + 8
            if name == b"data":
                rest = bytes(head[begin:])
                self._open_data(self._large if size == 0xFFFFFFFF and self._large else size)
                return rest
            if len(head) < begin + size:
                break
            if name == b"fmt ":
                self._pcm = _pcm_of(bytes(head[begin : begin + size]))
            elif name == b"ds64" and size >= 16:  # RF64: the sizes in 64 bits (EBU Tech 3306)
                self._large = struct.unpack_from("<Q", head, begin + 8)[0]
            self._at = begin + size + size % 2
        if len(head) > _MOST_HEADER:
            raise NotAudioError("The WAV has no samples in its first megabyte.")
        return b""

    def _open_data(self, size: int) -> None:
        if self._pcm is None:
            raise NotAudioError("The WAV doesn't say what its samples are.")
        self._in_data = True
        self._header.clear()
        endless = self._until_end or size == 0 or 0xFFFFFFFF >= size >= _ENDLESS
        self._left = None if endless else size


def _pcm_of(fmt: bytes) -> PcmDecoder:
    if len(fmt) < 16:
        raise NotAudioError("The WAV's format chunk is cut off.")
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", fmt)
    if kind == _EXTENSIBLE and len(fmt) >= 26:
        kind = struct.unpack_from("<H", fmt, 24)[0]
    if kind not in (_INTEGER, _FLOAT):
        raise NotAudioError(f"The WAV holds samples of kind {kind}, which aren't read here.")
    return PcmDecoder(rate, channels=channels, bits=bits, as_float=kind == _FLOAT)


def read_wav(path: Path, *, until_end: bool = False) -> Iterator[tuple[int, Samples]]:
    """The sample rate (Hz) and the samples of a file, block by block.

    Raises:
        OSError: it can't be read.
        NotAudioError: as `WavDecoder.feed`.
    """
    decoder = WavDecoder(until_end=until_end)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            samples = decoder.feed(block)
            if decoder.sample_rate:
                yield decoder.sample_rate, samples


class WavStreamDecoder:
    """A stream of one WAV after another, as servers send that make one per sentence.

    Attributes:
        sample_rate: Hz of the first; None until its header is here.
        truncated: the last WAV promised more than came.
    """

    def __init__(self) -> None:
        self.sample_rate: int | None = None
        self._body = WavDecoder()
        self._held = b""  # what may be the beginning of the next WAV
        self._at_start = True  # what is held begins a WAV, rather than may

    @property
    def truncated(self) -> bool:
        return self._body.missing > 0

    def feed(self, data: bytes) -> list[Samples]:
        """What can be decoded now.

        Raises:
            NotAudioError: it is no WAV, or the sample rate changes.
        """
        return self._give(self._held + data, hold=_BEGINNING_BYTES - 1)

    def finish(self) -> list[Samples]:
        """What was held back."""
        return self._give(self._held, hold=0)

    def _give(self, data: bytes, hold: int) -> list[Samples]:
        out, at = [], 0
        while found := _BEGINNING.search(data, at + self._at_start):
            out.append(self._decode(data[at : found.start()]))
            at = found.start()
            self._body, self._at_start = WavDecoder(), True
        settled = max(at, len(data) - hold)
        out.append(self._decode(data[at:settled]))
        self._held = data[settled:]
        return [samples for samples in out if len(samples)]

    def _decode(self, data: bytes) -> Samples:
        if data:
            self._at_start = False
        samples = self._body.feed(data)
        rate = self._body.sample_rate
        if rate and rate != (self.sample_rate or rate):
            raise NotAudioError(f"The audio's sample rate changes from {self.sample_rate} to {rate} Hz.")
        self.sample_rate = self.sample_rate or rate
        return samples
