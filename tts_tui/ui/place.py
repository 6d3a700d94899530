"""Where the cursor was in the text, and what was selected, kept between runs."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

import msgspec
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from tts_tui.store.kept import Kept


class _Place(msgspec.Struct, frozen=True):
    text: str
    start: tuple[int, int]
    end: tuple[int, int]


class Place:
    """One small file, which holds for the text that it was written for."""

    def __init__(self, file: Path) -> None:
        self._file = Kept(file, "The place in the text", partial(msgspec.json.decode, type=_Place))
        self._kept: _Place | None = None

    def restore(self, editor: TextArea) -> None:
        """Put the cursor and the selection where they were, if this is the text."""
        kept = self._file.load()
        if kept and kept.text == _name(editor.text):
            self._kept = kept
            editor.selection = Selection(kept.start, kept.end)
            editor.scroll_cursor_visible()

    def keep(self, text: str, selected: Selection) -> None:
        """Keep where they are in this text.

        Raises:
            SettingsError: it can't be written.
        """
        kept = _Place(_name(text), *selected)
        if kept != self._kept:
            self._file.write(kept)
            self._kept = kept


def _name(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
