"""A blend of voices: weights that are changed, heard as they change, and kept under a name."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from tts_tui.events.samples import sample_for
from tts_tui.events.tts_events import Selection
from tts_tui.speech.blend import Blend, blend_of, checked_name
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import SpeechError, UsageError
from tts_tui.ui.audition_window import AuditionWindow
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.held_keys import opens_screen
from tts_tui.ui.hints import shown_error
from tts_tui.ui.screens.ask import AskScreen
from tts_tui.ui.screens.command_screen import CommandScreen
from tts_tui.ui.screens.voice_browser import VoiceBrowser
from tts_tui.ui.widgets.blend_rows import MOST, BlendRows
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.workers import begin

_SETTLED_SECONDS = 0.12
"""After the last change, before the sentence is made again: a key that is held down changes much."""
_AGAIN_SECONDS = 0.1
"""How often it is looked whether the sentence has ended."""
_FIRST = 50.0
"""Weight of a voice that is added."""
_BEGIN = "+ adds a voice to mix; ← → change how much of it, and space lets you hear that."


class BlendScreen(CommandScreen[str | None]):
    """The blend to speak with as text, None for none. Its commands are the window's."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Close", key_display="esc")]
    STATUS = "#blend-status"
    AUTO_FOCUS = "BlendRows"

    _rows = query_one(BlendRows)
    _text = query_one("#blend-text", Input)
    _named = query_one("#blend-name", Input)
    _status_line = query_one("#blend-status", Static)

    def __init__(
        self, window: AuditionWindow, model: Model, selection: Selection, weights: dict[str, float]
    ) -> None:
        """
        Args:
            window: what the commands are run in.
            selection: how the blend is spoken, but for its voice.
            weights: to begin with, by voice, summing to 1.
        """
        super().__init__()
        self._window: AuditionWindow = window
        self._model = model
        self._selection = selection
        self._begun = {voice: round(100 * weight, 2) for voice, weight in weights.items()}
        self._looping = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog", id="blend") as dialog:
            dialog.border_title = "Blend"
            dialog.border_subtitle = (
                f"{self._model.provider_name} · {self.app.moving('← →')} 5 · shift 1 · 0 out"
            )
            yield BlendRows()
            with Horizontal(classes="line"):
                yield Static("as text", classes="field")
                yield Input(placeholder="t: a:60,b:40 or a(3)+b(2)", compact=True, id="blend-text")
            with Horizontal(classes="line"):
                yield Static("name", classes="field")
                yield Input(placeholder="s: keeps it under a name", compact=True, id="blend-name")
            yield Static(id="blend-status", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self._window.mixer = self
        self.set_interval(_AGAIN_SECONDS, self._again)
        self._change(self._begun)

    def on_unmount(self) -> None:
        self._window.mixer = None

    # ---- what it is, and how it sounds

    @property
    def _blend(self) -> Blend | None:
        try:
            return blend_of(self._rows.weights)
        except UsageError:
            return None

    def _change(self, weights: dict[str, float]) -> None:
        self._rows.weights = weights
        blend = self._blend
        self._text.value = blend.text if blend else ""
        self.refresh_bindings()
        begin(self, self._settle, group="settle", exclusive=True)

    async def _settle(self) -> None:
        """Say what the blend is, and have it heard, once nothing has changed for a moment."""
        blend = self._blend
        if blend is None:
            self._tell(self.app.moving(_BEGIN))
            return
        try:
            mixed = await self.app.service.mixed(self._model.id, self._model.provider, blend.text)
            alone = len(blend.parts) < 2
            self._tell(self.app.moving(_BEGIN) if alone else mixed.warning, "$faint" if alone else "$warning")
            if not self._looping:
                return
            await asyncio.sleep(_SETTLED_SECONDS)
            says = self._window.sentence_at_cursor or sample_for(mixed.language)
            self._tell_state("making…")
            clip = await self.app.service.sample_clip(self._selection.request(says, voice=blend.text))
        except SpeechError as error:
            self._tell_state("")
            self._status_line.update(shown_error(self.app, error))
            return
        if self._looping:
            self._window.deck.change_over(clip)
            self._tell_state("♪ loops · a change is heard at the same place once it is made")

    def _tell(self, what: str, style: str = "$faint") -> None:
        self._status_line.update(Content.styled(what, style))

    def _tell_state(self, state: str) -> None:
        self.query_one("#blend", Vertical).border_title = f"Blend  {state}" if state else "Blend"

    def _again(self) -> None:
        if self._looping:
            self._window.deck.loop()

    # ---- what its commands do

    @property
    def highlighted(self) -> str:
        return self._rows.highlighted

    def change_weight(self, by: int) -> None:
        voice, weights = self.highlighted, dict(self._rows.weights)
        weights[voice] = min(max(0.0, weights[voice] + by), float(MOST))
        if any(weights.values()):
            self._change(weights)
        else:
            self._tell("A blend needs at least one voice.", "$warning")

    @on(BlendRows.Set)
    def _set(self, event: BlendRows.Set) -> None:
        self._change({**self._rows.weights, event.voice: event.weight})

    def take_out(self) -> None:
        voice = self.highlighted
        self._change({each: weight for each, weight in self._rows.weights.items() if each != voice})

    def add_voice(self) -> None:
        begin(self, self._add_voice())

    @opens_screen
    async def _add_voice(self) -> None:
        window, model = self._window, self._model
        window.deck.end_listening()
        browser = VoiceBrowser(
            window, only=lambda each: (each.provider, each.id) == (model.provider, model.id)
        )
        chosen = await self.app.push_screen_wait(browser)
        window.deck.stop()
        if chosen is None:
            return
        mixed = await self.app.service.mixed(model.id, model.provider, chosen[1].voice.id)
        weights = dict(self._rows.weights)
        for voice, weight in mixed.blend.parts:
            weights[voice] = weights.get(voice, 0.0) or _FIRST * weight
        self._change(weights)

    def toggle_loop(self) -> None:
        """Costs nothing where the model runs here; for what is paid nothing loops."""
        if self._model.usd_per_million_characters != 0:
            self._tell("This model costs money, so its blends aren't looped.", "$warning")
            return
        self._looping = not self._looping
        if self._looping:
            begin(self, self._settle, group="settle", exclusive=True)
        else:
            self._window.deck.end_listening()
            self._tell_state("")

    def use(self) -> None:
        if blend := self._blend:
            self.dismiss(blend.text)

    def name_it(self) -> None:
        self.set_focus(self._named)

    def copy(self, *, as_sum: bool) -> None:
        if blend := self._blend:
            text = blend.sum_text if as_sum else blend.text
            self.app.copy_to_clipboard(text)
            self._tell(f"Copied: {text}", "$success")

    def edit_text(self) -> None:
        self.set_focus(self._text)

    @on(Input.Submitted, "#blend-text")
    def _take_text(self) -> None:
        begin(self, self._read_text, group="text", exclusive=True)

    async def _read_text(self) -> None:
        try:
            mixed = await self.app.service.mixed(self._model.id, self._model.provider, self._text.value)
        except SpeechError as error:
            self._status_line.update(shown_error(self.app, error))
            return
        self.set_focus(self._rows)
        self._change({voice: round(100 * weight, 2) for voice, weight in mixed.blend.parts})

    @on(Input.Submitted, "#blend-name")
    def _take_name(self) -> None:
        begin(self, self._keep, group="name", exclusive=True)

    async def _keep(self) -> None:
        blend = self._blend
        try:
            name = checked_name(self._named.value)
            if blend is None:
                raise UsageError("There is no blend to keep.", hint="Add a voice first.")
            await self._check_free(name)
            known = await asyncio.to_thread(self.app.blends.by_name)
            if known.get(name, blend.text) != blend.text and not await self.app.push_screen_wait(
                AskScreen("Blend", f"{name} is a blend already: {known[name]}.", "Replace it")
            ):
                return
            await asyncio.to_thread(self.app.blends.keep, name, blend.text)
        except SpeechError as error:
            self._status_line.update(shown_error(self.app, error))
            return
        self.set_focus(self._rows)
        self._tell(f"Kept: “{name}” is in the list of voices, and `say --voice` knows it.", "$success")

    async def _check_free(self, name: str) -> None:
        voices = await self.app.service.voices(self._model.id, self._model.provider)
        if any(name.casefold() == voice.id.casefold() for voice in voices):
            raise UsageError(f"{name} is a voice already.", hint="Give the blend another name.")

    def action_leave(self) -> None:
        """Back to the voices, then to the window."""
        if self._rows.has_focus:
            self.dismiss(None)
        else:
            self.set_focus(self._rows)
