"""WAV and bare PCM, written by ourselves: a header that is right each second, also after a kill."""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING

from tts_tui.audio.files.encoders.base import ByteSink, Encoder, to_int16
from tts_tui.audio.files.encoders.tags import Tags
from tts_tui.audio.files.formats import AudioFormat

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples

_INTEGER, _FLOAT = 1, 3  # WAVE_FORMAT_PCM, WAVE_FORMAT_IEEE_FLOAT (mmreg.h)

_UNKNOWN = 0xFFFFFFFF
"""The size that says "until the end" on a pipe, and "see ds64" in RF64."""

LARGEST = _UNKNOWN - 1
"""Bytes that a RIFF may count; a larger file is an RF64 (EBU Tech 3306), whose sizes have 64 bits."""

_DS64_BYTES = 28

# RIFF INFO fields (Microsoft's RIFF MCI, 1991) for libavformat's generic keys
_INFO = {
    "title": "INAM",
    "artist": "IART",
    "album": "IPRD",
    "track": "IPRT",
    "genre": "IGNR",
    "comment": "ICMT",
}


class PcmEncoder(Encoder):
    """Bare signed 16-bit little-endian samples."""

    def __init__(self, target: ByteSink, format: AudioFormat, sample_rate: int, out_rate: int) -> None:
        super().__init__(format, sample_rate, out_rate)
        self._target = target

    def _encode(self, samples: Samples) -> None:
        self._target.write(to_int16(samples).tobytes())

    def _finish(self) -> None:
        self._target.flush()

    def _drop(self) -> None:
        pass


class WavEncoder(PcmEncoder):
    """RIFF WAVE: 16 bit, or 32-bit float for what isn't final yet.

    In a file the sizes are brought up to date after each second, and it becomes an RF64 where it outgrows 4 GiB, in
    the room that a JUNK chunk keeps for that. On a pipe the sizes say "until the end".
    """

    def __init__(
        self,
        target: ByteSink,
        format: AudioFormat,
        sample_rate: int,
        out_rate: int,
        tags: Tags | None = None,
        *,
        as_float: bool = False,
    ) -> None:
        super().__init__(target, format, sample_rate, out_rate)
        self._as_float = as_float
        self._sample_bytes = 4 if as_float else 2
        self._info = _info_chunk(tags.metadata()) if tags else b""
        self._seekable = target.seekable()
        self._data_bytes = 0
        self._patched_bytes = 0
        target.write(self._header(0))

    def _encode(self, samples: Samples) -> None:
        self._target.write((samples.astype("<f4") if self._as_float else to_int16(samples)).tobytes())
        self._data_bytes += self._sample_bytes * len(samples)
        if self._data_bytes - self._patched_bytes >= self._sample_bytes * self.out_rate:
            self._patch()

    def _finish(self) -> None:
        self._patch()
        super()._finish()

    def _drop(self) -> None:
        """After an error the sizes may be older than the data: a player shows up to a second less."""

    def _patch(self) -> None:
        if self._seekable:
            self._target.seek(0)
            self._target.write(self._header(self._data_bytes))
            self._target.seek(0, os.SEEK_END)
            self._patched_bytes = self._data_bytes

    def _header(self, data_bytes: int) -> bytes:
        width = self._sample_bytes
        kind = _FLOAT if self._as_float else _INTEGER
        layout = (16, kind, 1, self.out_rate, width * self.out_rate, width, 8 * width)
        rest = struct.pack("<4sIHHIIHH", b"fmt ", *layout) + self._info
        if not self._seekable:
            return (
                struct.pack("<4sI4s", b"RIFF", _UNKNOWN, b"WAVE")
                + rest
                + struct.pack("<4sI", b"data", _UNKNOWN)
            )
        riff_bytes = 4 + 8 + _DS64_BYTES + len(rest) + 8 + data_bytes
        if riff_bytes > LARGEST:
            sizes = (_DS64_BYTES, riff_bytes, data_bytes, data_bytes // width, 0)
            first = struct.pack("<4sI4s4sIQQQI", b"RF64", _UNKNOWN, b"WAVE", b"ds64", *sizes)
            return first + rest + struct.pack("<4sI", b"data", _UNKNOWN)
        first = struct.pack("<4sI4s4sI", b"RIFF", riff_bytes, b"WAVE", b"JUNK", _DS64_BYTES) + bytes(
            _DS64_BYTES
        )
        return first + rest + struct.pack("<4sI", b"data", data_bytes)


def _info_chunk(metadata: dict[str, str]) -> bytes:
    body = b"INFO"
    for key, name in _INFO.items():
        if text := metadata.get(key, "").encode():
            text += b"\0" * (2 - len(text) % 2)  # ends with NUL, of even length
            body += struct.pack("<4sI", name.encode(), len(text)) + text
    return struct.pack("<4sI", b"LIST", len(body)) + body
