"""The files that were opened as texts, so that they are found again."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec

from tts_tui.store.state_file import StateFile

MOST = 30
"""Files that are remembered; those opened longest ago are forgotten."""


class OpenedFile(msgspec.Struct, frozen=True):
    """A file, and when it was opened last, in seconds since the epoch."""

    path: str
    at: float


class OpenedFiles:
    """One small file that all windows share; the newest first."""

    def __init__(self, file: Path) -> None:
        self._file = StateFile(
            file, "The list of opened files", partial(msgspec.json.decode, type=list[OpenedFile])
        )

    def latest(self) -> Sequence[OpenedFile]:
        """Blocks."""
        return self._file.load() or ()

    def note(self, path: Path) -> None:
        """It is opened now. Blocks.

        Raises:
            SettingsError: it can't be kept.
        """
        opened = OpenedFile(str(path.absolute()), time.time())
        self._file.change(lambda known: [opened, *_without(known, opened.path)][:MOST])

    def forget(self, path: Path) -> None:
        """Leave it out of the list; the file itself stays. Blocks.

        Raises:
            SettingsError: as `note`.
        """
        self._file.change(lambda known: _without(known, str(path)))


def _without(known: Sequence[OpenedFile] | None, path: str) -> list[OpenedFile]:
    return [each for each in known or () if each.path != path]
