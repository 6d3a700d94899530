"""The STTS window: what to say, who says it, and what comes of it.

It holds the selection, turns commands into calls of the deck and the speech service, and shows the service's
messages. It never waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer, OptionList, TextArea

from tts_tui.events import messages
from tts_tui.events.deck import Deck
from tts_tui.events.samples import sample_for
from tts_tui.events.tts_events import Catalog, Selection, choose_voice
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.events import Finished
from tts_tui.ui.commands import COMMANDS, WINDOW_COMMANDS
from tts_tui.ui.playback import view_of
from tts_tui.ui.readouts import clock
from tts_tui.ui.widgets.engine_panel import EnginePanel
from tts_tui.ui.widgets.follow_view import FollowView
from tts_tui.ui.widgets.notices import Notice, Notices, Severity
from tts_tui.ui.widgets.player_panel import PlayerPanel, PlayerView
from tts_tui.ui.widgets.settings_panel import SettingRow, SettingsPanel
from tts_tui.ui.widgets.status_bar import StatusBar
from tts_tui.ui.widgets.text_panel import TextPanel
from tts_tui.ui.widgets.voices_panel import VoicesPanel
from tts_tui.ui.widgets.waveform import Waveform

if TYPE_CHECKING:
    from tts_tui.audio.sinks.base import OutputDevice
    from tts_tui.ui.app import TTSApp

Middle = Literal["text", "voices", "settings"]
"""What stands in the middle of a narrow window, where a wide one has room for all."""

DRAFT_SECONDS = 1.0
"""How long after the last key the text is kept."""


class STTSWindow(Screen[None]):
    """The main screen."""

    app: TTSApp
    BINDINGS: ClassVar[list[BindingType]] = [command.binding() for command in WINDOW_COMMANDS]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = "#editor"

    status = query_one(StatusBar)
    engine = query_one(EnginePanel)
    settings = query_one(SettingsPanel)
    voices = query_one(VoicesPanel)
    text = query_one(TextPanel)
    player = query_one(PlayerPanel)
    notices = query_one(Notices)

    def __init__(self) -> None:
        super().__init__()
        self._catalog = Catalog()
        self.selection = Selection()
        self._voices: Sequence[Voice] = ()
        self.outputs: Sequence[OutputDevice] = ()
        self._sound_problem = ""
        self._had_audio = False
        self._drafting: Timer | None = None

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
        self._frames = self.set_interval(1 / self.app.settings.ui.fps, self._draw, pause=True)
        self.show_in_middle("text")
        self.text.editor.load_text(self.app.first_text)
        self.call_after_refresh(self.app.service.start)

    # ---- commands

    def action_command(self, command: str) -> None:
        COMMANDS[command].run(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """None greys a command out in the footer while there is nothing for it to do."""
        if action == "command" and self.is_mounted:
            return COMMANDS[str(parameters[0])].possible(self) or None
        return True

    def speak(self, text: str, text_start: int) -> None:
        """Speak a part of the text.

        Args:
            text_start: index of its first character.
        """
        self.notices.clear("Speech")
        self.deck.speak(self.selection.request(text), text_start)
        self._frames.resume()

    def stop(self) -> None:
        if not self.deck.stop():
            self.notices.dismiss()

    def play_from_cursor(self) -> None:
        if (take := self.deck.take) and (word := take.word_of(self.text.cursor - take.text_start)):
            self.deck.play_from(word.start)

    def hear_voice(self) -> None:
        if voice := self.voices.highlighted_voice:
            self.deck.preview(self.selection.request(sample_for(voice.language), voice=voice.id))
            self._frames.resume()

    def use_voice(self) -> None:
        if voice := self.voices.highlighted_voice:
            self._select(replace(self.selection, voice=voice.id, language=""))
            if self.has_class("-narrow"):
                self.show_text()

    def toggle_favourite(self) -> None:
        if voice := self.voices.highlighted_voice:
            try:
                self.app.favourites.toggle(self.selection.model, voice.id)
            except SpeechError as error:
                self.tell("Favourites", error)
            self._show_selection()

    def filter_voices(self) -> None:
        self.show_in_middle("voices")
        self.voices.filter()

    def refresh_voices(self) -> None:
        self._list_voices(refresh=True)

    def new_text(self) -> None:
        self.text.replace("")
        self.show_text()

    def toggle_follow(self) -> None:
        if self.text.following:
            self.show_text()
            return
        self.show_in_middle("text")
        self.text.following = True
        self.text.follow.focus()
        self._draw()

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

    # ---- what the user chose

    @property
    def model(self) -> Model | None:
        return self._catalog.model(self.selection)

    @on(EnginePanel.Changed)
    def _take_selection(self, event: EnginePanel.Changed) -> None:
        self._select(event.selection)

    @on(SettingRow.Changed)
    def _take_setting(self, event: SettingRow.Changed) -> None:
        settings = {**self.selection.settings, event.name: event.value}
        self.selection = replace(self.selection, settings=settings)

    @on(OptionList.OptionSelected, "VoiceList")
    def _use_clicked_voice(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.use_voice()

    def _select(self, selection: Selection) -> None:
        """Make this what would speak, and find out what that needs."""
        before, self.selection = self.selection, selection
        if (before.provider, before.model) != (selection.provider, selection.model):
            self._begin_model()
        self._show_selection()

    def _begin_model(self) -> None:
        model = self.model
        self._voices = ()
        self.run_worker(self.settings.show(model, self.selection.settings), group="settings", exclusive=True)
        if model is None:
            return
        if model.notice:
            self.tell("Model", model.notice, "warning")
        if model.available:
            self._list_voices()
            self.app.service.load(model.id, model.provider)
        else:
            self.voices.explain(f"{model.name} can't speak here: {model.reason}\n\n{model.hint}")
            self.status.show_engine("unavailable", model.provider_name)

    def _list_voices(self, *, refresh: bool = False) -> None:
        self.voices.explain("Looking for voices…")
        self.app.service.list_voices(self.selection.model, self.selection.provider, refresh=refresh)

    def _show_selection(self) -> None:
        selection = self.selection
        self.engine.show(self._catalog, selection, self._voices)
        if self._voices:
            favourites = {
                each.id for each in self._voices if (selection.model, each.id) in self.app.favourites
            }
            self.voices.show(self._voices, selection.voice, favourites)
        self.text.describe(self.model, selection.speed)

    # ---- what the service says

    @on(messages.ModelsListed)
    def _take_models(self, message: messages.ModelsListed) -> None:
        self._catalog = Catalog(message.models)
        self.selection = self._catalog.first(self.selection)
        self._begin_model()
        self._show_selection()
        self.app.service.find_outputs()

    @on(messages.VoicesListed)
    def _take_voices(self, message: messages.VoicesListed) -> None:
        if message.model != self.selection.model:
            return
        if message.error:
            self.voices.explain(f"{message.error.message}\n\n{message.error.hint}")
            return
        self._voices = message.voices
        self.selection = choose_voice(self.selection, self._voices)
        self._show_selection()

    @on(messages.EngineLoading)
    def _show_loading(self, message: messages.EngineLoading) -> None:
        if message.model == self.selection.model:
            self.status.show_engine("loading", message.model)

    @on(messages.EngineReady)
    def _show_ready(self, message: messages.EngineReady) -> None:
        if message.model == self.selection.model:
            self.status.show_engine("ready", message.model)

    @on(messages.EngineFailed)
    def _show_failed(self, message: messages.EngineFailed) -> None:
        if message.model == self.selection.model:
            self.status.show_engine("failed", message.model)
            self.tell("Engine", message.error)

    @on(messages.TakeStarted)
    def _show_speaking(self, message: messages.TakeStarted) -> None:
        self.status.show_engine("speaking", message.take.request.model)

    @on(messages.TakeEnded)
    def _show_end(self, message: messages.TakeEnded) -> None:
        take = message.take
        if take is not self.deck.heard:
            return
        self.status.show_engine("failed" if take.error else "ready", take.request.model)
        if take.error:
            self.tell("Speech", take.error)
        self._frames.resume()

    @on(messages.PlayerChanged)
    def _show_player(self, message: messages.PlayerChanged) -> None:
        status = message.status
        if status.sink:
            self.status.show_output(status.device or status.sink, status.unavailable or "")
            self._tell_sound(status.unavailable or status.notice or "")
        self._frames.resume()

    @on(messages.OutputsFound)
    def _take_outputs(self, message: messages.OutputsFound) -> None:
        self.outputs = message.outputs
        default = next((each.name for each in message.outputs if each.default), "default")
        self.status.show_output(self.app.settings.audio.device or default, message.problem)
        self._tell_sound(message.problem)

    @on(messages.Saving)
    def _show_saving(self, message: messages.Saving) -> None:
        self.player.border_title = f"Player · saving {message.target.name} {message.fraction:.0%}"

    @on(messages.Saved)
    def _show_saved(self, message: messages.Saved) -> None:
        self.player.border_title = "Player"
        part = "" if isinstance(message.take.end, Finished) else ", as far as it was made"
        self.tell("Saved", f"{message.path}, {clock(message.take.seconds)}{part}", "done")

    @on(messages.SaveFailed)
    def _show_unsaved(self, message: messages.SaveFailed) -> None:
        self.player.border_title = "Player"
        self.tell("Save", message.error)

    def _tell_sound(self, problem: str) -> None:
        """Say once what is wrong with the sound, and no longer when it is well."""
        if problem and not self._sound_problem:
            self.tell("Sound", problem, "warning")
        elif not problem:
            self.notices.clear("Sound")
        self._sound_problem = problem

    def tell(self, title: str, what: SpeechError | str, severity: Severity = "error") -> None:
        message, hint = (what, "") if isinstance(what, str) else (what.message, what.hint)
        self.notices.add(Notice(title, message, hint, severity))

    # ---- what is heard

    @on(Waveform.Seek)
    def _seek_share(self, event: Waveform.Seek) -> None:
        if take := self.deck.take:
            self.deck.play_from(event.share * take.expected_seconds)

    @on(FollowView.Seek)
    def _seek_word(self, event: FollowView.Seek) -> None:
        self.deck.play_from(event.word.start)

    def _draw(self) -> None:
        """One frame; the last one when nothing moves any more."""
        if not (self.deck.making or self.deck.sounding):
            self._frames.pause()
        if self.deck.has_audio != self._had_audio:
            self._had_audio = self.deck.has_audio
            self.refresh_bindings()  # makes the footer anew: not at every frame
        take, player = self.deck.shown, self.app.service.player
        if take is None or player is None:
            self.player.show(PlayerView(), ())
            return
        view = view_of(take, player.status, loaded=take is self.deck.heard)
        timeline = take.timeline
        self.player.show(view, timeline.peaks(self.player.columns, view.expected_seconds) if timeline else ())
        if self.text.following and not take.preview:
            self.text.follow.show(take, view.position)

    # ---- how it is laid out, and kept

    def show_in_middle(self, middle: Middle) -> None:
        for name in ("text", "voices", "settings"):
            self.set_class(name == middle, f"-{name}")

    def _covers_text(self, middle: Middle) -> bool:
        return self.has_class("-narrow") and self.has_class(f"-{middle}")

    @on(TextArea.Changed, "#editor")
    def _keep_soon(self) -> None:
        if self._drafting:
            self._drafting.stop()
        self._drafting = self.set_timer(DRAFT_SECONDS, self.keep_draft)

    def keep_draft(self) -> None:
        """Keep the text for the next time."""
        try:
            self.app.draft.keep(self.text.text)
        except SpeechError as error:
            self.tell("Draft", error)
