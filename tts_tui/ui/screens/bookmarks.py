"""The marked places of a text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tts_tui.speech.errors import SpeechError
from tts_tui.store.bookmarks import Bookmark, Bookmarks
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.hints import shown_error
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.workers import begin

EMPTY = "No bookmark in this text yet: n marks the place of the cursor."
SHOWN = 70
"""Characters of the text that tell a place."""


class BookmarksScreen(Dialog[tuple[Literal["go", "read"], int] | None]):
    """What is to be done at which character; None for nothing."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "mark", "Mark the cursor's place"),
        Binding("space,r", "choose('read')", "Read from it", key_display="␣"),
        Binding("d,delete", "remove", "Remove"),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        Binding("escape,alt+r", "dismiss(None)", "Close", key_display="esc"),
    ]
    AUTO_FOCUS = "OptionList"

    _rows = query_one("#marks", OptionList)
    _status_line = query_one("#status-line", Static)

    def __init__(
        self, bookmarks: Bookmarks, name: str, text: str, speech_end: int, here: Callable[[], Bookmark]
    ) -> None:
        """
        Args:
            name: of the text's draft.
            heard: the character at which its speech was left on the way, else 0.
            here: makes the bookmark of the cursor's place.
        """
        super().__init__()
        self._bookmarks = bookmarks
        self._draft = name
        self._text = text
        self._speech_end = speech_end
        self._here = here
        self._shown: Sequence[tuple[int, Bookmark | None]] = ()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Bookmarks"
            dialog.border_subtitle = "enter goes there · space reads on from there"
            yield OptionList(id="marks")
            yield Static(id="status-line", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        begin(self, self._read)

    async def _read(self, *, at: int | None = None) -> None:
        """List the places whose words are still in the text, and the one where the speech was left."""
        try:
            marks = await asyncio.to_thread(self._bookmarks.of, self._draft)
        except SpeechError as error:
            self._tell(error)
            return
        found = [(place, mark) for mark in marks if (place := mark.place(self._text)) is not None]
        left: list[tuple[int, Bookmark | None]] = [(self._speech_end, None)] if self._speech_end else []
        self._shown = sorted((*found, *left), key=lambda each: each[0])
        self._rows.clear_options()
        self._rows.add_options([Option(self._row(place, mark)) for place, mark in self._shown])
        places = [place for place, _ in self._shown]
        self._rows.highlighted = places.index(at) if at in places else 0 if places else None
        self._status_line.update("" if places else EMPTY)
        self.refresh_bindings()

    def _row(self, place: int, mark: Bookmark | None) -> Content:
        share = f"{place / max(len(self._text), 1):>4.0%}  "
        words = " ".join(self._text[place : place + 2 * SHOWN].split())[:SHOWN] or "the end"
        left = ("you stopped listening here · ", "$accent") if mark is None else ""
        return Content.assemble((share, "$primary"), left, words)

    @property
    def _chosen(self) -> tuple[int, Bookmark | None] | None:
        at = self._rows.highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """None greys out in the footer what can't be done."""
        if not self.is_mounted or action not in ("remove", "choose"):
            return True
        chosen = self._chosen
        return True if chosen and (action == "choose" or chosen[1]) else None

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _go(self) -> None:
        self.action_choose("go")

    def action_choose(self, what: Literal["go", "read"]) -> None:
        if chosen := self._chosen:
            self.dismiss((what, chosen[0]))

    def action_move(self, step: int) -> None:
        if step > 0:
            self._rows.action_cursor_down()
        else:
            self._rows.action_cursor_up()

    def action_mark(self) -> None:
        """Mark the place of the cursor in the text."""
        mark = self._here()
        if any(place == mark.at and known for place, known in self._shown):
            self._status_line.update("That place is marked already.")
        elif not (mark.before + mark.after).strip():
            self._status_line.update("There are no words at the cursor to find the place by.")
        else:
            begin(self, partial(self._change, partial(self._bookmarks.add, self._draft, mark), mark.at))

    def action_remove(self) -> None:
        if (chosen := self._chosen) and chosen[1]:
            begin(self, partial(self._change, partial(self._bookmarks.remove, self._draft, chosen[1])))

    async def _change(self, change: Callable[[], object], at: int | None = None) -> None:
        try:
            await asyncio.to_thread(change)
        except SpeechError as error:
            self._tell(error)
            return
        await self._read(at=at)

    def _tell(self, error: SpeechError) -> None:
        self._status_line.update(shown_error(self.app, error))
