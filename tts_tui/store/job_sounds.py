"""The sound of each sentence of a job, on the disk before anybody says that it is."""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from tts_tui.speech.errors import DiskFullError, SaveError
from tts_tui.store.atomic import replace_bytes
from tts_tui.store.kept_sound import KeptSound, packed
from tts_tui.store.sentence_cache import read_sound
from tts_tui.store.sqlite_trouble import hint_of, is_full

COVER = "cover"
"""Name of the file in the job's folder that holds its cover."""


class JobSounds:
    """One file a sentence, by the hash of all that makes its sound."""

    def __init__(self, folder: Path) -> None:
        """
        Args:
            folder: made when something is first kept.
        """
        self.folder = folder

    def get(self, key: str) -> KeptSound | None:
        """The sound; None where it isn't kept, or damaged."""
        return read_sound(self._file(key))

    def put(self, key: str, sound: KeptSound) -> None:
        """Keep it.

        Raises:
            SaveError: it can't be; what is there stays.
        """
        self.put_file(f"{key}.sound", packed(sound))

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

    def keep_only(self, keys: Collection[str]) -> None:
        """Let go of all sounds but these."""
        with suppress(OSError):
            for file in self.folder.glob("*.sound"):
                if file.stem not in keys:
                    file.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}.sound"


def _sync(folder: Path) -> None:
    """Returns when the names in it are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
