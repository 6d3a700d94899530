"""The voices that a user marked, by model, in a TOML file that can be edited and carried along."""

from __future__ import annotations

import tomllib
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from tts_tui.speech.errors import SettingsError
from tts_tui.store.atomic import replace_text
from tts_tui.store.changing import changing


class Favourites:
    """A set of (model, voice) pairs in a small file, written at every change."""

    def __init__(self, file: Path) -> None:
        """
        Raises:
            SettingsError: the file is there and isn't ours.
        """
        self._file = file
        self._voices = self._read()

    def __contains__(self, voice: tuple[str, str]) -> bool:
        return voice in self._voices

    def toggle(self, model: str, voice: str) -> bool:
        """Mark a voice, or unmark it; returns whether it is marked now.

        Raises:
            SettingsError: the file can't be read or written.
        """
        marked = (model, voice) not in self._voices
        with changing(self._file):
            others = self._read() - {(model, voice)}  # also what another window marked meanwhile
            self._write(others | {(model, voice)} if marked else others)
        return marked

    def _read(self) -> set[tuple[str, str]]:
        try:
            kept = tomllib.loads(self._file.read_text(encoding="utf-8"))
            return {(model, voice) for model, voices in kept["voices"].items() for voice in voices}
        except FileNotFoundError:
            return set()
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise SettingsError(
                f"The favourite voices in {self._file} can't be read: {error}",
                hint=f"mv '{self._file}' '{self._file}.broken'",
            ) from None

    def _write(self, changed: set[tuple[str, str]]) -> None:
        import tomli_w

        by_model = groupby(sorted(changed), itemgetter(0))
        voices = {name: [each for _, each in pairs] for name, pairs in by_model}
        try:
            replace_text(self._file, tomli_w.dumps({"voices": voices}))
        except OSError as error:
            raise SettingsError(f"{self._file} can't be written: {error.strerror}.") from None
        self._voices = changed
