"""The sound output that the user chose, kept by name between runs."""

from __future__ import annotations

from pathlib import Path

from tts_tui.speech.errors import SettingsError
from tts_tui.store.atomic import replace_text


class OutputChoice:
    """One small file, which the settings win over when the app starts, as they do over everything remembered.

    Attributes:
        device: the output's name; None follows the system's choice.
    """

    def __init__(self, file: Path, configured: str = "") -> None:
        """Args:
        configured: what the settings name, empty for nothing.
        """
        self._file = file
        self.device = configured or self._kept()

    def choose(self, device: str | None) -> None:
        """Use this one from now on.

        Raises:
            SettingsError: that can't be written down; it holds until the app ends.
        """
        self.device = device
        try:
            if device:
                replace_text(self._file, device)
            else:
                self._file.unlink(missing_ok=True)
        except OSError as error:
            raise SettingsError(
                f"The choice of output can't be kept in {self._file}: {error.strerror}.",
                hint="It holds until the app ends; audio.device in the settings names one for good.",
            ) from None

    def _kept(self) -> str | None:
        try:
            return self._file.read_text(encoding="utf-8").strip() or None
        except (OSError, UnicodeDecodeError):  # none, or not ours: it is no reason not to start
            return None
