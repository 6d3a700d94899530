"""A folder with one file for each sound, named by the hash of all that makes it."""

from __future__ import annotations

import logging
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from tts_tui.store.kept_sound import KeptSound, unpacked

log = logging.getLogger(__name__)


class SoundFolder:
    """Finds sounds, and lets go of them; how they are kept is up to what the folder is for."""

    def __init__(self, folder: Path) -> None:
        """
        Args:
            folder: made when something is first kept.
        """
        self.folder = folder

    def file(self, key: str) -> Path:
        """Where the sound of that key lies, if it is kept."""
        return self.folder / f"{key}.sound"

    def get(self, key: str) -> KeptSound | None:
        """The sound; None where it isn't kept, or can't be used."""
        file = self.file(key)
        try:
            return unpacked(file.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            log.warning("%s can't be used: %s", file, error)
            return None

    def keep_only(self, keys: Collection[str]) -> None:
        """Let go of all sounds but these."""
        with suppress(OSError):
            for file in self.folder.glob("*.sound"):
                if file.stem not in keys:
                    file.unlink(missing_ok=True)
