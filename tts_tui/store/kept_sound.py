"""The sound of a call as bytes: complete and unharmed, or refused."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from tts_tui.speech.chunk import AudioChunk, WordTime

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples

_MAGIC = b"tts-tui sound 1\n"
_DIGEST = 16
"""Bytes of the hash over all that follows it: what a disk or a crash changed isn't played."""
_LENGTH = 4
"""Bytes of the header's length, behind the hash."""


@dataclass(frozen=True, slots=True, eq=False)
class KeptSound:
    """All of the audio of a call, and what making it took.

    Attributes:
        samples: mono float32, shape (frames,).
        sample_rate: Hz.
        words: seconds from the start of the samples, characters in the call's text.
        notes: what was told of it.
        work_seconds: that it took; 0 if not measured.
        cost_usd: what it cost; None when unknown.
    """

    samples: Samples
    sample_rate: int
    words: tuple[WordTime, ...] = ()
    notes: tuple[str, ...] = ()
    work_seconds: float = 0.0
    cost_usd: float | None = 0.0

    @classmethod
    def of(cls, chunks: Sequence[AudioChunk], work_seconds: float = 0.0) -> KeptSound:
        """That of all the chunks of a call."""
        import numpy as np

        costs = [chunk.cost_usd for chunk in chunks if chunk.cost_usd is not None]
        return cls(
            np.concatenate([chunk.samples for chunk in chunks]),
            chunks[0].sample_rate,
            tuple(word for chunk in chunks for word in chunk.words),
            tuple(dict.fromkeys(chunk.note for chunk in chunks if chunk.note)),
            work_seconds,
            sum(costs) if costs else None,
        )

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.sample_rate

    @property
    def chunk(self) -> AudioChunk:
        """The same as a backend would give it, at no cost."""
        return AudioChunk(self.samples, self.sample_rate, self.words, 0.0, " ".join(self.notes))


class _Header(msgspec.Struct, frozen=True):
    sample_rate: int
    words: tuple[WordTime, ...]
    notes: tuple[str, ...]
    work_seconds: float
    cost_usd: float | None


def packed(sound: KeptSound) -> bytes:
    """As bytes."""
    header = msgspec.json.encode(
        _Header(sound.sample_rate, sound.words, sound.notes, sound.work_seconds, sound.cost_usd)
    )
    body = b"".join([len(header).to_bytes(_LENGTH, "little"), header, sound.samples.astype("<f4").tobytes()])
    return _MAGIC + _hash(body) + body


def unpacked(data: bytes) -> KeptSound:
    """What `packed` made.

    Raises:
        ValueError: these aren't such bytes, or not all of them, or some were changed.
    """
    import numpy as np

    body = memoryview(data)[len(_MAGIC) + _DIGEST :]
    if not data.startswith(_MAGIC) or _hash(body) != data[len(_MAGIC) : len(_MAGIC) + _DIGEST]:
        raise ValueError("it is damaged")
    begin = _LENGTH + int.from_bytes(body[:_LENGTH], "little")
    header = msgspec.json.decode(body[_LENGTH:begin], type=_Header)
    samples = np.frombuffer(body[begin:], "<f4").astype(np.float32)
    return KeptSound(
        samples, header.sample_rate, header.words, header.notes, header.work_seconds, header.cost_usd
    )


def _hash(body: bytes | memoryview) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST).digest()
