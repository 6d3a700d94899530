"""What the user does about a sentence of the text: hear it, make it again, edit it, choose among its takes."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.command import SimpleCommand

from tts_tui.speech.request import SpeechRequest
from tts_tui.ui.held_keys import opens_screen
from tts_tui.ui.spending import allowed
from tts_tui.ui.takes_window import TakesWindow
from tts_tui.ui.workers import begin

if TYPE_CHECKING:
    from tts_tui.studio.rows import Manner, Row


class SentenceList:
    """Does what the commands ask for, about the row at the cursor of the pane."""

    def __init__(self, window: TakesWindow) -> None:
        self._window = window

    @property
    def row(self) -> Row | None:
        pane = self._window.takes
        return pane.row if pane.display else None

    @property
    def old(self) -> bool:
        ledger = self._window.desk.ledger
        return bool(ledger and ledger.old)

    def show(self) -> None:
        """Show the pane, go to it, or close it."""
        window = self._window
        pane = window.takes
        if pane.has_focus:
            window.show_takes(shown=False)
            window.show_text()
            return
        window.show_in_middle("text")
        window.show_takes(shown=True)
        window.set_focus(pane)
        self._begin(self._find_cursor)

    async def _find_cursor(self) -> None:
        """Know the sentences, and be at the one where the text's cursor is."""
        window = self._window
        await window.models_known.wait()
        await window.follow_text(whole=True)
        if window.desk.ledger and (index := window.desk.ledger.row_at(window.text.cursor)) is not None:
            window.takes.go(index)

    # ---- hearing

    def play(self) -> None:
        if row := self.row:
            self._begin(partial(self._play, row))

    async def _play(self, row: Row) -> None:
        window = self._window
        if sound := await window.desk.sound(row):
            window.deck.play(sound)
            window.resume_frames()
        else:
            await self._make(row, None)

    def play_from_here(self) -> None:
        """Play the take from there where it has the sentence as it is now, else speak from there on."""
        window, row = self._window, self.row
        if row is None:
            return
        take = window.deck.take
        if take and row.state != "old" and take.text_start <= row.start:
            start, end = row.start - take.text_start, row.end - take.text_start
            first, after = take.words_between(start, end)
            if (
                first < after
                and take.request.text[start:end].split() == window.text.text[row.start : row.end].split()
            ):
                window.deck.play_from(take.words[first].start)
                window.resume_frames()
                return
        # as all that speaks: esc ends what it waits for
        begin(self._window, partial(self._speak_from, row), group="speak", exclusive=True)

    async def _speak_from(self, row: Row) -> None:
        window = self._window
        request = self._request()
        rest = replace(request, text=request.text[row.start :])
        if await allowed(window, rest):
            await window.speak(request, 0, row.start)

    # ---- making

    def make_again(self, *, faster: float = 0.0) -> None:
        """One more take, in the manner of the one that counts but for the speed."""
        if row := self.row:
            window = self._window
            manner = self._manner(row)
            speed = manner.speed
            slow, fast = window.model.speeds if window.model else (speed, speed)
            wanted = min(max(round(speed + faster, 2), slow), fast)
            if faster and wanted == speed:
                window.hint("Takes", f"{window.selection.model} speaks at speeds from {slow:g} to {fast:g}.")
                return
            self._begin(partial(self._make, row, self._new_manner(row, manner.voice, wanted)))

    def choose_voice(self) -> None:
        if row := self.row:
            self._offer_voices(row)

    def _offer_voices(self, row: Row) -> None:
        window = self._window
        speed = self._manner(row).speed

        def use(voice: str) -> None:
            self._begin(partial(self._make, row, self._new_manner(row, voice, speed)))

        known = [voice for voice in window.known_voices if not voice.unavailable]
        commands = [
            SimpleCommand(each.label, partial(use, each.id), f"{each.language} {each.description}".strip())
            for each in known
        ]
        window.app.search_commands(commands, "Who says this sentence?")

    def _manner(self, row: Row) -> Manner:
        """Of the take that counts, where it is the chosen model's; else as that speaks now."""
        from tts_tui.studio.rows import Manner

        chosen = self._window.selection
        if row.take and row.take.manner.fits(chosen.model):
            return row.take.manner
        return Manner(chosen.voice, chosen.speed)

    def _new_manner(self, row: Row, voice: str, speed: float) -> Manner:
        from tts_tui.studio.rows import Manner

        alike = [
            take.manner.number
            for take in row.takes
            if take.manner.voice == voice and take.manner.speed == speed
        ]
        return Manner(voice, speed, max(alike, default=-1) + 1)

    async def _make(self, row: Row, manner: Manner | None) -> None:
        window, ledger = self._window, self._window.desk.ledger
        request = self._request()
        if ledger is None or not await allowed(window, replace(request, text=row.text)):
            return
        await window.follow_text()
        ledger.note()
        window.desk.make(request, [row], manner)
        window.resume_frames()

    def make_old_again(self) -> None:
        self._begin(self._make_old)

    async def _make_old(self) -> None:
        window, ledger = self._window, self._window.desk.ledger
        await window.follow_text()
        rows = [row for row in ledger.rows if row.state == "old"] if ledger else []
        request = self._request()
        if (
            ledger
            and rows
            and await allowed(window, replace(request, text=" ".join(row.text for row in rows)))
        ):
            ledger.note()
            window.desk.make(request, rows, silent=True)
            window.resume_frames()

    # ---- choosing

    def choose_take(self, step: int) -> None:
        ledger, pane = self._window.desk.ledger, self._window.takes
        if ledger and ledger.choose_take(pane.cursor, step):
            self._window.rows_changed()
        elif self.row:
            which = "before" if step < 0 else "after"
            self._window.hint("Takes", f"There is no take {which} this one; r makes one more.")

    def leave_out(self) -> None:
        if self._window.desk.ledger and self.row:
            self._window.desk.ledger.leave_out(self._window.takes.cursor)
            self._window.rows_changed()

    def edit(self) -> None:
        if row := self.row:
            begin(self._window, self._editing(row))

    def _editing(self, row: Row) -> Callable[[], Coroutine[Any, Any, object]]:
        @opens_screen
        async def edit(window: TakesWindow) -> None:
            from tts_tui.ui.screens.edit_sentence import EditSentenceScreen

            written = window.text.text[row.start : row.end]
            text = await window.app.push_screen_wait(EditSentenceScreen(written))
            if text is None or window.desk.ledger is None:
                return
            if window.text.text[row.start : row.end] != written:
                window.hint("Takes", "The text has changed meanwhile.")
                return
            now = window.text.text
            window.desk.ledger.note(f"{now[: row.start]}{text}{now[row.end :]}")
            window.text.change(row.start, row.end, text)
            await window.follow_text()
            window.rows_changed()

        return edit(self._window)

    def undo(self) -> None:
        ledger = self._window.desk.ledger
        text = ledger.undo(self._window.text.text) if ledger else None
        self._put_back(text, "There is nothing to take back, or the text was edited since.")

    def redo(self) -> None:
        ledger = self._window.desk.ledger
        text = ledger.redo(self._window.text.text) if ledger else None
        self._put_back(text, "Nothing was taken back, or the text was edited since.")

    def _put_back(self, text: str | None, why_not: str) -> None:
        if text is None:
            self._window.hint("Takes", why_not)
            return
        if text != self._window.text.text:
            self._window.text.replace(text)
        self._window.rows_changed(whole=True)

    # ---- helpers

    def _request(self) -> SpeechRequest:
        return self._window.whole_request()

    def _begin(self, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
        begin(self._window, work, group="sentences", exclusive=True)
