"""Where the cursor was in the text, and what was selected, kept between runs."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from tts_tui.speech.errors import SettingsError
from tts_tui.store.atomic import replace_bytes


class _Kept(msgspec.Struct, frozen=True):
    text: str
    start: tuple[int, int]
    end: tuple[int, int]


class Place:
    """One small file, which holds for the text that it was written for."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._kept: _Kept | None = None

    def restore(self, editor: TextArea) -> None:
        """Put the cursor and the selection where they were, if this is the text."""
        try:
            kept = msgspec.json.decode(self._file.read_bytes(), type=_Kept)
        except (OSError, ValueError):  # none, or not ours: the cursor stands at the beginning
            return
        if kept.text == _name(editor.text):
            self._kept = kept
            editor.selection = Selection(kept.start, kept.end)
            editor.scroll_cursor_visible()

    def keep(self, text: str, selected: Selection) -> None:
        """Keep where they are in this text.

        Raises:
            SettingsError: it can't be written.
        """
        kept = _Kept(_name(text), *selected)
        if kept == self._kept:
            return
        try:
            replace_bytes(self._file, msgspec.json.encode(kept))
        except OSError as error:
            raise SettingsError(
                f"The place in the text can't be kept in {self._file}: {error.strerror}."
            ) from None
        self._kept = kept


def _name(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
