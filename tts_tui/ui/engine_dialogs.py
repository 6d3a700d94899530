"""The screens of engines and of cloned voices, and what follows from them."""

from __future__ import annotations

from dataclasses import replace

from tts_tui.backends.voice_profiles import VoiceProfiles
from tts_tui.events.cloning import why_no_cloning
from tts_tui.events.tts_events import Selection
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
    data = window.app.data_folder
    screen = VoiceProfilesScreen(VoiceProfiles.under(data), why_no_cloning(data), window.deck.hear)
    chosen = await window.app.push_screen_wait(screen)
    window.deck.stop()
    cloning = window.catalog.run_by("chatterbox")
    if chosen and cloning:
        models = [model for model in cloning if model.id == window.selection.model] or cloning
        model = next((model for model in models if model.available), models[0])
        selection = window.selection
        if selection.model != model.id:
            selection = window.catalog.choose_model(Selection(provider=model.provider), model.id)
        window.select(replace(selection, voice=chosen, language=""))
    window.refresh_voices()
