"""The part of the window in which a provider, a model, a voice and settings are chosen."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from textual import on
from textual.widgets import OptionList

from tts_tui.events import messages
from tts_tui.events.tts_events import Catalog, Selection, choose_voice, loss_notice
from tts_tui.speech.catalog import Voice
from tts_tui.speech.errors import (
    AuthenticationError,
    DeadlineError,
    QuotaError,
    SpeechError,
    UnreachableError,
)
from tts_tui.ui.hints import shown_hint
from tts_tui.ui.widgets.engine_panel import EnginePanel
from tts_tui.ui.widgets.settings_panel import SettingRow
from tts_tui.ui.widgets.status_bar import EngineMark
from tts_tui.ui.workers import begin
from tts_tui.ui.writing_window import WritingWindow


class ChoosingWindow(WritingWindow):
    """Holds the selection, shows what there is to choose from, and finds out what a choice needs.

    Attributes:
        models_known: set once it is known what models there are, and what they cost.
    """

    def __init__(self, pipe: int | None = None) -> None:
        super().__init__(pipe)
        self.models_known = asyncio.Event()
        self._voices: Sequence[Voice] = ()

    @property
    def highlighted_voice(self) -> Voice | None:
        return self.voices.highlighted_voice

    @property
    def known_voices(self) -> Sequence[Voice]:
        """Those of the chosen model, as far as they are known."""
        return self._voices

    @property
    def favourite_voices(self) -> list[str]:
        """Those of them that the user marked."""
        model, marked = self.selection.model, self.app.favourites
        return [each.id for each in self._voices if (model, each.id) in marked]

    def use_voice(self) -> None:
        if voice := self.highlighted_voice:
            self.select(replace(self.selection, voice=voice.id, language=""))
            if self.has_class("-narrow"):
                self.show_text()

    def toggle_favourite(self) -> None:
        if voice := self.highlighted_voice:
            begin(self, partial(self._toggle_favourite, self.selection.model, voice.id))

    async def _toggle_favourite(self, model: str, voice: str) -> None:
        try:
            await asyncio.to_thread(self.app.favourites.toggle, model, voice)
        except SpeechError as error:
            self.tell("Favourites", error)
        self._show_selection()

    def refresh_voices(self) -> None:
        self._list_voices(refresh=True)

    @on(EnginePanel.Changed)
    def _take_selection(self, event: EnginePanel.Changed) -> None:
        chosen, now = event.selection, self.selection
        known: Selection | None = None
        if chosen.provider != now.provider:
            known = self.app.last.of(chosen.provider)
        elif chosen.model != now.model:
            known = self.app.last.of(chosen.provider, chosen.model)
        self.select(self.catalog.first(known) if known else chosen)

    @on(SettingRow.Changed)
    def _take_setting(self, event: SettingRow.Changed) -> None:
        settings = {**self.selection.settings, event.name: event.value}
        self.selection = replace(self.selection, settings=settings)
        self.keep_soon()

    @on(OptionList.OptionSelected, "VoiceList")
    def _use_clicked_voice(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.use_voice()

    def select(self, selection: Selection) -> None:
        """Make this what would speak, and find out what that needs."""
        before, self.selection = self.selection, selection
        self.app.last.note(before)
        if (before.provider, before.model) != (selection.provider, selection.model):
            self.voices.clear_filter()
            self.end_of_speech_before()
            self._begin_model()
        self._show_selection()
        self.keep_soon()

    def _begin_model(self) -> None:
        model = self.model
        self._voices = ()
        for about in ("Engine", "Account", "Voice", "Model"):  # of the model before
            self.notices.clear(about)
        self.describe_engine("")
        begin(self, partial(self.settings.show, model, self.selection.settings))
        self.status.show_account(None)
        if model is None:
            self.voices.explain("There is no model.")
            self.status.show_engine("unavailable", "")
            return
        if model.available:
            self._list_voices()
            self._ask_account()
            self.load()
        else:
            hint = shown_hint(self.app, model.hint)
            self.voices.explain(f"{model.name} can't speak here: {model.reason}\n\n{hint}")
            self.status.show_engine("unavailable", model.provider_name)

    def _ask_account(self) -> None:
        self.app.service.ask_account(self.selection.model, self.selection.provider)

    def _list_voices(self, *, refresh: bool = False) -> None:
        self.voices.explain("Looking for voices…")
        self.answers = "asking"
        self.app.service.list_voices(self.selection.model, self.selection.provider, refresh=refresh)

    def _show_selection(self) -> None:
        selection = self.selection
        self.engine.show(self.catalog, selection, self._voices)
        if self._voices:
            favourites = {
                each.id for each in self._voices if (selection.model, each.id) in self.app.favourites
            }
            self.voices.show(self._voices, selection.voice, favourites)
        work = self.app.speeds.of(selection.model)
        self.text.describe(self.model, selection.speed, work, self._voices)

    @on(messages.ModelsListed)
    def _take_models(self, message: messages.ModelsListed) -> None:
        self.catalog = Catalog(message.models)
        wanted, self.selection = self.selection, self.catalog.first(self.selection)
        self._begin_model()
        self._show_selection()
        if lost := loss_notice(wanted, self.selection):
            self.tell("Model", lost, "warning")
        self.models_known.set()
        begin(self, self.app.outputs.check, group="outputs", exclusive=True)

    @on(messages.VoicesListed)
    def _take_voices(self, message: messages.VoicesListed) -> None:
        if (message.model, message.provider) != (self.selection.model, self.selection.provider):
            return
        gone = isinstance(message.error, UnreachableError | DeadlineError | AuthenticationError)
        self._show_answer("unavailable" if gone else "ready")
        if message.error:
            self.voices.explain(f"{message.error.message}\n\n{shown_hint(self.app, message.error.hint)}")
            return
        self._voices = message.voices
        wanted, typed = self.selection.voice, self.app.settings.speech.voice
        self.selection = choose_voice(self.selection, self._voices, typed)
        if wanted and wanted != self.selection.voice:
            what = f"{wanted} isn't among its voices any more; {self.selection.voice} speaks instead."
            self.tell("Voice", what, "warning")
        self._show_selection()

    def _show_answer(self, state: EngineMark) -> None:
        """What its server's answer, or silence, makes of a model that is loaded; its engine has other troubles."""
        self.answers = state
        if self.status.engine_state in ("asking", "ready", "unavailable"):
            self.status.show_engine(state, self.selection.model)

    @on(messages.AccountReceived)
    def _show_account(self, message: messages.AccountReceived) -> None:
        """Of what went wrong, only that of the account itself: the rest voices and speech meet too, and tell."""
        if message.provider == self.selection.provider:
            self.status.show_account(message.account)
            if isinstance(message.error, AuthenticationError | QuotaError):
                self.tell("Account", message.error)
            elif message.error is None:
                self.notices.clear("Account")
