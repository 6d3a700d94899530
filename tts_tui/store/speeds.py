"""How fast each model last made speech on this machine, for an estimate before a long job."""

from __future__ import annotations

import json
from pathlib import Path

from tts_tui.speech.errors import SettingsError
from tts_tui.speech.events import Finished
from tts_tui.store.atomic import replace_text
from tts_tui.store.changing import changing

LEAST_SECONDS = 3.0
"""Of audio from which a speed is taken: a word or two tells more of the start than of the speed."""


class Speeds:
    """One small file; seconds of work for a character of text, by model."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, float] | None = None

    def of(self, model: str) -> float | None:
        """Seconds for a character, None where it was never measured."""
        return self._all().get(model)

    def learn(self, end: Finished) -> None:
        """Keep how fast a model was, if it runs here and had enough to say.

        Raises:
            SettingsError: it can't be written.
        """
        runs_here = end.model.usd_per_million_characters == 0.0
        if runs_here and end.characters and end.metrics.audio_seconds >= LEAST_SECONDS:
            self.note(end.model.id, end.metrics.synthesis_seconds / end.characters)

    def note(self, model: str, seconds_per_character: float) -> None:
        """Keep what was measured, beside what other windows measured meanwhile.

        Raises:
            SettingsError: it can't be written, or those that are there can't be read.
        """
        with changing(self._file):
            try:
                known = {**self._read(), model: round(seconds_per_character, 6)}
                replace_text(self._file, json.dumps(known, indent=2))
            except OSError as error:
                raise SettingsError(
                    f"The speed reached can't be kept in {self._file}: {error.strerror}."
                ) from None
        self._known = known

    def _all(self) -> dict[str, float]:
        if self._known is None:
            try:
                self._known = self._read()
            except OSError:  # no reason not to start
                self._known = {}
        return self._known

    def _read(self) -> dict[str, float]:
        try:
            read = json.loads(self._file.read_text(encoding="utf-8"))
            return {str(model): float(seconds) for model, seconds in read.items()}
        except (
            FileNotFoundError,
            ValueError,
            TypeError,
            AttributeError,
        ):  # none yet, or not ours: measured anew
            return {}
