"""The voices that a user marked, by model, in a TOML file that can be edited and carried along."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from threading import Lock

import msgspec

from tts_tui.store.state_file import StateFile

_Pairs = set[tuple[str, str]]


class _File(msgspec.Struct):
    voices: dict[str, list[str]]


class Favourites:
    """A set of (model, voice) pairs in a small file, written at every change; for several threads."""

    def __init__(self, file: Path) -> None:
        """
        Raises:
            SettingsError: the file is there and isn't ours.
        """
        decode = partial(msgspec.toml.decode, type=_File)
        self._file = StateFile(file, "The favourite voices", decode, msgspec.toml.encode, precious=True)
        self._voices = _pairs(self._file.read())
        self._changing = Lock()

    def __contains__(self, voice: tuple[str, str]) -> bool:
        return voice in self._voices

    def toggle(self, model: str, voice: str) -> bool:
        """Mark a voice, or unmark it; returns whether it is marked now.

        Raises:
            SettingsError: the file can't be read or written.
        """
        with self._changing:
            return self._toggle(model, voice)

    def _toggle(self, model: str, voice: str) -> bool:
        marked = (model, voice) not in self._voices

        def toggled(file: _File | None) -> _File:
            others = _pairs(file) - {(model, voice)}
            by_model = groupby(sorted(others | {(model, voice)} if marked else others), itemgetter(0))
            return _File({name: [each for _, each in pairs] for name, pairs in by_model})

        self._voices = _pairs(self._file.change(toggled))
        return marked


def _pairs(file: _File | None) -> _Pairs:
    return {(model, voice) for model, voices in file.voices.items() for voice in voices} if file else set()
