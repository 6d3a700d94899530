"""The part of the window that is about what was spoken: making it, playing it, saving it, and how far all that is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.markup import escape

from tts_tui.events import messages
from tts_tui.events.deck import Deck
from tts_tui.speech.errors import UsageError
from tts_tui.speech.money import spending
from tts_tui.speech.request import SpeechRequest
from tts_tui.ui.choosing_window import ChoosingWindow
from tts_tui.ui.frames import Frames
from tts_tui.ui.hints import shown_hint
from tts_tui.ui.readouts import clock, shortened
from tts_tui.ui.widgets.follow_view import FollowView
from tts_tui.ui.widgets.notices import Toast
from tts_tui.ui.widgets.waveform import Waveform

if TYPE_CHECKING:
    from tts_tui.studio.take import Take


CALM_FPS = 2
"""Frames a second where nothing may move that needn't."""


class PlayingWindow(ChoosingWindow):
    """Turns what is asked for into calls of the deck, and shows what the service says of takes and of the sound.

    Attributes:
        deck: holds what was spoken.
    """

    deck: Deck

    def __init__(self, pipe: int | None = None) -> None:
        super().__init__(pipe)
        self._sound_problem = ""

    def on_mount(self) -> None:
        self.deck = Deck(self.app.service)
        fps = self.app.settings.ui.fps
        self._frames = Frames(self, self.deck, min(fps, CALM_FPS) if self.app.calm else fps)

    # ---- what is asked for

    async def speak(self, request: SpeechRequest, text_start: int) -> None:
        """Speak a part of the text.

        Args:
            text_start: index of its first character.
        """
        self.end_of_speech_before()
        self.deck.speak(request, text_start)
        self._frames.resume()

    def go_on(self) -> None:
        """Speak the rest of the take."""
        self.end_of_speech_before()
        self.deck.go_on()
        self._frames.resume()

    def hear(self, request: SpeechRequest) -> None:
        """Speak a sample; the take stays."""
        self.deck.preview(request)
        self._frames.resume()

    def stop(self) -> None:
        """Stop what speaks, or waits to speak; else dismiss the newest message."""
        waiting = self.workers.cancel_group(self, "speak")
        if not (self.deck.stop() or waiting):
            self.notices.dismiss()

    def change_made_speed(self, steps: int) -> None:
        """Choose the next faster or slower speed that the model has; what speaks goes on as it was made."""
        now, offered = (
            self.selection.speed,
            [float(each.value) for each in self.catalog.speeds(self.selection)],
        )
        nearest = min(range(len(offered)), key=lambda place: abs(offered[place] - now))
        wanted = nearest + steps
        if not 0 <= wanted < len(offered):
            self.hint("Speed", f"{self.selection.model} speaks no {'faster' if steps > 0 else 'slower'}.")
            return
        self.select(replace(self.selection, speed=offered[wanted]))
        keys = f"{self.app.key_of('player-slower')} and {self.app.key_of('player-faster')}"
        told = f"The next speech is made at {offered[wanted]:g}×; {keys} change how fast this one is heard."
        self.hint("Speed", told, "done")

    def widen_latency(self) -> None:
        """Show how the sound came to be, in a row, then by chunks, then not."""
        self.player.strip.widen()
        self._frames.draw()

    def replay(self) -> None:
        """Play the take from its beginning."""
        self.tell_other_text("Replay")
        self.deck.replay()

    def play_from_cursor(self) -> bool:
        """Play from the word at the cursor; False where that is not of the take, or not made."""
        take, cursor = self.deck.take, self.text.cursor
        word = take.word_of(cursor - take.text_start) if take else None
        if take is None or word is None or not self._holds(take, word.char_end):
            return False
        if any(map(str.isalnum, self.text.text[take.text_start + take.reach : cursor + 1])):
            return False
        self.deck.play_from(word.start)
        return True

    @property
    def speech_end(self) -> int:
        """See `WritingWindow`; of a take only where it goes on to the end of the text."""
        take = self.deck.take
        if take is None:
            return super().speech_end
        length = len(take.request.text)
        if not self._holds(take, length) or self.text.text[take.text_start + length :].strip():
            return 0
        place = self.deck.place
        if not place or (take.finished and place >= take.seconds):
            return 0
        word = take.word_at(place)
        return take.text_start + word.char_start if word else 0

    def tell_other_text(self, command: str) -> None:
        """Say which text the take is of, where that isn't in the editor any more."""
        if (take := self.deck.take) and not self._holds(take, len(take.request.text)):
            began = shortened(" ".join(take.request.text.split()), 40)
            self.hint(command, f"This is the earlier text: “{began}”")

    def _holds(self, take: Take, length: int) -> bool:
        """Whether the editor has what the take is of, up to that character of it, where it was spoken."""
        return self.text.text.startswith(take.request.text[:length], take.text_start)

    @on(Waveform.Seek)
    def _seek_share(self, event: Waveform.Seek) -> None:
        if take := self.deck.take:
            self.deck.play_from(event.share * take.expected_seconds)

    @on(FollowView.Seek)
    def _seek_word(self, event: FollowView.Seek) -> None:
        self.deck.play_from(event.seconds)

    def _show_selection(self) -> None:
        super()._show_selection()
        self._frames.draw()  # the take may have been made with another

    # ---- what the service says

    @on(messages.TakeStarted)
    def _show_speaking(self, message: messages.TakeStarted) -> None:
        self.status.show_engine("speaking", message.take.request.model)

    @on(messages.TakeEnded)
    def _show_end(self, message: messages.TakeEnded) -> None:
        take = message.take
        if (spent := take.metrics) and spent.cost_usd != 0.0:
            self._ask_account()
        if take is not self.deck.loaded:
            # what spoke was given away, to a dialog that has the player for its own
            if self.status.engine_state == "speaking" and not self.deck.making:
                self.status.show_engine(self.answers, take.request.model)
            return
        if not isinstance(take.error, UsageError):
            self.status.show_engine("failed" if take.error else "ready", take.request.model)
        elif self.loaded:  # the engine isn't to blame
            self.status.show_engine("ready", take.request.model)
        if take.error:
            offer = f"{self.app.key_of('go-on')} goes on from there." if take.is_partial else ""
            cost = spending(take.metrics) if take.metrics else ""
            hint = " ".join(filter(None, (shown_hint(self.app, take.error.hint), cost, offer)))
            self.notices.add(Toast("Speech", take.error.message, hint))
        most = self.app.settings.ui.bell_seconds
        if most and not take.preview and take.metrics.wall_seconds > most:
            self.app.bell()
        self.deck.give_back(take)
        self.keep_soon()
        self._frames.resume()

    @on(messages.PlayerChanged)
    def _show_player(self, message: messages.PlayerChanged) -> None:
        status = message.status
        if status.sink or status.unavailable:
            self.status.show_output(status.device or status.sink or "", status.unavailable or "")
            goes_on = " Your place is kept: it goes on by itself." if status.held else ""
            self._tell_sound((status.unavailable or status.notice or "") + goes_on)
        self._frames.resume()

    @on(messages.OutputsFound)
    def _take_outputs(self, message: messages.OutputsFound) -> None:
        self.status.show_output(self.app.outputs.name, message.problem)
        self._tell_sound(message.problem)

    @on(messages.Saving)
    def _show_saving(self, message: messages.Saving) -> None:
        self.player.border_title = escape(f"Player · saving {message.target.name} {message.fraction:.0%}")

    @on(messages.Saved)
    def _show_saved(self, message: messages.Saved) -> None:
        self.player.border_title = "Player"
        part = "" if message.take.finished else ", as far as it was made"
        held = f", the gain reduced by up to {message.limited:.1f} dB" if message.limited else ""
        where = str(message.path)
        if self.app.is_web:
            where = f"{message.path.name} is downloaded"
            for path in (message.path, *message.beside):
                self.app.downloads.offer(path)
        self.tell("Saved", f"{where}, {clock(message.take.seconds)}{part}{held}", "done")

    @on(messages.SaveFailed)
    def _show_unsaved(self, message: messages.SaveFailed) -> None:
        self.player.border_title = "Player"
        self.tell("Save", message.error)

    def _tell_sound(self, problem: str) -> None:
        """Say once what is wrong with the sound, and no longer when it is well."""
        if problem != self._sound_problem:
            self.notices.clear("Sound")
            if problem:
                self.tell("Sound", problem, "warning")
        self._sound_problem = problem
