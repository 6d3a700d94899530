"""Every command of the window, in few tables."""

from __future__ import annotations

from collections.abc import Mapping

from tts_tui.ui.commands.base import Command
from tts_tui.ui.commands.chapters import CHAPTERS as CHAPTER_COMMANDS
from tts_tui.ui.commands.comparison import COMPARE as COMPARE_COMMANDS
from tts_tui.ui.commands.lists import HISTORY as HISTORY_COMMANDS
from tts_tui.ui.commands.lists import PLAYER as PLAYER_COMMANDS
from tts_tui.ui.commands.lists import SAID as SAID_COMMANDS
from tts_tui.ui.commands.lists import VOICES as VOICE_COMMANDS
from tts_tui.ui.commands.takes import TAKES as TAKES_COMMANDS
from tts_tui.ui.commands.voices import BROWSER as BROWSER_COMMANDS
from tts_tui.ui.commands.voices import MIXER as MIXER_COMMANDS
from tts_tui.ui.commands.window import WINDOW

WINDOW_COMMANDS = tuple(command for command in WINDOW if command.keys)
"""Those with a key everywhere, in the footer's order."""

COMMANDS: Mapping[str, Command] = {
    command.id: command
    for command in (
        *WINDOW,
        *SAID_COMMANDS,
        *TAKES_COMMANDS,
        *VOICE_COMMANDS,
        *PLAYER_COMMANDS,
        *HISTORY_COMMANDS,
        *BROWSER_COMMANDS,
        *MIXER_COMMANDS,
        *COMPARE_COMMANDS,
        *CHAPTER_COMMANDS,
    )
}

__all__ = [
    "BROWSER_COMMANDS",
    "CHAPTER_COMMANDS",
    "COMMANDS",
    "COMPARE_COMMANDS",
    "HISTORY_COMMANDS",
    "MIXER_COMMANDS",
    "PLAYER_COMMANDS",
    "SAID_COMMANDS",
    "TAKES_COMMANDS",
    "VOICE_COMMANDS",
    "WINDOW_COMMANDS",
    "Command",
]
