"""The text of the editor, kept in a file so that no crash and no quitting loses it."""

from __future__ import annotations

from pathlib import Path

from tts_tui.library.atomic import replace_text
from tts_tui.speech.errors import SettingsError


class Draft:
    """One file; written only when the text is another than what it holds."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._kept: str | None = None

    def load(self) -> str:
        """What was kept, empty if nothing was."""
        try:
            self._kept = self._file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):  # none, or not ours: it is no reason not to start
            return ""
        return self._kept

    def keep(self, text: str) -> None:
        """Keep this text.

        Raises:
            SettingsError: it can't be written.
        """
        if text == self._kept:
            return
        try:
            replace_text(self._file, text)
        except OSError as error:
            raise SettingsError(f"The text can't be kept in {self._file}: {error.strerror}.") from None
        self._kept = text
