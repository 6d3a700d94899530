"""Whether a file can be made somewhere, found out by making one: what permissions and disks say isn't enough."""

from __future__ import annotations

from pathlib import Path

from tts_tui.audio.files.saving.target import checked_target, create_part
from tts_tui.audio.files.saving.trouble import save_error
from tts_tui.speech.errors import NotWritableError


def prepare_place(path: Path) -> None:
    """Make the folder of a file, if it isn't there, and see that the file can be made in it.

    Raises:
        SaveError: it can't; the folder may have been made all the same.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotWritableError(
            f"“{path.parent}” is a file, not a folder.", hint="Choose another name."
        ) from None
    except OSError as error:
        raise save_error(error, path.parent) from None
    final = checked_target(path, "overwrite")
    try:
        with create_part(final) as part:
            part.path.unlink()
    except OSError as error:
        raise save_error(error, final) from None
