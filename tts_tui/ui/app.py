"""The application: the window, its themes, and how it begins and ends."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from io import FileIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual.actions import ActionParseResult, parse
from textual.app import App, ScreenStackError, SystemCommand
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome
from textual.screen import Screen

from tts_tui.events.service import OnState
from tts_tui.speech.errors import SpeechError
from tts_tui.store.opened import OpenedFiles
from tts_tui.store.paths import Paths
from tts_tui.studio.session import Session, open_session
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.commands import COMMANDS as COMMAND_TABLE
from tts_tui.ui.commands.palette import SpeechCommands
from tts_tui.ui.dismissing import guard as guard_dismissing
from tts_tui.ui.glyphs import glyphs_of
from tts_tui.ui.no_color import MONO, NoColor
from tts_tui.ui.opening import read_again
from tts_tui.ui.option_lists import guard as guard_option_lists
from tts_tui.ui.screens.command_screen import CommandScreen
from tts_tui.ui.signals import PATIENCE, ended_by_signals
from tts_tui.ui.stts_window import PlainWindow, STTSWindow
from tts_tui.ui.themes import CONTRAST, INK, NEUTRAL, PAPER
from tts_tui.ui.typed import guard as guard_typed

if TYPE_CHECKING:
    from tts_tui.audio.play.player import Player
    from tts_tui.backends.manager import TTSBackendManager

JUMP = COMMAND_TABLE["jump"]

logger = logging.getLogger(__name__)
guard_option_lists()
guard_dismissing()
guard_typed()


class TTSApp(BaseApp):
    """The window, and what is the same for every screen.

    Attributes:
        window: the main screen.
    """

    window: STTSWindow

    TITLE = "tts-tui"
    CSS_PATH = "app.tcss"
    COMMANDS = App.COMMANDS | {SpeechCommands}
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_DISPLAY = "^p"
    # Textual's own, with a name that leaves the other keys their room in 80 columns
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(App.COMMAND_PALETTE_BINDING, "command_palette", "All", show=False, priority=True),
        # in dialogs, too, which hide what isn't of the app
        Binding(JUMP.keys, "jump", JUMP.label, show=False, priority=True, id=JUMP.id),
    ]

    def __init__(
        self,
        session: Session,
        manager: Callable[[], TTSBackendManager],
        player: Callable[[OnState], Player],
        first_text: str | None = None,
        document: Path | None = None,
        pipe: int | None = None,
    ) -> None:
        """
        Args:
            session: the user's folders, settings and keys.
            manager: makes the backends' manager, in the service's thread.
            player: makes the player, in the service's thread.
            first_text: what to start with; the text of the last time when left out.
            document: the file that it was read from.
            pipe: the descriptor from which the text comes.

        Raises:
            SettingsError: the file of favourites is broken, or a key or an action of the user's isn't one.
        """
        super().__init__(session, manager, player, first_text, document)
        self._leaving = False
        look = session.settings.ui.look
        self.window = PlainWindow(pipe) if look == "plain" else STTSWindow(pipe)
        self.register_theme(INK)
        self.register_theme(PAPER)
        self.register_theme(CONTRAST)
        if self.no_color:
            self.register_theme(MONO)
        self._glyphs = glyphs_of(look)
        wanted = MONO.name if self.no_color else self.settings.ui.theme
        self._begin_in(wanted if wanted in self.available_themes else INK.name)

    def _begin_in(self, theme: str) -> None:
        """Have that theme before the style sheets are parsed: to set it would parse them, and style all, once more."""
        self.set_reactive(App.theme, theme)
        dark = self.current_theme.dark
        self.update_classes({"-dark-mode": dark, "-light-mode": not dark}, update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        if self.calm:
            self.animation_level = "none"
        self.set_class(self.settings.ui.look == "plain", "-plain")
        self.app_resume_signal.subscribe(self, self._draw_again)

    def _draw_again(self, _app: object) -> None:
        """The terminal is another's no longer, and shows nothing of ours: Textual draws what changed since."""
        self.screen.refresh(layout=True)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Of Textual's own commands the one that has its use here."""
        if not self.no_color:
            yield SystemCommand(
                "Theme", "Choose the colours: dark, light or high contrast.", self.search_themes
            )

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's, and what draws with other signs or without colour where the user wants that."""
        # greys are colours, too
        own = [each for each in super().get_line_filters() if not isinstance(each, Monochrome)]
        own += [NoColor()] if self.no_color else []
        return (*own, self._glyphs) if self._glyphs else own

    def get_driver_class(self) -> type[Driver]:
        """Textual's for this system, on Linux and macOS with our reader of the terminal."""
        driver = super().get_driver_class()
        if driver.__name__ != "LinuxDriver":
            return driver
        from tts_tui.ui.driver import TerminalDriver  # there is no termios elsewhere

        return TerminalDriver

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colours in the themes that don't know them."""
        return NEUTRAL

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do it; where there is nothing to do, the window says why, and the key goes no further."""
        if not self.screen.is_mounted:  # a slow machine hasn't composed it: what a key asks of isn't there
            return True
        if await super().run_action(action, default_namespace, namespaces):
            return True
        _, name, parameters = parse(action) if isinstance(action, str) else action
        screen = self.screen
        if name != "command" or not isinstance(screen, STTSWindow | CommandScreen):
            return False
        screen.explain(str(parameters[0]))
        return True

    def action_help_quit(self) -> None:
        """Said at ctrl+c where nothing is selected to be copied: many press it to leave."""
        stop, leave = self.key_of("stop"), self.key_of("quit")
        self.window.hint("Quit", f"{leave} leaves, {stop} silences; ^c copies what is selected.")

    async def action_quit(self) -> None:
        """Leave, also out of a dialog."""
        self.window.leave()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave, keeping the text and what speaks it."""
        if self.window.is_mounted:
            self.window.keep(PATIENCE)
        self._leaving = True
        super().exit(result, return_code, message)

    # Textual has no public place to decide what a fault means, and shows a traceback with the values of variables.

    def _handle_exception(self, error: Exception) -> None:
        """A widget that finds its parts gone while everything closes is no fault; the rest ends the app."""
        if self._leaving and isinstance(error, NoMatches | ScreenStackError):
            return
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End with the text kept, a line for the user and the traceback in the log."""
        logger.error("the window ended by a fault", exc_info=True)
        with suppress(Exception):  # whatever broke may be what holds the text
            self.window.keep(PATIENCE)
        self.panic(
            Text.assemble(
                ("Error:", "bold red"),
                " tts-tui hit a bug and had to stop. Your text is kept.\n"
                f"  What happened is in {Paths.of_user().log_file}",
            )
        )


def log_on(descriptor: int) -> TextIOWrapper:
    """What is written there at once or never: nothing waits in a buffer until the descriptor is the terminal again."""
    return TextIOWrapper(FileIO(descriptor, "w", closefd=False), encoding="utf-8", write_through=True)


def run(document: Path | None = None, pipe: int | None = None) -> int:
    """Open the window, and return the exit code when it is closed.

    Args:
        document: a text file to start with.
        pipe: a descriptor from which the text comes.
    """
    # descriptor 2 is the log file by now (tts_tui.terminal), and `sys.stderr` the screen
    logging.basicConfig(stream=log_on(2), level=logging.WARNING)
    logging.raiseExceptions = False  # a disk too full for the log is told where it matters, not on the screen
    try:
        session = open_session()
        text = (
            read_again(document, OpenedFiles(session.paths.opened_file))
            if document
            else None
            if pipe is None
            else ""
        )

        def manager() -> TTSBackendManager:
            return session.open_manager()

        def player(on_state: OnState) -> Player:
            from tts_tui.audio.play.player import Player

            audio, device = session.settings.audio, session.output_choice().device
            lead_in = audio.lead_in_ms / 1000
            return Player(
                device=device, volume=audio.volume, rate=audio.rate, lead_in=lead_in, on_state=on_state
            )

        app = TTSApp(session, manager, player, text, document, pipe)
    except SpeechError as error:
        from tts_tui.cli.printing import tell_error

        tell_error(error)
        return error.exit_code
    with ended_by_signals(app, app.window.keep):
        app.run()
    code = app.return_code or 0
    if app.service.running:
        # An engine is in the middle of a native call that nothing can interrupt, and Python would wait for its
        # thread. Nothing needs it any more: the text is kept, files being written are parts that can be played.
        sys.stdout.flush()
        os._exit(code)
    return code
