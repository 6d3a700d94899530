"""What the system says about writing a file, as typed errors with what fixes them."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from tts_tui.speech.errors import DiskFullError, NotWritableError, SaveError
from tts_tui.speech.lengths import counted

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def save_error(
    error: OSError, final: Path, *, partial: Path | None = None, seconds: float = 0.0
) -> SaveError:
    """The typed error for what the system said about writing `final`.

    Args:
        partial: file with the audio saved so far, None where there is none.
        seconds: of audio in it; of audio that is lost, where there is none.
    """
    why = error.strerror or str(error)
    why = why[:1].lower() + why[1:]
    note = f" The first {counted(seconds)} are kept in “{partial.name}”." if partial else ""
    if seconds and not partial:
        note = " No sound had reached the disk yet: nothing is left there."
    if error.errno in _FULL:
        room = "Choose another disk or format" if error.errno == errno.EFBIG else "Free some space"
        hint = f"{room}, then `tts-tui doctor` offers to recover it." if partial else f"{room}."
        return DiskFullError(f"“{final.name}” cannot be saved: {why}.{note}", hint=hint)
    if error.errno == errno.ENOENT and os.path.isdir(final.parent):  # noqa: PTH112  (never raises)
        return NotWritableError(f"No file can be made in “{final.parent}”.", hint="Choose another folder.")
    if error.errno == errno.ENOENT:
        return NotWritableError(f"There is no folder “{final.parent}”.", hint=f"mkdir -p '{final.parent}'")
    if error.errno in _FORBIDDEN:
        return NotWritableError(
            f"“{final.name}” cannot be saved in “{final.parent}”: {why}.{note}", hint="Choose another folder."
        )
    if error.errno == errno.ENAMETOOLONG:
        return NotWritableError(f"“{final.name}” cannot be saved: {why}.", hint="Choose a shorter name.")
    return SaveError(f"“{final.name}” cannot be saved: {why}.{note}", hint="Choose another folder.")
