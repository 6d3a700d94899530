"""The STTS window: what to say, who says it, and what comes of it.

It holds the selection, turns commands into calls of the deck and the speech service, and shows the service's
messages. It never waits.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.markup import escape
from textual.timer import Timer
from textual.widgets import Footer, TextArea

from tts_tui.cli.piped import read_pipe
from tts_tui.events import messages
from tts_tui.events.deck import Deck
from tts_tui.events.samples import sample_for
from tts_tui.events.tts_events import selection_of
from tts_tui.speech.errors import SpeechError, UsageError
from tts_tui.speech.events import Finished
from tts_tui.speech.money import spending
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.take import Take
from tts_tui.ui import speaking
from tts_tui.ui.choosing_window import ChoosingWindow
from tts_tui.ui.commands import COMMANDS, WINDOW_COMMANDS
from tts_tui.ui.frames import Frames
from tts_tui.ui.hints import shown_hint
from tts_tui.ui.keeper import Kept
from tts_tui.ui.piped_text import PipedText
from tts_tui.ui.readouts import clock, shortened
from tts_tui.ui.widgets.engine_panel import EnginePanel
from tts_tui.ui.widgets.follow_view import FollowView
from tts_tui.ui.widgets.notices import Notice, Notices
from tts_tui.ui.widgets.player_panel import PlayerPanel
from tts_tui.ui.widgets.settings_panel import SettingsPanel
from tts_tui.ui.widgets.status_bar import StatusBar
from tts_tui.ui.widgets.text_panel import TextPanel
from tts_tui.ui.widgets.voices_panel import VoicesPanel
from tts_tui.ui.widgets.waveform import Waveform
from tts_tui.ui.workers import begin

if TYPE_CHECKING:
    from tts_tui.ui.screens.history import HistoryScreen

Middle = Literal["text", "voices", "settings"]
"""What stands in the middle of a narrow window, where a wide one has room for all."""

DRAFT_SECONDS = 1.0
"""How long after a key the text is kept, at most."""


class STTSWindow(ChoosingWindow):
    """The main screen.

    Attributes:
        history: the list of what was spoken, while it is shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = [command.binding() for command in WINDOW_COMMANDS]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = "#editor"

    player = query_one(PlayerPanel)

    def __init__(self) -> None:
        super().__init__()
        self.history: HistoryScreen | None = None
        self._sound_problem = ""
        self._drafting: Timer | None = None
        self._hinted = self._hinted_on = ""

    def compose(self) -> ComposeResult:
        yield StatusBar()
        with Vertical(id="body"):
            with Vertical(id="left"):
                yield EnginePanel()
                yield SettingsPanel()
                yield VoicesPanel()
            with Vertical(id="right"):
                yield TextPanel()
                yield PlayerPanel()
        yield Notices()
        yield Footer()

    def on_mount(self) -> None:
        self.deck = Deck(self.app.service)
        self.selection = self.app.wanted
        self._frames = Frames(self, self.app.settings.ui.fps)
        self.show_in_middle("text")
        self.text.editor.load_text(self.app.first_text)
        self.app.bring_back()
        self.app.place.restore(self.text.editor)
        if self.app.pipe is not None:
            self.text.arriving = True
            read_pipe(self.app.pipe, PipedText(self.post_message))
        self.call_after_refresh(self.app.service.start)

    # ---- commands

    def action_command(self, command: str) -> None:
        self.end_hint()
        COMMANDS[command].run(self)

    def explain(self, command: str) -> None:
        """Say why there is nothing for a command to do."""
        if why := COMMANDS[command].why_not(self):
            self.hint(COMMANDS[command].label, why)

    def hint(self, title: str, what: str) -> None:
        """Say something that holds only until the user does something else."""
        self.end_hint()
        self._hinted, self._hinted_on = title, self.text.text
        self.tell(title, what, "warning")

    def end_hint(self) -> None:
        """The user does something else."""
        self.notices.clear(self._hinted)
        self._hinted = ""

    @on(TextArea.Changed, "#editor")
    def _end_hint_on_text(self) -> None:
        if self._hinted and self.text.text != self._hinted_on:  # news of an older change may come late
            self.end_hint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """None greys a command out in the footer while there is nothing for it to do."""
        if action == "command" and self.is_mounted:
            return COMMANDS[str(parameters[0])].possible(self) or None
        return True

    def speak(self, request: SpeechRequest, text_start: int) -> None:
        """Speak a part of the text.

        Args:
            text_start: index of its first character.
        """
        self.notices.clear("Speech")
        self.deck.speak(request, text_start)
        self._frames.resume()

    def go_on(self) -> None:
        """Speak the rest of the take."""
        self.notices.clear("Speech")
        self.deck.go_on()
        self._frames.resume()

    def stop(self) -> None:
        """Stop what speaks, or waits to speak; else dismiss the newest message."""
        waiting = self.workers.cancel_group(self, "speak")
        if not (self.deck.stop() or waiting):
            self.notices.dismiss()

    def play_from_cursor(self) -> None:
        take = self.deck.take
        word = take.word_of(self.text.cursor - take.text_start) if take else None
        if take and word and self._holds(take, word.char_end):
            self.deck.play_from(word.start)
        else:
            self.hint("Play from cursor", "Nothing of the text at the cursor is spoken yet.")

    def tell_other_text(self, command: str) -> None:
        """Say which text the take is of, where that isn't in the editor any more."""
        if (take := self.deck.take) and not self._holds(take, len(take.request.text)):
            began = shortened(" ".join(take.request.text.split()), 40)
            self.hint(command, f"This is the text of before: “{began}”")

    def _holds(self, take: Take, length: int) -> bool:
        """Whether the editor has what the take is of, up to that character of it, where it was spoken."""
        return self.text.text.startswith(take.request.text[:length], take.text_start)

    def voice_used(self) -> None:
        if self.has_class("-narrow"):
            self.show_text()

    def hear_voice(self) -> None:
        if voice := self.voices.highlighted_voice:
            request = self.selection.request(sample_for(voice.language), voice=voice.id)
            begin(self, partial(speaking.hear, self, request), group="speak", exclusive=True)

    def hear(self, request: SpeechRequest) -> None:
        """Speak a sample; the take stays."""
        self.deck.preview(request)
        self._frames.resume()

    def filter_voices(self) -> None:
        self.show_in_middle("voices")
        self.voices.filter()

    def bring_back(self, request: SpeechRequest) -> None:
        """Put a text that was spoken, and what spoke it, back into the window."""
        self.text.replace(request.text)
        self.show_text()
        if self.catalog.find(request.model, request.provider) is None:
            self.tell("Model", f"{request.model} isn't here any more.", "warning")
            return
        self.selection = self.catalog.first(selection_of(request))
        self.voices.clear_filter()
        self._begin_model()
        self._show_selection()

    def new_text(self) -> None:
        self.app.begin_text()
        self.text.replace("")
        self.show_text()

    def toggle_follow(self) -> None:
        if self.text.following:
            self.show_text()
            return
        self.show_in_middle("text")
        self.text.following = True
        self.text.follow.focus()
        self._frames.draw()

    def show_text(self) -> None:
        self.show_in_middle("text")
        self.text.following = False
        self.text.editor.focus()

    def show_voices(self) -> None:
        if self._covers_text("voices"):
            self.show_text()
        else:
            self.show_in_middle("voices")
            self.voices.rows.focus()

    def show_settings(self) -> None:
        if self._covers_text("settings"):
            self.show_text()
        else:
            self.show_in_middle("settings")
            self.settings.focus_first()

    # ---- what the service says

    @on(PipedText.Arrived)
    def _take_piped(self, message: PipedText.Arrived) -> None:
        self.text.append(message.more)
        self.text.arriving = self.text.arriving and not message.last
        if message.error:
            self.tell("Pipe", message.error)

    @on(messages.Trouble)
    def _tell_trouble(self, message: messages.Trouble) -> None:
        self.tell(message.about, message.error)

    @on(messages.TakeStarted)
    def _show_speaking(self, message: messages.TakeStarted) -> None:
        self.status.show_engine("speaking", message.take.request.model)

    @on(messages.TakeEnded)
    def _show_end(self, message: messages.TakeEnded) -> None:
        take = message.take
        if (spent := take.metrics) and spent.cost_usd != 0.0:
            self._ask_account()
        if take is not self.deck.heard:
            return
        if not isinstance(take.error, UsageError):
            self.status.show_engine("failed" if take.error else "ready", take.request.model)
        elif self.loaded:  # the engine isn't to blame
            self.status.show_engine("ready", take.request.model)
        if take.error:
            offer = f"{self.app.keys_of('go-on')} goes on from there." if take.kept else ""
            cost = spending(take.metrics) if take.metrics else ""
            hint = " ".join(filter(None, (shown_hint(self.app, take.error.hint), cost, offer)))
            self.notices.add(Notice("Speech", take.error.message, hint))
        self.deck.give_back(take)
        self._frames.resume()

    @on(messages.PlayerChanged)
    def _show_player(self, message: messages.PlayerChanged) -> None:
        status = message.status
        if status.sink or status.unavailable:
            self.status.show_output(status.device or status.sink or "", status.unavailable or "")
            goes_on = " The place is held: it goes on by itself." if status.held else ""
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
        part = "" if isinstance(message.take.end, Finished) else ", as far as it was made"
        held = f", the gain held back by up to {message.limited:.1f} dB" if message.limited else ""
        self.tell("Saved", f"{message.path}, {clock(message.take.seconds)}{part}{held}", "done")

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

    # ---- what is heard

    @on(Waveform.Seek)
    def _seek_share(self, event: Waveform.Seek) -> None:
        if take := self.deck.take:
            self.deck.play_from(event.share * take.expected_seconds)

    @on(FollowView.Seek)
    def _seek_word(self, event: FollowView.Seek) -> None:
        self.deck.play_from(event.seconds)

    # ---- how it is laid out, and kept

    def show_in_middle(self, middle: Middle) -> None:
        for name in ("text", "voices", "settings"):
            self.set_class(name == middle, f"-{name}")

    def _covers_text(self, middle: Middle) -> bool:
        return self.has_class("-narrow") and self.has_class(f"-{middle}")

    def _show_selection(self) -> None:
        super()._show_selection()
        self._frames.draw()  # the take may have been made with another

    @on(TextArea.Changed, "#editor")
    def keep_soon(self) -> None:
        if self._drafting is None:  # also while the user goes on typing
            self._drafting = self.set_timer(DRAFT_SECONDS, self.keep_now)

    def keep_now(self) -> None:
        """Keep the text, the place in it and what speaks it for the next time, while the window goes on."""
        self._drafting = None
        begin(self, partial(self._tell_kept, self._keep()))

    async def keep_all(self) -> None:
        """The same, waiting until all of the text is kept, or can't be."""
        kept: str | None = None
        while kept != (kept := self.text.text) and await self._tell_kept(self._keep()):
            pass

    def keep(self, patience: float | None = None) -> None:
        """The same, for leaving.

        Args:
            patience: seconds after which it leaves without what a slow disk hasn't written; None for none.
        """
        with suppress(SpeechError, TimeoutError):
            self._keep().result(patience)

    def _keep(self) -> Future[None]:
        now = Kept(self.app.draft, self.text.text, self.text.editor.selection, self.selection)
        return self.app.keeper.keep(now)

    async def _tell_kept(self, writing: Future[None]) -> bool:
        try:
            await asyncio.wrap_future(writing)
        except SpeechError as error:
            self.tell("Draft", error)
            return False
        self.notices.clear("Draft")
        return True
