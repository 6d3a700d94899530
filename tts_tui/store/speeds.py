"""How fast each model last made speech on this machine, for an estimate before a long job."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tts_tui.store.state_file import StateFile

if TYPE_CHECKING:
    from tts_tui.speech.events import Finished

LEAST_SECONDS = 3.0
"""Of audio from which a speed is taken: a word or two tells more of the start than of the speed."""


class Speeds:
    """One small file; seconds of work for a character of text, by model."""

    def __init__(self, file: Path) -> None:
        self._file = StateFile(file, "The speed reached", partial(msgspec.json.decode, type=dict[str, float]))
        self._known: dict[str, float] | None = None

    def of(self, model: str) -> float | None:
        """Seconds for a character, None where it was never measured."""
        if self._known is None:
            self._known = self._file.load() or {}
        return self._known.get(model)

    def learn(self, end: Finished) -> None:
        """Keep how fast a model was, if it runs here and had enough to say.

        Raises:
            SettingsError: it can't be written.
        """
        runs_here = end.model.usd_per_million_characters == 0.0
        metrics = end.metrics
        if runs_here and end.characters and metrics.made_seconds >= LEAST_SECONDS:
            characters = end.characters * metrics.made_seconds / metrics.audio_seconds
            self.note(end.model.id, metrics.synthesis_seconds / characters)

    def note(self, model: str, seconds_per_character: float) -> None:
        """Keep what was measured, beside what other windows measured meanwhile.

        Raises:
            SettingsError: it can't be written, or those that are there can't be read.
        """
        measured = {model: round(seconds_per_character, 6)}
        self._known = self._file.change(lambda known: {**(known or {}), **measured})
