"""The sound of each sentence of a job, on the disk before anybody says that it is."""

from __future__ import annotations

import os
from pathlib import Path

from tts_tui.speech.errors import DiskFullError, SaveError
from tts_tui.store.atomic import replace_bytes
from tts_tui.store.kept_sound import KeptSound, packed
from tts_tui.store.sound_folder import SoundFolder
from tts_tui.store.sqlite_trouble import hint_of, is_full

COVER = "cover"
"""Name of the file in the job's folder that holds its cover."""


class JobSounds(SoundFolder):
    """Those of one job: what is said to be kept is on the disk."""

    def put(self, key: str, sound: KeptSound) -> None:
        """Keep it.

        Raises:
            SaveError: it can't be; what is there stays.
        """
        self.put_file(self.file(key).name, packed(sound))

    def put_file(self, name: str, data: bytes) -> None:
        """Keep that, whatever it is: it is on the disk, and so is its name.

        Raises:
            SaveError: it can't be.
        """
        file = self.folder / name
        try:
            replace_bytes(file, data)
            _sync(self.folder)
        except OSError as error:
            kind = DiskFullError if is_full(error) else SaveError
            raise kind(f"{file} can't be written: {error.strerror}.", hint=hint_of(error, file)) from None


def _sync(folder: Path) -> None:
    """Returns when the names in it are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
