"""Where the cursor was in each text, what was selected and how far it was heard, kept between runs."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

import msgspec
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from tts_tui.store.state_file import StateFile

MOST = 100
"""Texts that are remembered; those left longest ago are forgotten."""


class _Place(msgspec.Struct, frozen=True):
    text: str
    start: tuple[int, int]
    end: tuple[int, int]
    speech_end: int = msgspec.field(name="heard", default=0)


class Place:
    """One small file: for each text, known by what it says, where it was left; the newest first."""

    def __init__(self, file: Path) -> None:
        self._file = StateFile(file, "The place in the text", partial(msgspec.json.decode, type=list[_Place]))
        self._kept: _Place | None = None

    def restore(self, editor: TextArea) -> int:
        """Put the cursor and the selection where they were, if this text is known.

        Returns:
            Up to which character it was heard when it was left on the way, else 0.
        """
        name = _name(editor.text)
        places: list[_Place] = self._file.load() or []
        kept = next((place for place in places if place.text == name), None)
        if kept is None:
            return 0
        self._kept = kept
        editor.selection = Selection(kept.start, kept.end)
        editor.scroll_cursor_visible()
        return kept.speech_end

    def keep(self, text: str, selected: Selection, speech_end: int) -> None:
        """Keep where they are in this text.

        Args:
            speech_end: the character at which its speech was left on the way; 0 where it wasn't.

        Raises:
            SettingsError: it can't be written.
        """
        kept = _Place(_name(text), *selected, speech_end)
        if kept != self._kept:
            self._file.change(partial(_first, kept))
            self._kept = kept


def _first(place: _Place, before: list[_Place] | None) -> list[_Place]:
    return [place, *(other for other in before or () if other.text != place.text)][:MOST]


def _name(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
