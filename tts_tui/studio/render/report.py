"""What became of a job's files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from tts_tui.audio.acx import AcxLevels


@dataclass(frozen=True, slots=True)
class FileReport:
    """A file that is there.

    Attributes:
        marks: where each chapter begins: its title, and seconds.
        loudness: LUFS it was brought to, where that was asked for.
        acx: its levels as a player hears them, where those were asked for.
        captions: files of the words beside it.
        unchanged: it was there already, and is as it should be.
        news: what isn't as it was asked for, a sentence each.
    """

    path: Path
    seconds: float
    marks: tuple[tuple[str, float], ...] = ()
    loudness: float | None = None
    acx: AcxLevels | None = None
    captions: tuple[Path, ...] = ()
    unchanged: bool = False
    news: tuple[str, ...] = ()


def packed(reports: Sequence[FileReport]) -> bytes:
    """As bytes."""
    return msgspec.msgpack.encode(reports, enc_hook=_path_as_bytes)


def unpacked(data: bytes) -> tuple[FileReport, ...]:
    """What `packed` made; nothing of nothing."""
    return msgspec.msgpack.decode(data, type=tuple[FileReport, ...], dec_hook=_bytes_as_path) if data else ()


def _path_as_bytes(path: Any) -> bytes:
    return os.fsencode(path)


def _bytes_as_path(_kind: type, data: Any) -> Path:
    return Path(os.fsdecode(data))
