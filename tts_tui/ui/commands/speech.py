"""Speaking, and what becomes of the speech."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tts_tui.ui import dialogs, speaking
from tts_tui.ui.commands.base import Command, no_audio
from tts_tui.ui.workers import begin

if TYPE_CHECKING:
    from tts_tui.ui.stts_window import STTSWindow


class Speak(Command):
    """Speak the text, or only what is selected in it. Whatever was speaking stops."""

    id = "speak"
    label = "Speak"
    keys = "ctrl+g,f5"
    group = "Speech"
    footer = True
    shown_as = "^g"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        begin(window, partial(speaking.speak, window), group="speak", exclusive=True)


class Stop(Command):
    """Silence at once, and the synthesis ends. When nothing speaks: dismiss the message at the bottom."""

    id = "stop"
    label = "Stop"
    keys = "escape"
    group = "Speech"
    footer = True
    shown_as = "esc"

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.stop()


class GoOn(Command):
    """Speak the rest of what was stopped or failed, as one with the sentences that were made; none is made again."""

    id = "go-on"
    label = "Go on"
    keys = "alt+g"
    group = "Speech"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        if window.deck.can_go_on:
            window.tell_other_text(cls.label)
            begin(window, partial(speaking.go_on, window), group="speak", exclusive=True)
        elif window.deck.play_on():
            window.tell_other_text(cls.label)
        else:
            window.hint(cls.label, no_audio(window) or "Nothing was stopped before its end, or failed.")


class PlayPause(Command):
    """Pause, or go on from where it was paused; at the end, play again."""

    id = "play-pause"
    label = "Play"
    keys = "ctrl+@"
    group = "Speech"
    footer = True
    shown_as = "^␣"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.deck.toggle()

    @classmethod
    def why_not(cls, window: STTSWindow) -> str:
        return no_audio(window)


class Replay(Command):
    """Play what was made again from its beginning; nothing is synthesized anew."""

    id = "replay"
    label = "Replay"
    keys = "ctrl+l"
    group = "Speech"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.tell_other_text(cls.label)
        window.deck.replay()

    @classmethod
    def why_not(cls, window: STTSWindow) -> str:
        return no_audio(window)


class Save(Command):
    """Save the audio in one of seven formats. If it is still being made, the file is complete when it is."""

    id = "save"
    label = "Save"
    keys = "ctrl+s"
    group = "Speech"
    footer = True
    shown_as = "^s"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        begin(window, dialogs.save(window))

    @classmethod
    def why_not(cls, window: STTSWindow) -> str:
        return no_audio(window)


class PlayFromCursor(Command):
    """Play from the word at the text cursor, as far as the text is spoken already."""

    id = "play-from-cursor"
    label = "Play from cursor"
    keys = "f4"
    group = "Speech"

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.play_from_cursor()

    @classmethod
    def why_not(cls, window: STTSWindow) -> str:
        return no_audio(window)
