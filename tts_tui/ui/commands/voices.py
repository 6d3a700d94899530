"""Keys of the voice list, which work while the list has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tts_tui.ui.commands.base import Command

if TYPE_CHECKING:
    from tts_tui.ui.stts_window import STTSWindow


class VoiceCommand(Command):
    group = "Voices"

    @classmethod
    def why_not(cls, window: STTSWindow) -> str:
        return "" if window.voices.highlighted_voice else "There is no voice in the list."


class HearVoice(VoiceCommand):
    """Speak a short sample in the highlighted voice, at once; arrow keys and j, k move to the next."""

    id = "voice-hear"
    label = "Hear voice"
    keys = "space"

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.hear_voice()


class UseVoice(VoiceCommand):
    """Speak with the highlighted voice from now on."""

    id = "voice-use"
    label = "Use voice"
    keys = "enter"

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.use_voice()


class FavouriteVoice(VoiceCommand):
    """Mark the highlighted voice as a favourite, or no longer; favourites stand first."""

    id = "voice-favourite"
    label = "Favourite"
    keys = "asterisk"
    shown_as = "*"

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.toggle_favourite()


class FilterVoices(Command):
    """Narrow the list by words of name, language or gender, such as “en-gb female”; enter goes back to the list."""

    id = "voice-filter"
    label = "Filter voices"
    keys = "slash"
    shown_as = "/"
    group = "Voices"

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.filter_voices()


class RefreshVoices(Command):
    """Ask the provider for its voices again."""

    id = "voice-refresh"
    label = "Refresh voices"
    keys = "r"
    group = "Voices"

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.refresh_voices()
