"""What the user last spoke with, kept between runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tts_tui.events.tts_events import Selection
from tts_tui.library.atomic import replace_bytes
from tts_tui.speech.errors import SettingsError

if TYPE_CHECKING:
    from tts_tui.library.settings import SpeechSettings


class LastSelection:
    """One small file; written only when the selection is another than what it holds."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._kept: Selection | None = None

    def load(self) -> Selection:
        """What was kept, an empty selection if nothing was."""
        try:
            self._kept = msgspec.json.decode(self._file.read_bytes(), type=Selection)
        except (OSError, msgspec.DecodeError):  # none, or not ours: it is no reason not to start
            return Selection()
        return self._kept

    def keep(self, selection: Selection) -> None:
        """Keep this one.

        Raises:
            SettingsError: it can't be written.
        """
        if selection == self._kept:
            return
        try:
            replace_bytes(
                self._file, msgspec.json.encode(selection, enc_hook=dict)
            )  # of a mapping that is read only
        except OSError as error:
            raise SettingsError(
                f"The choice of voice can't be kept in {self._file}: {error.strerror}."
            ) from None
        self._kept = selection


def wanted(speech: SpeechSettings, last: Selection) -> Selection:
    """What to begin with: what the settings name, else what was last used.

    A provider or model that the settings name brings the voice of the settings with it.
    """
    speed = speech.speed if speech.speed != 1.0 else last.speed
    if speech.provider or speech.model or speech.voice:
        return Selection(speech.provider, speech.model, speech.voice, speech.language, speed)
    return replace(last, language=speech.language or last.language, speed=speed)
