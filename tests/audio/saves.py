"""A recording and how the tests save it."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import numpy as np
from voicelike import RATE, portions, voicelike

from tts_tui.audio.files.saving import AudioFile

SOUND = voicelike(3)


def save(path: Path, sound: np.ndarray = SOUND, **options: object) -> Path:
    with AudioFile(path, RATE, **options) as file:  # type: ignore[arg-type]
        for piece in portions(sound):
            file.write(piece)
        return file.commit()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def png(side: int = 8) -> bytes:
    """A noisy square: it doesn't compress."""
    noise = np.random.default_rng(0).integers(0, 255, (side, side, 3), np.uint8)
    context = av.CodecContext.create("png", "w")
    context.width = context.height = side  # type: ignore[attr-defined]
    context.pix_fmt = "rgb24"  # type: ignore[attr-defined]
    context.time_base = 1  # type: ignore[assignment]
    return b"".join(bytes(packet) for packet in context.encode(av.VideoFrame.from_ndarray(noise)))  # type: ignore[attr-defined]


@contextmanager
def limited_file_size(size: int) -> Iterator[None]:
    """As a full disk: files of this process grow no further than this."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
