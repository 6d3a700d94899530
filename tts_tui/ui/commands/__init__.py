"""Every command of the window, grouped as the help shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from tts_tui.ui.commands.base import Command
from tts_tui.ui.commands.engines import LoadEngine, ShowEngines, ShowVoiceProfiles, UnloadEngine
from tts_tui.ui.commands.history import EditAgain, FilterHistory, Forget, ShowHistory, SpeakAgain
from tts_tui.ui.commands.player import (
    Back,
    Faster,
    Forward,
    Louder,
    Quieter,
    SentenceBack,
    SentenceOn,
    Slower,
    Toggle,
)
from tts_tui.ui.commands.speech import GoOn, PlayFromCursor, PlayPause, Replay, Save, Speak, Stop
from tts_tui.ui.commands.voices import FavouriteVoice, FilterVoices, HearVoice, RefreshVoices, UseVoice
from tts_tui.ui.commands.window import (
    ChooseOutput,
    Dismiss,
    EnterKey,
    FollowSpeech,
    NewText,
    OpenText,
    Quit,
    ShowHelp,
    ShowPlayer,
    ShowProvider,
    ShowSettings,
    ShowText,
    ShowVoices,
    SwitchTheme,
)

CommandType: TypeAlias = type[Command]

WINDOW_COMMANDS: tuple[CommandType, ...] = (
    Speak,
    Stop,
    PlayPause,
    Save,
    ShowVoices,
    ShowHistory,
    ShowHelp,
    FollowSpeech,
    GoOn,
    Replay,
    PlayFromCursor,
    OpenText,
    NewText,
    ShowText,
    ShowProvider,
    ShowSettings,
    ShowPlayer,
    EnterKey,
    ShowEngines,
    ShowVoiceProfiles,
    LoadEngine,
    UnloadEngine,
    SwitchTheme,
    Dismiss,
    Quit,
)
"""Those with a key everywhere, in the footer's order."""

VOICE_COMMANDS: tuple[CommandType, ...] = (HearVoice, UseVoice, FavouriteVoice, FilterVoices, RefreshVoices)
HISTORY_COMMANDS: tuple[CommandType, ...] = (SpeakAgain, EditAgain, Forget, FilterHistory)
PLAYER_COMMANDS: tuple[CommandType, ...] = (
    Toggle,
    Back,
    Forward,
    SentenceBack,
    SentenceOn,
    Slower,
    Faster,
    Quieter,
    Louder,
)

_ALL: tuple[CommandType, ...] = (
    *WINDOW_COMMANDS,
    ChooseOutput,
    *VOICE_COMMANDS,
    *PLAYER_COMMANDS,
    *HISTORY_COMMANDS,
)
COMMANDS: Mapping[str, CommandType] = {command.id: command for command in _ALL}
