"""The part of the window that lets takes of one sentence be compared."""

from __future__ import annotations

from tts_tui.events.compared_choices import beginning
from tts_tui.ui.audition_window import AuditionWindow
from tts_tui.ui.commands.base import ComparedRows
from tts_tui.ui.held_keys import opens_screen
from tts_tui.ui.screens.compare import CompareScreen
from tts_tui.ui.workers import begin


class ComparingWindow(AuditionWindow):
    """
    Attributes:
        compared: the takes, while they are shown.
    """

    def __init__(self, pipe: int | None = None) -> None:
        super().__init__(pipe)
        self.compared: ComparedRows | None = None
        self._compared_text = ""

    def compare(self) -> None:
        """Compare the selection, or the sentence at the cursor, and speak with the winner."""
        _, text = self.text.spoken_part
        if text == self.text.text:
            text = self._sentence()
        if not any(map(str.isalnum, text)):
            self.hint("Compare", "There is no sentence at the cursor.")
            return
        self._compared_text = text
        begin(self, _compare(self))


@opens_screen
async def _compare(window: ComparingWindow) -> None:
    marked = [
        each.id for each in window._voices if (window.selection.model, each.id) in window.app.favourites
    ]
    window.deck.give_away()
    screen = CompareScreen(
        window, window._compared_text, beginning(window.selection, marked), window.catalog, window._voices
    )
    if winner := await window.app.push_screen_wait(screen):
        window.select(winner)
        window.hint("Compare", f"{winner.voice or winner.model} speaks from now on.")
