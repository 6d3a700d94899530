"""What a server said last, kept in a file so that the next start knows it without asking."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from tts_tui.store.atomic import replace_bytes

T = TypeVar("T")


def recall(file: Path, kind: type[T]) -> T | None:
    """What was kept, or None if there is nothing that can be read as `kind`."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError, UnicodeError, RecursionError):
        return None


def keep(file: Path, value: Any) -> None:
    """Keep it; a full disk is no reason not to speak now."""
    with suppress(OSError):
        replace_bytes(file, msgspec.json.encode(value))
