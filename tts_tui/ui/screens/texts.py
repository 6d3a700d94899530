"""Every text that is kept and every file that was opened, to go from one to another."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tts_tui.speech.errors import SpeechError
from tts_tui.store.opened import OpenedFiles
from tts_tui.store.user_paths import exists
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.drafting import Drafting
from tts_tui.ui.hints import shown_error
from tts_tui.ui.readouts import moment
from tts_tui.ui.screens.ask import AskScreen
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.workers import begin

EMPTY = "No text is kept yet. What you type is kept as you type it, and ^o opens a file."


@dataclass(frozen=True, slots=True)
class ListedText:
    """A row.

    Attributes:
        path: of the document, or of the draft of a text without a name.
        at: when it was opened or written, in seconds since the epoch.
        title: the document's name, or how the text begins.
        about: what else is worth saying.
    """

    path: Path
    is_document: bool
    at: float
    title: str
    about: str


class TextsScreen(Dialog[ListedText | None]):
    """The text to go over to, None where the user stays."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "Filter", key_display="/"),
        Binding("d,delete", "forget", "Forget"),
        Binding("escape,alt+n", "leave", "Close", key_display="esc"),
    ]
    AUTO_FOCUS = "OptionList"

    _filter = query_one("#filter", Input)
    _rows = query_one("#texts", OptionList)
    _status_line = query_one("#status-line", Static)

    def __init__(self, drafting: Drafting, opened: OpenedFiles) -> None:
        super().__init__()
        self._drafting = drafting
        self._opened = opened
        self._texts: Sequence[ListedText] = ()
        self._shown: Sequence[ListedText] = ()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall") as dialog:
            dialog.border_title = "Texts"
            dialog.border_subtitle = "enter opens one where you left it"
            yield Input(placeholder="/ filter", compact=True, id="filter")
            yield OptionList(id="texts")
            yield Static(EMPTY, id="status-line", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        begin(self, self._read)

    async def _read(self) -> None:
        self._texts = await asyncio.to_thread(listed_texts, self._drafting, self._opened)
        self._list()
        if len(self._shown) > 1 and self._is_here(self._shown[0]):
            self._rows.highlighted = 1  # enter goes back and forth between two

    def _is_here(self, text: ListedText) -> bool:
        document = self._drafting.document
        return text.path == (document.absolute() if document else self._drafting.draft.file)

    @on(Input.Changed)
    def _list(self) -> None:
        words = self._filter.value.lower().split()
        self._shown = [
            text
            for text in self._texts
            if all(word in f"{text.title} {text.about}".lower() for word in words)
        ]
        now = datetime.now(UTC)
        at = self._rows.highlighted or 0
        self._rows.clear_options()
        self._rows.add_options([Option(_row(text, now, here=self._is_here(text))) for text in self._shown])
        self._rows.highlighted = min(at, len(self._shown) - 1) if self._shown else None
        self._rows.set_class(not self._shown, "-empty")
        self._status_line.update(
            "" if self._shown else "No text matches the filter." if self._texts else EMPTY
        )
        self.refresh_bindings()

    @property
    def _chosen(self) -> ListedText | None:
        at = self._rows.highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    @on(OptionList.OptionSelected)
    def _use(self) -> None:
        if chosen := self._chosen:
            self.dismiss(None if self._is_here(chosen) else chosen)

    @on(Input.Submitted)
    def _to_rows(self, event: Input.Submitted) -> None:
        event.stop()
        self.set_focus(self._rows)

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The text in the window can't be forgotten under it; a filter may have every letter."""
        if action == "forget" and self.is_mounted:
            chosen = self._chosen
            return True if chosen and not self._is_here(chosen) and not self._filter.has_focus else None
        return None if action == "filter" and self.is_mounted and self._filter.has_focus else True

    def action_filter(self) -> None:
        self.set_focus(self._filter)

    def action_forget(self) -> None:
        """Leave a file out of the list; ask before a text is lost."""
        if chosen := self._chosen:
            begin(self, partial(self._forget, chosen), group="forget")

    async def _forget(self, text: ListedText) -> None:
        try:
            if text.is_document:
                await asyncio.to_thread(self._opened.forget, text.path)
            elif await self.app.push_screen_wait(
                AskScreen("Text", f"“{text.title[:200]}”\n\nThis text is kept nowhere else.", "Remove")
            ):
                await asyncio.to_thread(self._drafting.remove, text.path)
        except SpeechError as error:
            self._status_line.update(shown_error(self.app, error))
            return
        await self._read()

    def action_leave(self) -> None:
        """Back to the list, then to the window."""
        if self._filter.has_focus:
            self._filter.value = ""
            self.set_focus(self._rows)
        else:
            self.dismiss(None)


def listed_texts(drafting: Drafting, opened: OpenedFiles) -> list[ListedText]:
    """All of them, the newest first. Blocks."""
    documents = [
        ListedText(
            path := Path(each.path),
            is_document=True,
            at=each.at,
            title=path.name,
            about=str(path.parent) + (" · changes kept here" if drafting.drafts.changed(path) else ""),
        )
        for each in opened.latest()
        if exists(Path(each.path))
    ]
    texts = [
        ListedText(
            each.file,
            is_document=False,
            at=each.written,
            title=each.begins,
            about=f"{'piped, ' if each.file.name.startswith('piped') else ''}{each.size:,} bytes",
        )
        for each in drafting.drafts.unnamed()
    ]
    return sorted((*documents, *texts), key=lambda text: text.at, reverse=True)


def _row(text: ListedText, now: datetime, *, here: bool) -> Content:
    when = moment(datetime.fromtimestamp(text.at, UTC), now)
    return Content.assemble(
        ("● " if here else "  ", "$primary"),
        (text.title[:200], "bold" if text.is_document else ""),
        "\n  ",
        (f"{when} · {text.about}", "$faint"),
    )
