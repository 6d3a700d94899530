"""What was spoken before: showing it, and the keys of its list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tts_tui.ui import speaking
from tts_tui.ui.commands.base import Command
from tts_tui.ui.workers import begin

if TYPE_CHECKING:
    from tts_tui.ui.stts_window import STTSWindow


class ShowHistory(Command):
    """What was spoken before, newest first: speak it again, change it, or forget it."""

    id = "history"
    label = "History"
    keys = "ctrl+r"
    group = "Window"
    footer = True
    shown_as = "^r"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        from tts_tui.ui.screens.history import HistoryScreen  # it has these commands' keys

        window.app.push_screen(HistoryScreen())


class HistoryCommand(Command):
    group = "History"
    footer = True

    @classmethod
    def why_not(cls, window: STTSWindow) -> str:
        return "" if window.history and window.history.highlighted else "Nothing is chosen in the history."


class SpeakAgain(HistoryCommand):
    """Speak the text anew, in the voice and with the settings of then."""

    id = "history-speak"
    label = "Speak again"
    keys = "enter"

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        if window.history and (said := window.history.highlighted):
            window.history.dismiss()
            again = partial(speaking.speak_again, window, said.request())
            begin(window, again, group="speak", exclusive=True)


class EditAgain(HistoryCommand):
    """Put the text, its model, voice and settings back into the window; undo brings back the text that was there."""

    id = "history-edit"
    label = "Edit again"
    keys = "e"

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        if window.history and (said := window.history.highlighted):
            window.history.dismiss()
            window.bring_back(said.request())


class Forget(HistoryCommand):
    """Forget the text; what it cost stays counted."""

    id = "history-forget"
    label = "Forget"
    keys = "d,delete"

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        if window.history:
            window.history.forget()


class FilterHistory(Command):
    """Narrow the history by a part of the text, the voice or the model; enter goes back to the list."""

    id = "history-filter"
    label = "Filter"
    keys = "slash"
    shown_as = "/"
    group = "History"
    footer = True

    @classmethod
    def why_not(cls, window: STTSWindow) -> str:
        return "" if window.history else "The history isn't shown."

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        if window.history:
            window.history.filter.focus()
