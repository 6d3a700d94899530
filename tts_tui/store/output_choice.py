"""The sound output that the user chose, kept by name between runs."""

from __future__ import annotations

from pathlib import Path

from tts_tui.store.state_file import StateFile


class OutputChoice:
    """One small file, which the settings win over when the app starts, as they do over everything remembered.

    Attributes:
        device: the output's name; None follows the system's choice.
    """

    def __init__(self, file: Path, configured: str = "") -> None:
        """Args:
        configured: what the settings name, empty for nothing.
        """
        hint = "It holds until the app ends; audio.device in the settings names one for good."
        self._file = StateFile(file, "The choice of output", bytes.decode, str.encode, hint=hint)
        self.device = configured or (self._file.load() or "").strip() or None

    def choose(self, device: str | None) -> None:
        """Use this one from now on.

        Raises:
            SettingsError: that can't be written down; it holds until the app ends.
        """
        self.device = device
        self._file.write(device or "")
