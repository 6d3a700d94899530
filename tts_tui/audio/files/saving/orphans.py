"""Recordings that a crash left as `.part` files: find them, make whole files of them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from tts_tui.audio.files.encoders.finish import finish
from tts_tui.audio.files.format_names import format_for
from tts_tui.audio.files.formats import FORMATS, AudioFormat
from tts_tui.audio.files.saving.audiofile import AudioFile
from tts_tui.audio.files.saving.commit import commit_beside, sync_file
from tts_tui.audio.files.saving.descriptor import is_held
from tts_tui.audio.files.saving.names import PART, finishing_of, whole_of
from tts_tui.audio.files.saving.sound_length import seconds_in
from tts_tui.audio.files.saving.trouble import save_error
from tts_tui.audio.files.wavstream import read_wav
from tts_tui.speech.errors import SaveError, SpeechError, UsageError


class Orphan(Struct, frozen=True):
    """A partial file whose writer has ended.

    Attributes:
        part: the file.
        size: bytes.
        modified: seconds since the epoch.
    """

    part: Path
    size: int
    modified: float


def find_orphans(folders: Iterable[Path]) -> list[Orphan]:
    """The parts in these folders, not below them, that no process is writing; the newest first."""
    found = []
    for folder in dict.fromkeys(path.resolve() for path in folders):
        if not os.access(folder, os.R_OK | os.X_OK):
            continue
        for part in folder.glob(f"*{PART}"):
            if _format_of(part) and os.access(part, os.R_OK) and not is_held(part):
                status = part.stat()
                found.append(Orphan(part, status.st_size, status.st_mtime))
    return sorted(found, key=lambda orphan: -orphan.modified)


def recover(part: Path) -> Path:
    """Make a whole file of a part, beside it and over no other file; then remove the part.

    Returns:
        Where the file is.

    Raises:
        UsageError: it isn't one of ours, or is still being written.
        SaveError: there is no sound in it, or it can't be written.
    """
    part = part.resolve()
    format = _format_of(part)
    if format is None or not part.is_file():
        raise UsageError(
            f"“{part}” is no unfinished recording.", hint="`tts-tui doctor` lists those that there are."
        )
    if is_held(part):
        raise UsageError(f"“{part.name}” is still being written.", hint="Wait until it is complete.")
    try:
        if format.name == "pcm":
            return commit_beside(part, whole_of(part))
        final = _recover_wav(part) if format.name == "wav" else _recover_container(part, format)
        part.unlink()
    except OSError as error:
        raise save_error(error, whole_of(part), partial=part) from error
    return final


def _recover_wav(part: Path) -> Path:
    """Written again, since the size in its header may be a second behind its samples."""
    recovered: AudioFile | None = None
    try:
        for rate, samples in read_wav(part, until_end=True):
            recovered = recovered or AudioFile(
                whole_of(part), rate, format=FORMATS["wav"], if_exists="rename"
            )
            recovered.write(samples)
    except SpeechError:
        if recovered:
            recovered.discard()
        raise
    if recovered is None or not recovered.seconds:
        if recovered:
            recovered.discard()
        raise _silent(part)
    return recovered.commit()


def _recover_container(part: Path, format: AudioFormat) -> Path:
    """Packets copied as far as they are whole, with a new index."""
    if not seconds_in(part, format, 0):
        raise _silent(part)
    finished = finishing_of(part)
    try:
        finish(part, finished, format)
        sync_file(finished)
        return commit_beside(finished, whole_of(part))
    finally:
        finished.unlink(missing_ok=True)


def _format_of(part: Path) -> AudioFormat | None:
    if part.suffix != PART:
        return None
    try:
        return format_for(whole_of(part))
    except UsageError:
        return None


def _silent(part: Path) -> SaveError:
    return SaveError(f"There is no sound in “{part.name}”.", hint=f"rm '{part}'")
