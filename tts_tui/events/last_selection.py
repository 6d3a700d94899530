"""What the user last spoke with, with each model, kept between runs."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tts_tui.events.tts_events import Selection
from tts_tui.library.atomic import replace_bytes
from tts_tui.speech.errors import SettingsError

if TYPE_CHECKING:
    from tts_tui.library.settings import SpeechSettings


MOST = 100
"""Models whose selection is remembered."""


class _Others(msgspec.Struct):
    others: list[Selection] = []


class LastSelection:
    """One small file; written only when it would hold something else.

    It holds the last selection, and for every other model that was used the last one with it.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._written: bytes | None = None
        self._used: dict[tuple[str, str], Selection] = {}

    def load(self) -> Selection:
        """What was kept, an empty selection if nothing was."""
        try:
            kept = self._file.read_bytes()
            last = msgspec.json.decode(kept, type=Selection)
            for other in msgspec.json.decode(kept, type=_Others).others:
                self.note(other)
        except (
            OSError,
            UnicodeDecodeError,
            msgspec.DecodeError,
        ):  # none, or not ours: it is no reason not to start
            return Selection()
        self._written = kept
        self.note(last)
        return last

    def note(self, selection: Selection) -> None:
        """Remember this as what its model, and its provider, was last used with."""
        if selection.model:
            self._used.pop(_key(selection), None)
            self._used[_key(selection)] = selection

    def of(self, provider: str, model: str = "") -> Selection | None:
        """What a model was last used with, or without one, a provider; None if it wasn't."""
        used = (each for each in reversed(self._used.values()) if each.provider == provider)
        return next((each for each in used if model in ("", each.model)), None)

    def keep(self, selection: Selection) -> None:
        """Keep this one as the last.

        Raises:
            SettingsError: it can't be written.
        """
        self.note(selection)
        others = [each for each in self._used.values() if _key(each) != _key(selection)][-MOST:]
        last = {each.name: getattr(selection, each.name) for each in fields(selection)}
        data = msgspec.json.encode(last | {"others": others}, enc_hook=dict)  # of mappings that are read only
        if data == self._written:
            return
        try:
            replace_bytes(self._file, data)
        except OSError as error:
            raise SettingsError(
                f"The choice of voice can't be kept in {self._file}: {error.strerror}."
            ) from None
        self._written = data


def _key(selection: Selection) -> tuple[str, str]:
    return selection.provider, selection.model


def wanted(speech: SpeechSettings, last: Selection) -> Selection:
    """What to begin with: what the settings name, else what was last used.

    A provider or model that the settings name brings the voice of the settings with it.
    """
    speed = speech.speed if speech.speed != 1.0 else last.speed
    if speech.provider or speech.model or speech.voice:
        return Selection(speech.provider, speech.model, speech.voice, speech.language, speed)
    return replace(last, language=speech.language or last.language, speed=speed)
