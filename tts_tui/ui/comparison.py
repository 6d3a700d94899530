"""Takes of one sentence beside each other, and what follows from comparing them."""

from __future__ import annotations

from tts_tui.events.compared_choices import beginning
from tts_tui.ui.audition_window import AuditionWindow
from tts_tui.ui.held_keys import opens_screen
from tts_tui.ui.screens.compare import CompareScreen


@opens_screen
async def compare(window: AuditionWindow) -> None:
    """Compare the selection, or the sentence at the cursor, and speak with the winner."""
    text = window.compared_text
    if not any(map(str.isalnum, text)):
        window.hint("Compare", "There is no sentence at the cursor.")
        return
    window.deck.give_away()
    first = beginning(window.selection, window.favourite_voices)
    screen = CompareScreen(window, text, first, window.catalog, window.known_voices)
    if winner := await window.app.push_screen_wait(screen):
        window.select(winner)
        window.hint("Compare", f"{winner.voice or winner.model} speaks from now on.", "done")
