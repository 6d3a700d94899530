"""The voices that a user marked, by model, in a TOML file that can be edited and carried along."""

from __future__ import annotations

import tomllib
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from tts_tui.library.atomic import replace_text
from tts_tui.speech.errors import SettingsError


class Favourites:
    """A set of (model, voice) pairs in a small file, written at every change."""

    def __init__(self, file: Path) -> None:
        """
        Raises:
            SettingsError: the file is there and isn't ours.
        """
        self._file = file
        try:
            kept = tomllib.loads(file.read_text(encoding="utf-8"))
            self._voices = {(model, voice) for model, voices in kept["voices"].items() for voice in voices}
        except FileNotFoundError:
            self._voices = set()
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise SettingsError(
                f"The favourite voices in {file} can't be read: {error}", hint=f"mv '{file}' '{file}.broken'"
            ) from None

    def __contains__(self, voice: tuple[str, str]) -> bool:
        return voice in self._voices

    def toggle(self, model: str, voice: str) -> bool:
        """Mark a voice, or unmark it; returns whether it is marked now.

        Raises:
            SettingsError: the file can't be written.
        """
        import tomli_w

        changed = self._voices ^ {(model, voice)}
        by_model = groupby(sorted(changed), itemgetter(0))
        voices = {name: [each for _, each in pairs] for name, pairs in by_model}
        try:
            replace_text(self._file, tomli_w.dumps({"voices": voices}))
        except OSError as error:
            raise SettingsError(f"{self._file} can't be written: {error.strerror}.") from None
        self._voices = changed
        return (model, voice) in changed
