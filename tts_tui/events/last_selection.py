"""What the user last spoke with, with each model, kept between runs."""

from __future__ import annotations

import threading
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tts_tui.events.tts_events import Selection
from tts_tui.store.state_file import StateFile

if TYPE_CHECKING:
    from tts_tui.store.settings import SpeechSettings


MOST = 100
"""Models whose selection is remembered."""

_Used = dict[tuple[str, str], Selection]
"""By provider and model, the last used last."""


class _Others(msgspec.Struct):
    others: list[Selection] = []


class LastSelection:
    """One small file; written only when it would hold something else.

    It holds the last selection, and for every other model that was used the last one with it. Several threads may use
    it; what other windows keep meanwhile stays.
    """

    def __init__(self, file: Path) -> None:
        self._file = StateFile(file, "The choice of voice", _decoded, _encoded)
        self._written: Selection | None = None
        self._memory = threading.Lock()
        self._used: _Used = {}
        self._new: _Used = {}

    def load(self) -> Selection:
        """What was kept, an empty selection if nothing was."""
        if stored := self._file.load():
            self._used, self._written = stored
        return self._written or Selection()

    def note(self, selection: Selection) -> None:
        """Remember this as what its model, and its provider, was last used with."""
        with self._memory:
            if selection.model and selection != next(reversed(self._used.values()), None):
                _make_newest(self._used, selection)
                _make_newest(self._new, selection)

    def of(self, provider: str, model: str = "") -> Selection | None:
        """What a model was last used with, or without one, a provider; None if it wasn't."""
        with self._memory:
            used = [each for each in self._used.values() if each.provider == provider]
        return next((each for each in reversed(used) if model in ("", each.model)), None)

    def keep(self, selection: Selection) -> None:
        """Keep this one as the last.

        Raises:
            SettingsError: it can't be written, or what is there can't be read.
        """
        self.note(selection)
        with self._memory:
            new = dict(self._new)
        if selection == self._written and not new:
            return

        def merged(there: tuple[_Used, Selection] | None) -> tuple[_Used, Selection]:
            used = there[0] if there else {}
            for each in new.values():
                _make_newest(used, each)
            return used, selection

        self._file.change(merged)
        self._written = selection
        with self._memory:
            self._new = {key: each for key, each in self._new.items() if each is not new.get(key)}


def _decoded(data: bytes) -> tuple[_Used, Selection]:
    last = msgspec.json.decode(data, type=Selection)
    used: _Used = {}
    for each in (*msgspec.json.decode(data, type=_Others).others, last):
        _make_newest(used, each)
    return used, last


def _make_newest(used: _Used, selection: Selection) -> None:
    """Make it the newest; one without a model is nothing to come back to."""
    if selection.model:
        used.pop(_key(selection), None)
        used[_key(selection)] = selection


def _encoded(selections: tuple[_Used, Selection]) -> bytes:
    used, last = selections
    others = [each for each in used.values() if _key(each) != _key(last)][-MOST:]
    values = {each.name: getattr(last, each.name) for each in fields(last)}
    return msgspec.json.encode(values | {"others": others}, enc_hook=dict)  # of mappings that are read only


def _key(selection: Selection) -> tuple[str, str]:
    return selection.provider, selection.model


def initial_selection(speech: SpeechSettings, last: Selection) -> Selection:
    """What to begin with: what the settings name, else what was last used.

    A provider or model that the settings name brings the voice of the settings with it.
    """
    speed = speech.speed if speech.speed != 1.0 else last.speed
    if speech.provider or speech.model or speech.voice:
        return Selection(speech.provider, speech.model, speech.voice, speech.language, speed)
    return replace(last, language=speech.language or last.language, speed=speed)
