"""What belongs to the speech of one draft: its ledger, and the sounds that it needs, which no cache may throw away."""

from __future__ import annotations

import logging
import os
import shutil
from contextlib import suppress
from pathlib import Path

from tts_tui.store.atomic import replace_bytes
from tts_tui.store.kept_sound import KeptSound, packed
from tts_tui.store.private import make_folder
from tts_tui.store.sentence_cache import SentenceCache
from tts_tui.store.sound_folder import SoundFolder

log = logging.getLogger(__name__)

MOST_BYTES = 4 << 30
"""Of all drafts together, when one is opened: those that were spoken longest ago lose theirs."""


class TakeFolder(SoundFolder):
    """A folder for one draft. What lies in the cache isn't kept twice: a file may have two names.

    Attributes:
        ledger_file: where the ledger goes.
    """

    def __init__(self, folder: Path, cache: SentenceCache | None) -> None:
        """
        Args:
            folder: made when something is first kept.
            cache: where sounds are looked for, and kept, too.
        """
        super().__init__(folder)
        self.ledger_file = folder / "ledger.json"
        self._cache = cache

    def get(self, key: str) -> KeptSound | None:
        """The sound if it is kept, here or in the cache."""
        if sound := super().get(key):
            return sound
        sound = self._cache.get(key) if self._cache else None
        if sound:
            self._keep(key, sound)
        return sound

    def put(self, key: str, sound: KeptSound) -> None:
        """Keep it, here and in the cache. A full disk is no reason to fail."""
        if self._cache:
            self._cache.put(key, sound)
        self._keep(key, sound)

    def _keep(self, key: str, sound: KeptSound) -> None:
        file = self.file(key)
        try:
            make_folder(self.folder)
            file.unlink(missing_ok=True)
            if self._cache:
                with suppress(OSError):  # another file system, or one without second names
                    os.link(self._cache.file(key), file)
                    return
            replace_bytes(file, packed(sound))
        except OSError as error:
            log.warning("%s can't be kept: %s", file, error)


def make_room(folder: Path, *, but: Path, most: int = MOST_BYTES) -> None:
    """Remove the takes of drafts that were spoken longest ago, until all together are small enough.

    Args:
        folder: in which the folders of all drafts lie.
        but: one that stays.
    """
    with suppress(OSError):
        found = [(each, _size(each)) for each in folder.iterdir() if each.is_dir()]
        size = sum(size for _, size in found)
        for each, its in sorted(found, key=lambda found: found[0].stat().st_mtime):
            if size <= most:
                return
            if each != but:
                shutil.rmtree(each, ignore_errors=True)
                size -= its


def _size(folder: Path) -> int:
    with suppress(OSError):
        return sum(file.stat().st_size for file in folder.iterdir())
    return 0
