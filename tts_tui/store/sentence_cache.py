"""Audio that was paid for, kept by what was asked: a text that is spoken again costs nothing again."""

from __future__ import annotations

import hashlib
import io
import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import msgspec

from tts_tui.speech.chunk import AudioChunk, WordTime
from tts_tui.speech.request import ChunkRequest
from tts_tui.store.atomic import replace_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger(__name__)


class SentenceCache:
    """One file a call, named by the hash of everything that shapes its audio; the least lately used go first."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        """
        Args:
            folder: made when something is first kept.
            most_bytes: of all files together; 0 keeps nothing.
        """
        self._folder = folder
        self._most = most_bytes

    def get(self, source: object, request: ChunkRequest) -> AudioChunk | None:
        """The whole audio of the call if it was made before, at no cost."""
        import numpy as np

        file = self._file(source, request)
        try:
            with np.load(file) as kept:
                words = msgspec.json.decode(kept["words"].tobytes(), type=tuple[WordTime, ...])
                chunk = AudioChunk(kept["samples"], int(kept["sample_rate"]), words, 0.0)
            file.touch()
        except FileNotFoundError:
            return None
        except (
            OSError,
            ValueError,
            KeyError,
            EOFError,
            BadZipFile,
        ) as error:  # torn or unreadable: it is only a copy
            log.warning("%s can't be used: %s", file, error)
            return None
        return chunk

    def put(self, source: object, request: ChunkRequest, chunks: Sequence[AudioChunk]) -> None:
        """Keep the complete audio of a call. A disk that is full is no reason to fail: it is only a copy."""
        import numpy as np

        buffer = io.BytesIO()
        words = msgspec.json.encode([word for chunk in chunks for word in chunk.words])
        np.savez(
            buffer,
            samples=np.concatenate([chunk.samples for chunk in chunks]),
            sample_rate=chunks[0].sample_rate,
            words=np.frombuffer(words, np.uint8),
        )
        try:
            replace_bytes(self._file(source, request), buffer.getvalue())
            self._make_room()
        except OSError as error:
            log.warning("%s can't be written: %s", self._folder, error)

    def _file(self, source: object, request: ChunkRequest) -> Path:
        # the neighbours only colour the tone: a sentence stays good when the one beside it is edited
        alone = replace(
            request, index=0, previous_text="", next_text="", settings=dict(sorted(request.settings.items()))
        )
        name = hashlib.sha256(msgspec.json.encode((source, alone))).hexdigest()
        return self._folder / f"{name}.npz"

    def _make_room(self) -> None:
        files = sorted(
            ((file.stat(), file) for file in self._folder.glob("*.npz")), key=lambda each: each[0].st_mtime
        )
        size = sum(stat.st_size for stat, _ in files)
        for stat, file in files:
            if size <= self._most:
                return
            file.unlink(missing_ok=True)
            size -= stat.st_size
