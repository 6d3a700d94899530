"""The files that were opened as texts, so that they are found again, and with the chapters that were chosen."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import msgspec

from tts_tui.store.state_file import StateFile

MOST = 30
"""Files that are remembered; those opened longest ago are forgotten."""


class ChosenChapters(msgspec.Struct, frozen=True):
    """What is read of a document where somebody chose that.

    Attributes:
        numbers: of the chapters, from 1.
        count: of all chapters of the document; with another number of them it is another document.
        notes: footnotes are read.
    """

    numbers: tuple[int, ...]
    count: int
    notes: bool = False


class OpenedFile(msgspec.Struct, frozen=True):
    """
    Attributes:
        at: when it was opened last, in seconds since the epoch.
        chosen: None where all of its text is read.
    """

    path: str
    at: float
    chosen: ChosenChapters | None = None


class OpenedFiles:
    """One small file that all windows share; the newest first."""

    def __init__(self, file: Path) -> None:
        self._file = StateFile(
            file, "The list of opened files", partial(msgspec.json.decode, type=list[OpenedFile])
        )

    def latest(self) -> Sequence[OpenedFile]:
        """Blocks."""
        return self._file.load() or ()

    def chosen(self, path: Path) -> ChosenChapters | None:
        """What is read of a file, None where nobody chose. Blocks."""
        return next((each.chosen for each in self.latest() if each.path == str(path.absolute())), None)

    def note(self, path: Path) -> None:
        """It is opened now. Blocks.

        Raises:
            SettingsError: it can't be kept.
        """
        self._note(path, lambda before: before)

    def choose(self, path: Path, chosen: ChosenChapters | None) -> None:
        """It is opened now, and this is read of it from now on; None for what is usual. Blocks.

        Raises:
            SettingsError: as `note`.
        """
        self._note(path, lambda _: chosen)

    def _note(self, path: Path, chosen: Callable[[ChosenChapters | None], ChosenChapters | None]) -> None:
        name = str(path.absolute())

        def noted(known: Sequence[OpenedFile] | None) -> list[OpenedFile]:
            before = next((each.chosen for each in known or () if each.path == name), None)
            return [OpenedFile(name, time.time(), chosen(before)), *_without(known, name)][:MOST]

        self._file.change(noted)

    def forget(self, path: Path) -> None:
        """Leave it out of the list; the file itself stays. Blocks.

        Raises:
            SettingsError: as `note`.
        """
        self._file.change(lambda known: _without(known, str(path)))


def _without(known: Sequence[OpenedFile] | None, path: str) -> list[OpenedFile]:
    return [each for each in known or () if each.path != path]
