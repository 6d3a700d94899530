"""Engines that are installed, loaded and unloaded, and the voices cloned with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tts_tui.ui import engine_dialogs
from tts_tui.ui.commands.base import NO_MODEL, Command
from tts_tui.ui.workers import begin

if TYPE_CHECKING:
    from tts_tui.ui.stts_window import STTSWindow


class ShowEngines(Command):
    """Install, mend or remove the engines that don't come with the app: Kokoro on PyTorch, Chatterbox."""

    id = "engines"
    label = "Engines"
    keys = "alt+e"
    group = "Engines"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        engine_dialogs.show_engines(window)


class LoadEngine(Command):
    """Load the chosen model, so that it speaks at once."""

    id = "engine-load"
    label = "Load model"
    keys = "alt+l"
    group = "Engines"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.load()

    @classmethod
    def why_not(cls, window: STTSWindow) -> str:
        if window.model is None:
            return NO_MODEL
        if not window.model.available:
            return f"{window.model.name} can't speak here: {window.model.reason}"
        return f"{window.model.name} is loaded." if window.loaded else ""


class UnloadEngine(Command):
    """Stop, and free the memory that the chosen model holds; it is loaded again when it is to speak."""

    id = "engine-unload"
    label = "Unload model"
    keys = "alt+u"
    group = "Engines"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.unload()

    @classmethod
    def why_not(cls, window: STTSWindow) -> str:
        return "" if window.loaded else "Nothing of the model is loaded here."


class ShowVoiceProfiles(Command):
    """Voices cloned from clips with Chatterbox: make, hear, remove, export and import them."""

    id = "cloned-voices"
    label = "Cloned voices"
    keys = "alt+v"
    group = "Engines"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        begin(window, engine_dialogs.show_voice_profiles(window))
