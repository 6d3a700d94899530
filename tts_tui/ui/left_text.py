"""Which file's text was in the window when it was left, so that the next start goes on with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import msgspec

from tts_tui.speech.errors import SpeechError
from tts_tui.store.opened import OpenedFiles
from tts_tui.store.state_file import StateFile
from tts_tui.ui.opening import read_again


class _Left(msgspec.Struct, frozen=True):
    document: str = ""


class LeftText:
    """One small file of the windows that were started without a text: whoever names a file, or pipes one in, wants that
    now, and finds what was left before at the next start."""

    def __init__(self, file: Path, opened: OpenedFiles) -> None:
        self._opened = opened
        self._file = StateFile(file, "Which text was open", partial(msgspec.json.decode, type=_Left))
        self._kept: _Left | None = self._file.load()

    def read(self) -> tuple[str, Path] | None:
        """The text and its file, None where the text was of none. Blocks.

        Raises:
            SpeechError: it can't be read any more.
        """
        if self._kept is None or not self._kept.document:
            return None
        path = Path(self._kept.document)
        try:
            return read_again(path, self._opened), path
        except SpeechError:
            self._kept = None  # told once
            raise

    def keep(self, document: Path | None) -> None:
        """
        Raises:
            SettingsError: it can't be written.
        """
        left = _Left(str(document.absolute()) if document else "")
        if left != self._kept:
            self._file.write(left)
            self._kept = left
