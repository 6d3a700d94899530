"""The list of all voices and the dialog of a blend: how they open, and what follows from them."""

from __future__ import annotations

from dataclasses import replace

from tts_tui.events.tts_events import Selection
from tts_tui.speech.errors import SpeechError
from tts_tui.ui.audition_window import AuditionWindow
from tts_tui.ui.auditions import selection_for
from tts_tui.ui.held_keys import opens_screen
from tts_tui.ui.screens.blend import BlendScreen
from tts_tui.ui.screens.voice_browser import VoiceBrowser


@opens_screen
async def browse(window: AuditionWindow) -> None:
    """Show every voice, then speak with the one that was chosen, or mix it."""
    chosen = await window.app.push_screen_wait(VoiceBrowser(window))
    if window.deck.loaded is not window.deck.take:
        window.deck.stop()
    if chosen is None:
        return
    what, row = chosen
    selection = selection_for(window, row)
    if what == "use":
        window.select(selection)
        window.hint(
            "Voice", f"{row.voice.label} speaks: {row.model.provider_name}, {selection.model}.", "done"
        )
    else:
        await _blend(window, selection)


@opens_screen
async def blend(window: AuditionWindow) -> None:
    """Mix voices, beginning with the one that is chosen."""
    await _blend(window, window.selection)


async def _blend(window: AuditionWindow, begun: Selection) -> None:
    mixers = await window.app.service.mixers()
    able = [model for model in window.catalog.all if model.backend in mixers and model.available]
    model = next((each for each in able if (each.provider, each.id) == (begun.provider, begun.model)), None)
    if model is None:
        if not able:
            window.tell("Blend", "No model here can mix voices; Kokoro's can.", "warning")
            return
        model, begun = able[0], Selection(able[0].provider, able[0].id)
    try:
        mixed = await window.app.service.mixed(model.id, model.provider, begun.voice) if begun.voice else None
    except SpeechError as error:
        window.tell("Blend", error)
        return
    window.deck.stop()
    screen = BlendScreen(window, model, begun, dict(mixed.blend.parts) if mixed else {})
    made = await window.app.push_screen_wait(screen)
    window.deck.end_listening()
    if made:
        window.select(window.catalog.first(replace(begun, voice=made, language="")))
    if (begun.provider, begun.model) == (window.selection.provider, window.selection.model):
        window.app.service.list_voices(model.id, model.provider)  # a name may have come
