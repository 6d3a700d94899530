"""Pictures that are stored in a recording."""

from __future__ import annotations

from pathlib import Path

from tts_tui.audio.files.encoders.finish import check_cover
from tts_tui.speech.errors import UsageError


def read_cover(path: Path) -> bytes:
    """The file of a picture.

    Raises:
        UsageError: it can't be read, or what is in it is no JPEG or PNG image.
    """
    try:
        cover = path.read_bytes()
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise UsageError(f"{path} can't be read: {why}.", hint="Check the name.") from None
    check_cover(cover)
    return cover
