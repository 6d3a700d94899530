"""The voices of every provider in one list: filtered, heard and chosen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import ClassVar, Literal

import msgspec
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from tts_tui.events.voice_book import ORDERS, Key, Order, VoiceBook, VoiceRow, recent_keys
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import SpeechError
from tts_tui.store.browsing import Browsing, browsing_in
from tts_tui.ui.audition_window import AuditionWindow
from tts_tui.ui.auditions import Auditions, selection_for
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.hints import shown_error, shown_hint
from tts_tui.ui.screens.command_screen import CommandScreen
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.widgets.voice_table import VoiceHeader, VoiceTable
from tts_tui.ui.workers import begin

AT_ONCE = 500
"""Voices that are put into the list before the window has its turn."""
REDRAW_SECONDS = 0.1
"""While voices arrive."""


class VoiceBrowser(CommandScreen[tuple[Literal["use", "blend"], VoiceRow] | None]):
    """What is to be done with which voice; None for nothing. Its commands are the window's."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", key_display="esc"),
        Binding("alt+w", "dismiss(None)", show=False, priority=True),
    ]
    STATUS = "#browser-status"
    AUTO_FOCUS = "VoiceTable"

    _filter = query_one("#browser-filter", Input)
    _sample = query_one("#browser-sample", Input)
    _header = query_one(VoiceHeader)
    _table = query_one(VoiceTable)
    _status_line = query_one("#browser-status", Static)

    def __init__(self, window: AuditionWindow, *, only: Callable[[Model], bool] | None = None) -> None:
        """
        Args:
            window: what the commands are run in.
            only: models whose voices are listed; all when left out.
        """
        super().__init__()
        self._window: AuditionWindow = window
        self._only = only
        self._book = VoiceBook()
        self._auditions = Auditions(window, self._tell)
        self._asking: set[str] = set()
        self._recent: list[tuple[str, str]] = []
        self._kept = browsing_in(window.app.state_folder)
        self._how = Browsing()
        self._only_favourites = False
        self._last_sample: Key | None = None
        self._changed = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog whole", id="browser") as dialog:
            dialog.border_title = "All voices"
            yield Input(placeholder="/ filter: british female, openai…", compact=True, id="browser-filter")
            yield VoiceHeader()
            yield VoiceTable()
            yield Static(id="browser-status", markup=False)
            yield Input(
                placeholder="e: one sentence for all; now each says its own",
                compact=True,
                id="browser-sample",
            )
        yield KeyBar()

    def on_mount(self) -> None:
        self._window.browser = self
        self._how = self._kept.load() or Browsing()
        self._sample.value = self._how.says
        self._header.order = self._order
        self.set_interval(REDRAW_SECONDS, self._draw_changed)
        self._ask_all()
        begin(self, self._find_recent)

    def on_unmount(self) -> None:
        self._auditions.close()
        if self._window.browser is self:
            self._window.browser = None

    # ---- what is listed

    def _ask_all(self, *, refresh: bool = False) -> None:
        models = [model for model in self._window.catalog.all if self._only is None or self._only(model)]
        by_backend = sorted(models, key=lambda model: model.backend)
        for backend, of in groupby(by_backend, key=lambda model: model.backend):
            self._asking.add(backend)
            begin(
                self,
                partial(self._ask, backend, list(of), refresh=refresh),
                group=f"ask {backend}",
                exclusive=True,
            )
        self._draw()

    async def _ask(self, backend: str, models: list[Model], *, refresh: bool) -> None:
        """One backend's, while others are asked: a server that is slow keeps nobody waiting."""
        try:
            for model in models:
                try:
                    voices = await self.app.service.voices(model.id, model.provider, refresh=refresh)
                except SpeechError as error:
                    self._book.add_trouble(model, error if model.available else model.refusal())
                    self._changed = True
                    continue
                refresh = False  # the other models of a server have what it said
                for start in range(0, len(voices), AT_ONCE):
                    self._book.add(model, voices[start : start + AT_ONCE])
                    self._changed = True
                    await asyncio.sleep(0)
        finally:
            self._asking.discard(backend)
            self._changed = True

    async def _find_recent(self) -> None:
        try:
            said = await asyncio.to_thread(self.app.history.latest, 200)
        except SpeechError:  # the history tells of its own troubles
            return
        self._recent = [(each.provider, each.voice) for each in said]
        self._changed = True

    def _draw_changed(self) -> None:
        if self._changed:
            self._draw()

    def _draw(self, at: Key | None = None) -> None:
        self._changed = False
        rows = self._book.rows(
            self._filter.value,
            order=self._order,
            favourite=self._favourite,
            only_favourites=self._only_favourites,
            recent=recent_keys(self._recent, self._book),
        )
        now = self._window.selection
        self._table.show(rows, self._favourite, (now.provider, now.voice), at)
        dialog, shown = self.query_one("#browser", Vertical), sum(row.listed for row in rows)
        of = f"{shown} of {len(self._book)}" if shown != len(self._book) else f"{shown}"
        asking = f" · asking {', '.join(sorted(self._asking))}…" if self._asking else ""
        dialog.border_title = f"All voices  {of}{asking}"
        only = " · only favourites" if self._only_favourites else ""
        hears = "arrows speak" if self._how.auditioning else "a: arrows speak"
        dialog.border_subtitle = f"{hears} · order: {self._order}{only}"
        if not rows and not self._asking and len(self._book):
            empty = "No favourite yet: * marks a voice, f lists all." if self._only_favourites else ""
            self._status_line.update(empty or "No voice matches the filter.")

    @property
    def _order(self) -> Order:
        return next((order for order in ORDERS if order == self._how.order), "usual")

    def _favourite(self, row: VoiceRow) -> bool:
        return any((model.id, row.voice.id) in self.app.favourites for model in row.models)

    def _change(self, **how: str | bool) -> None:
        """Show the list otherwise, and the next time too."""
        self._how = msgspec.structs.replace(self._how, **how)
        begin(self, self._keep, group="keep", exclusive=True)
        self._header.order = self._order
        self._draw()

    async def _keep(self) -> None:
        try:
            await asyncio.to_thread(self._kept.write, self._how)
        except SpeechError as error:
            self._tell(error)

    # ---- what is heard and told

    @on(VoiceTable.Moved)
    def _come_by(self) -> None:
        row = self.highlighted
        if row is None:
            self.refresh_bindings()
            return
        self._status_line.update(self._about(row))
        if self._how.auditioning and not row.why and row.key != self._last_sample and self._book_ready:
            self._last_sample = row.key
            self._auditions.hear(row, self._sample.value.strip(), meant=False)
        self.refresh_bindings()

    @property
    def _book_ready(self) -> bool:
        """Where voices still arrive, only the user moves the cursor from one to another."""
        return self._table.has_focus or self._filter.has_focus

    def _about(self, row: VoiceRow) -> Content:
        if row.why:
            hint = shown_hint(self.app, row.hint)
            return Content.assemble(
                (f"✗ {row.voice.label}: {row.why}", "$warning"), (f"\n{hint}" if hint else "", "$accent")
            )
        facts = (row.voice.id, row.voice.description, _model(row.model), row.cost)
        return Content.styled(" · ".join(filter(None, facts)), "$faint")

    def _tell(self, what: SpeechError | str) -> None:
        self._status_line.update(
            shown_error(self.app, what) if isinstance(what, SpeechError) else Content.styled(what, "$warning")
        )

    # ---- what its commands do

    @property
    def highlighted(self) -> VoiceRow | None:
        return self._table.highlighted

    def hear(self) -> None:
        if (row := self.highlighted) and not row.why:
            self._last_sample = row.key
            self._auditions.hear(row, self._sample.value.strip(), meant=True)

    def use(self) -> None:
        if row := self.highlighted:
            if row.why:
                self._status_line.update(self._about(row))
            else:
                self.dismiss(("use", row))

    def blend(self) -> None:
        if (row := self.highlighted) and not row.why:
            self.dismiss(("blend", row))

    def toggle_audition(self) -> None:
        self._change(auditioning=not self._how.auditioning)
        if self._how.auditioning and (row := self.highlighted) and not row.why:
            self._last_sample = row.key
            self._auditions.hear(row, self._sample.value.strip(), meant=False)

    def allow_paid(self) -> None:
        if row := self.highlighted:
            self._auditions.allow_paid(row.model.provider)
            if not row.why:
                self._auditions.hear(row, self._sample.value.strip(), meant=False)

    def say_text(self) -> None:
        sentence = self._window.sentence_at_cursor
        says = "" if self._sample.value.strip() else sentence
        if not says and not self._sample.value.strip():
            self._tell("There is no sentence at the cursor; voices say their own.")
        self._sample.value = says

    def edit_sample(self) -> None:
        self.set_focus(self._sample)

    @on(Input.Changed, "#browser-sample")
    def _say_otherwise(self) -> None:
        self._last_sample = None
        if self._sample.value != self._how.says:
            self._change(says=self._sample.value)

    def toggle_favourite(self) -> None:
        if row := self.highlighted:
            begin(self, partial(self._toggle_favourite, row))

    async def _toggle_favourite(self, row: VoiceRow) -> None:
        marked = [model.id for model in row.models if (model.id, row.voice.id) in self.app.favourites]
        try:
            for model in marked or [selection_for(self._window, row).model]:
                await asyncio.to_thread(self.app.favourites.toggle, model, row.voice.id)
        except SpeechError as error:
            self._tell(error)
        self._draw()

    def toggle_only_favourites(self) -> None:
        """Until it is closed: a list that opens without its voices tells nobody where they are."""
        self._only_favourites = not self._only_favourites
        self._draw()

    def next_order(self) -> None:
        self._change(order=ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)])

    @on(VoiceHeader.Clicked)
    def _sort(self, event: VoiceHeader.Clicked) -> None:
        self._change(order=event.order)

    def focus_filter(self) -> None:
        self.set_focus(self._filter)

    def refresh_rows(self) -> None:
        self._book = VoiceBook()
        self._ask_all(refresh=True)

    def forget(self) -> None:
        if row := self.highlighted:
            begin(self, partial(self._forget, row))

    async def _forget(self, row: VoiceRow) -> None:
        try:
            names = await asyncio.to_thread(self.app.blends.by_name)
            if names.get(row.voice.name) != row.voice.id:
                self._tell(f"{row.voice.label} isn't one of your blends.")
                return
            await asyncio.to_thread(self.app.blends.remove, row.voice.name)
        except SpeechError as error:
            self._tell(error)
            return
        self._book = VoiceBook()
        self._ask_all()
        self._tell(f"{row.voice.name} is forgotten; it was {row.voice.id}.")

    @on(Input.Changed, "#browser-filter")
    def _narrow(self) -> None:
        self._draw()

    @on(Input.Submitted)
    def _to_table(self, event: Input.Submitted) -> None:
        event.stop()
        self.set_focus(self._table)

    @on(VoiceTable.Chosen)
    def _use_clicked(self) -> None:
        self.use()

    def on_key(self, event: events.Key) -> None:
        """While a filter is typed, the arrows move in the list."""
        if self._filter.has_focus and event.key in ("up", "down", "pageup", "pagedown"):
            event.stop()
            step = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}[event.key]
            self._table.action_move(step)

    def action_leave(self) -> None:
        """Back to the list, then to the window."""
        if self.focused is self._filter and self._filter.value:
            self._filter.value = ""
        elif self.focused in (self._filter, self._sample):
            self.set_focus(self._table)
        else:
            self.dismiss(None)


def _model(model: Model) -> str:
    """Its name, with its provider's where that isn't in it."""
    return model.name if model.provider_name in model.name else f"{model.provider_name} {model.name}"
