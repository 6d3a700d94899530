"""The screens of engines and of cloned voices, and what follows from them."""

from __future__ import annotations

from dataclasses import replace

from tts_tui.events.cloning import find_cloning
from tts_tui.events.tts_events import Selection
from tts_tui.speech.errors import SpeechError
from tts_tui.ui.engine_window import EngineWindow
from tts_tui.ui.held_keys import opens_screen
from tts_tui.ui.playing_window import PlayingWindow
from tts_tui.ui.screens.engines import EnginesScreen
from tts_tui.ui.screens.voice_profiles import VoiceProfilesScreen


def show_engines(window: EngineWindow) -> None:
    """Show the engines that can be installed."""

    def serves(backend: str) -> list[str]:
        return [model.name for model in window.catalog.run_by(backend)]

    window.app.push_screen(EnginesScreen(window.app.engines, serves))


@opens_screen
async def show_voice_profiles(window: PlayingWindow) -> None:
    """Show the cloned voices, then speak with the one that was chosen; they may all have changed."""
    try:
        cloning = await find_cloning(window.app.service, window.model.backend if window.model else "")
    except SpeechError as error:
        window.tell("Cloned voices", error)
        return
    if cloning is None:
        window.hint("Cloned voices", "No engine here can clone a voice.")
        return
    speaking = window.catalog.run_by(cloning.backend)
    maker = speaking[0].provider_name if speaking else cloning.backend
    screen = VoiceProfilesScreen(cloning.profiles, maker, cloning.missing, window.deck.hear)
    chosen = await window.app.push_screen_wait(screen)
    window.deck.stop()
    if chosen and speaking:
        selection = window.selection
        models = [model for model in speaking if model.id == selection.model] or speaking
        model = next((model for model in models if model.available), models[0])
        if selection.model != model.id:
            selection = window.catalog.choose_model(Selection(provider=model.provider), model.id)
        window.select(replace(selection, voice=chosen, language=""))
    window.refresh_voices()
