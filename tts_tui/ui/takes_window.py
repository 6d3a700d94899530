"""The part of the window that is about the sentences of the text: the ledger behind what is spoken, and its pane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial

from textual import on
from textual.timer import Timer
from textual.widgets import TextArea

from tts_tui.events import messages
from tts_tui.events.ledger_desk import LedgerDesk
from tts_tui.speech.catalog import Voice
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.request import SpeechRequest
from tts_tui.ui.word_window import WordWindow
from tts_tui.ui.workers import begin

FOLLOW_SECONDS = 0.4
"""How long after a key the sentences are looked at."""

MOST_FOLLOWED = 300_000
"""Characters of a text of which the sentences are looked at after each key while nobody sees them."""

SHOWN_SECONDS = 0.2
"""How often the pane is drawn again while anything moves."""

KEPT_SECONDS = 2.0
"""How often the ledger and the playing position are kept while anything is made or heard."""


class TakesWindow(WordWindow):
    """Keeps the ledger along with the text, and shows it.

    Attributes:
        desk: holds the ledger.
    """

    def __init__(self, pipe: int | None = None) -> None:
        super().__init__(pipe)
        self._following: Timer | None = None

    @cached_property
    def desk(self) -> LedgerDesk:
        return LedgerDesk(self.app.service, self.deck, self.app.takes_folder, self.app.sentence_cache)

    def on_mount(self) -> None:
        self._pane_timer = self.set_interval(SHOWN_SECONDS, self._show_rows, pause=True)
        self.set_interval(KEPT_SECONDS, self._keep_while_it_moves)
        self.call_after_refresh(self._open_ledger)

    @property
    def known_voices(self) -> Sequence[Voice]:
        return self._voices

    def whole_request(self) -> SpeechRequest:
        """What would be asked for all of the text."""
        return replace(self.selection.request(self.text.text), manner=self.text.manner)

    # ---- which text

    def _open_ledger(self) -> None:
        begin(self, self._open, group="ledger", exclusive=True)

    async def _open(self) -> None:
        """Take up the ledger of the text's draft, and with it what was spoken last."""
        desk, draft = self.desk, self.app.drafting.draft
        try:
            await desk.open(draft.name, self.text.text)
            await self.models_known.wait()
            take = await desk.last_take()
        except SpeechError as error:
            self.tell("Takes", error)
            return
        busy = self.deck.take and (self.deck.making or self.deck.sounding)
        if take and not busy and draft is self.app.drafting.draft:
            self.deck.set_take(take, min(desk.place, take.seconds))
            self.resume_frames()
        if desk.ledger and desk.ledger.rows:
            await self.follow_text(whole=True)

    def text_is_other(self) -> None:
        """See `WritingWindow`; its own ledger and take come with it, and what is spoken goes on."""
        begin(self, self._change_over, group="ledger", exclusive=True)

    async def _change_over(self) -> None:
        await self._keep_ledger()
        await self._open()

    async def follow_text(self, *, whole: bool = False) -> None:
        """Know the sentences of the text as it is now."""
        await self.desk.follow(self.whole_request(), whole=whole)
        self._show_rows()

    @on(TextArea.Changed, "#editor")
    def _follow_soon(self) -> None:
        if self._following:
            self._following.stop()
        self._following = self.set_timer(FOLLOW_SECONDS, self._follow)

    def _follow(self) -> None:
        self._following = None
        ledger = self.desk.ledger
        long = len(self.text.text) > MOST_FOLLOWED
        if ledger and (self.takes.display or (ledger.rows and not long)):
            begin(self, self.follow_text, group="follow", exclusive=True)

    # ---- what is spoken

    async def speak(self, request: SpeechRequest, text_start: int, start: int = 0) -> None:
        """See `PlayingWindow`; each sentence as the ledger has it.

        Args:
            start: character of the request's text from which it is spoken.
        """
        self.end_of_speech_before()
        await self.desk.ready.wait()
        ledger = self.desk.ledger
        if ledger and ledger.rows and ledger.text != self.text.text:
            await self.follow_text()
        self.desk.speak(request, text_start, self.text.text, start)
        self.resume_frames()

    def resume_frames(self) -> None:
        """Something began to move."""
        self._frames.resume()
        self._pane_timer.resume()

    @on(messages.TakeEnded)
    def _take_up_end(self, message: messages.TakeEnded) -> None:
        part = message.take.part
        if part and part.only is not None and part.ledger is self.desk.ledger:
            self.rows_changed()
        else:
            begin(self, self._keep_ledger, group="keep-ledger")

    def rows_changed(self, *, whole: bool = False) -> None:
        """Other sounds count now: the take is joined again of them."""
        self._show_rows()
        begin(self, partial(self._join, whole=whole), group="join", exclusive=True)

    async def _join(self, *, whole: bool) -> None:
        await self.follow_text(whole=whole)
        try:
            if take := await self.desk.join():
                self.deck.set_take(take)
                self._frames.resume()
        except SpeechError as error:
            self.tell("Takes", error)
        await self._keep_ledger()

    # ---- what is shown

    def show_takes(self, *, shown: bool) -> None:
        self.takes.display = shown
        self.set_class(shown, "-takes")
        self._show_rows()

    def _show_rows(self) -> None:
        """Draw what changed; not at all while the pane isn't there or all is still."""
        ledger = self.desk.ledger if self.is_mounted else None
        if not self.takes.display or ledger is None:
            self._pane_timer.pause()
            return
        index, seconds = self._playing_row()
        self.takes.show(ledger.rows, index, seconds, (id(ledger), ledger.version))
        moving = self.deck.making or self.deck.sounding
        (self._pane_timer.resume if moving else self._pane_timer.pause)()

    def _playing_row(self) -> tuple[int | None, float]:
        """The row that is heard now, or where that was paused, and the seconds into it."""
        take, ledger, player = self.deck.take, self.desk.ledger, self.app.service.player
        if not (take and ledger and player and self.deck.loaded is take):
            return None, 0.0
        if player.status.state not in ("playing", "buffering", "paused"):
            return None, 0.0
        place = self.deck.position
        word = take.word_at(place)
        index = ledger.row_at(word.char_start + take.text_start) if word else None
        if word is None or index is None:
            return None, 0.0
        first, _ = take.words_between(ledger.rows[index].start - take.text_start, word.char_end)
        begun = take.words[first].start if first < len(take.words) else place
        return index, max(0.0, place - begun)

    @on(messages.PlayerChanged)
    @on(messages.TakeStarted)
    def _pane_moves(self) -> None:
        self._pane_timer.resume()

    # ---- what is kept

    def _keep_while_it_moves(self) -> None:
        if self.deck.making or self.deck.sounding:
            begin(self, self._keep_ledger, group="keep-ledger", exclusive=True)

    async def _keep_ledger(self) -> None:
        try:
            await self.desk.keep()
        except SpeechError as error:
            self.tell("Takes", error)
