"""The text, and the window itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tts_tui.ui import dialogs
from tts_tui.ui.commands.base import NO_MODEL, Command, no_audio
from tts_tui.ui.workers import begin

if TYPE_CHECKING:
    from tts_tui.ui.stts_window import STTSWindow


class OpenText(Command):
    """Open a text file in the place of the text; undo brings the old text back."""

    id = "open"
    label = "Open"
    keys = "ctrl+o"
    group = "Text"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        begin(window, dialogs.open_text(window))


class NewText(Command):
    """Start with an empty text; undo brings the old one back."""

    id = "new"
    label = "New"
    keys = "ctrl+n"
    group = "Text"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.new_text()


class FollowSpeech(Command):
    """Follow the speech: the spoken word is marked; arrow keys or a click go to a word. The same key returns."""

    id = "follow"
    label = "Follow"
    keys = "f8"
    group = "Text"
    footer = True
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.toggle_follow()

    @classmethod
    def why_not(cls, window: STTSWindow) -> str:
        return no_audio(window)


class ShowText(Command):
    """Go to the text."""

    id = "text"
    label = "Text"
    keys = "f2"
    group = "Window"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.show_text()


class ShowVoices(Command):
    """Go to the voices; in a small window they take the place of the text, and the same key returns."""

    id = "voices"
    label = "Voices"
    keys = "ctrl+b,alt+b"  # tmux keeps the first for itself
    group = "Window"
    footer = True
    shown_as = "^b"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.show_voices()


class ShowProvider(Command):
    """Go to the provider selector; tab leads on to model, voice and speed."""

    id = "provider"
    label = "Provider"
    keys = "ctrl+t"
    group = "Window"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.engine.provider.focus()


class ShowSettings(Command):
    """Go to the settings that this model has beyond voice and speed."""

    id = "settings"
    label = "Model settings"
    keys = "f3"
    group = "Window"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.show_settings()

    @classmethod
    def why_not(cls, window: STTSWindow) -> str:
        if window.model is None:
            return NO_MODEL
        return "" if window.model.settings else f"{window.model.name} has no settings beyond voice and speed."


class ShowPlayer(Command):
    """Go to the player, where the arrow keys seek and the digits jump to tenths."""

    id = "player"
    label = "Player"
    keys = "f10"
    group = "Window"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.player.waveform.focus()


class EnterKey(Command):
    """Enter the key of the selected provider; it is kept in the system's keyring, or in a file only you can read."""

    id = "key"
    label = "Provider's key"
    keys = "f9"
    group = "Window"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        begin(window, dialogs.enter_key(window))

    @classmethod
    def why_not(cls, window: STTSWindow) -> str:
        if window.model is None:
            return NO_MODEL
        return "" if window.model.takes_key else f"{window.model.provider_name} needs no key."


class ChooseOutput(Command):
    """Choose where the sound goes, now and in later runs."""

    id = "output"
    label = "Sound output"
    group = "Window"

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        begin(window, dialogs.choose_output(window), group="outputs", exclusive=True)


class SwitchTheme(Command):
    """Change between the dark and the light theme; the palette's “Theme” has more."""

    id = "light-dark"
    label = "Light or dark"
    keys = "f12"
    group = "Window"

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.app.switch_theme()


class ShowHelp(Command):
    """Every key and command, with what it does."""

    id = "help"
    label = "Help"
    keys = "f1"
    group = "Window"
    footer = True
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        from tts_tui.ui.screens.help import HelpScreen  # it lists the commands

        window.app.push_screen(HelpScreen())


class Dismiss(Command):
    """Dismiss the message at the bottom, whatever is speaking goes on; so does a click on it."""

    id = "dismiss"
    label = "Dismiss message"
    keys = "alt+m"
    group = "Window"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.notices.dismiss()

    @classmethod
    def why_not(cls, window: STTSWindow) -> str:
        return "" if window.notices.display else "There is no message."


class Quit(Command):
    """Leave; the text is kept for the next time."""

    id = "quit"
    label = "Quit"
    keys = "ctrl+q"
    group = "Window"
    priority = True

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.app.exit()
