"""The sound of each call, kept by what was asked: a text that is spoken again is neither made nor paid for again."""

from __future__ import annotations

import hashlib
import logging
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import msgspec

from tts_tui.speech.request import ChunkRequest
from tts_tui.store.atomic import replace_bytes
from tts_tui.store.kept_sound import KeptSound, packed
from tts_tui.store.sound_folder import SoundFolder

log = logging.getLogger(__name__)

PAID = "paid-"
"""What the key of a sound begins with that cost something: these go last."""

_SPARE = 0.9
"""Share of the room that is left filled when room is made, so that it isn't made with every sentence."""


def sound_key(source: object, request: ChunkRequest, *, paid: bool) -> str:
    """The hash of everything that shapes the audio of a call, for a file's name.

    Args:
        source: what shapes the sound beside the request: backend, weights, engine.
    """
    # the neighbours only colour the tone: a sentence stays good when the one beside it is edited
    alone = replace(
        request, index=0, previous_text="", next_text="", settings=dict(sorted(request.settings.items()))
    )
    return PAID * paid + hashlib.sha256(msgspec.json.encode((source, alone))).hexdigest()


class SentenceCache(SoundFolder):
    """One file a call; the least lately used go first, and before them those that cost nothing."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        """
        Args:
            folder: made when something is first kept.
            most_bytes: of all files together; 0 keeps nothing.
        """
        super().__init__(folder)
        self._most = most_bytes
        self._room = 0
        """Bytes that may still be added before what there is is counted again."""

    def get(self, key: str) -> KeptSound | None:
        """The sound if it was made before."""
        sound = super().get(key)
        if sound:
            with suppress(OSError):
                self.file(key).touch()
        return sound

    def put(self, key: str, sound: KeptSound) -> None:
        """Keep it. A disk that is full is no reason to fail: it is only a copy."""
        data = packed(sound)
        if len(data) > self._most:
            return
        try:
            replace_bytes(self.file(key), data)
            self._make_room(len(data))
        except OSError as error:
            log.warning("%s can't be written: %s", self.folder, error)

    def _make_room(self, added: int) -> None:
        self._room -= added
        if self._room >= 0:
            return
        # others keep theirs here, too
        found = [(file, file.stat()) for file in self.folder.iterdir() if not file.name.startswith(".")]
        found.sort(key=lambda each: (each[0].name.startswith(PAID), each[1].st_mtime))
        size = sum(stat.st_size for _, stat in found)
        most = self._most if size <= self._most else int(self._most * _SPARE)
        for file, stat in found:
            if size <= most:
                break
            file.unlink(missing_ok=True)
            size -= stat.st_size
        self._room = min(self._most - size, int(self._most * (1 - _SPARE)))
