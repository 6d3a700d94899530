"""Pictures that are stored in a recording."""

from __future__ import annotations

from pathlib import Path

from tts_tui.speech.errors import UsageError


def read_cover(path: Path) -> bytes:
    """The file of a picture; what is in it is judged by the encoder.

    Raises:
        UsageError: it can't be read.
    """
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise UsageError(f"{path} can't be read: {why}.", hint="Check the name.") from None
