"""The application: themes, folders, the speech service, and one window."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.console import RenderableType
from textual import events
from textual.actions import ActionParseResult, parse
from textual.app import App
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.driver import Driver
from textual.screen import Screen

from tts_tui.backends.base import BackendContext
from tts_tui.cli.output import tell_error
from tts_tui.events.engines import Engines
from tts_tui.events.last_selection import LastSelection, wanted
from tts_tui.events.messages import Trouble
from tts_tui.events.outputs import Outputs
from tts_tui.events.service import OnState, SpeechService
from tts_tui.events.targets import SaveTarget
from tts_tui.speech.errors import SpeechError
from tts_tui.store.drafts import Draft, Drafts
from tts_tui.store.favourites import Favourites
from tts_tui.store.speeds import Speeds
from tts_tui.store.user_paths import current_folder, expanded
from tts_tui.studio.budget import Budget
from tts_tui.studio.session import Session, open_session
from tts_tui.ui.commands import COMMANDS
from tts_tui.ui.commands.palette import SpeechCommands
from tts_tui.ui.held_keys import HeldKeys
from tts_tui.ui.keeper import Keeper
from tts_tui.ui.keymap import checked_keymap
from tts_tui.ui.opening import read_text
from tts_tui.ui.place import Place
from tts_tui.ui.signals import ended_by_signals
from tts_tui.ui.stts_window import STTSWindow
from tts_tui.ui.themes import INK, NEUTRAL, PAPER

if TYPE_CHECKING:
    from tts_tui.audio.play.player import Player
    from tts_tui.backends.manager import TTSBackendManager


FUNCTION_KEY = re.compile(r"f\d+")


class TTSApp(App[None]):
    """Holds what outlives a screen.

    Attributes:
        settings: of the user.
        keymap: the user's own keys, by the id of the action.
        secrets: the keys of providers.
        favourites: the voices that the user marked.
        history: what was spoken, and what it cost.
        drafts: keep the texts.
        draft: keeps the one in the editor.
        place: keeps where the cursor is in it.
        last: keeps what speaks it.
        keeper: writes these three.
        speeds: of the models on this machine.
        service: speaks.
        outputs: where the sound can go.
        engines: are installed and removed.
        data_folder: the app's, for what can't be made again.
        wanted: the selection that the settings ask for, or that was used last.
        folder: where the next text is opened.
        save_like: how the last file was saved, and the next will be unless the user says otherwise.
        first_text: what the editor starts with.
        pipe: the descriptor from which more of the text comes, None for none.
        held_keys: wait for a screen that is opening.
    """

    TITLE = "tts-tui"
    CSS_PATH = "app.tcss"
    COMMANDS = App.COMMANDS | {SpeechCommands}
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_DISPLAY = "^p"
    # Textual's own, with a name that leaves the other keys their room in 80 columns
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(App.COMMAND_PALETTE_BINDING, "command_palette", "All", show=False, priority=True)
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
        super().__init__()
        self.held_keys = HeldKeys(self)
        paths, settings = session.paths, session.settings
        self.settings = settings
        self.keymap = checked_keymap(settings.ui.keymap, paths.settings_file)
        self.secrets = session.secrets
        self.favourites = Favourites(paths.favourites_file)
        self.history = session.history(lambda error: self.window.post_message(Trouble("History", error)))
        self.drafts = Drafts(paths.state / "drafts", paths.state / "draft.txt")
        self.speeds = Speeds(paths.speeds_file)
        self.pipe = pipe
        self.draft = self._draft_of(first_text, document)
        kept = self.draft.load()
        self.first_text = (kept or "") if first_text is None else first_text
        self._changed_text = kept if document else None
        self.folder = current_folder()
        folder = expanded(settings.audio.folder) if settings.audio.folder else self.folder
        self.save_like = SaveTarget(folder, "", settings.audio.format, settings.audio.bit_rate)
        self.place = Place(paths.state / "place.json")
        self.last = LastSelection(paths.state / "selection.json")
        self.keeper = Keeper(self.place, self.last)
        self.wanted = wanted(settings.speech, self.last.load())
        self.window = STTSWindow()
        self.service = SpeechService(
            manager, player, self.window.post_message, session.sentence_cache, self.history, self.speeds
        )
        self.outputs = Outputs(self.service, session.output_choice(), self.window.post_message)
        self.data_folder = paths.data
        context = BackendContext(paths.cache, paths.data)
        self.engines = Engines(context, self.service, self.window.post_message)
        self.register_theme(INK)
        self.register_theme(PAPER)

    @property
    def budget(self) -> Budget:
        """What the user is willing to spend."""
        return Budget(self.settings.limits, self.history)

    def _draft_of(self, text: str | None, document: Path | None) -> Draft:
        if text is None:
            return self.drafts.latest()
        return self.drafts.of_document(document, text) if document else self.drafts.piped()

    async def open_document(self, path: Path, text: str) -> None:
        """Keep the text in the editor, and begin with that of a file."""
        await self.window.keep_all()
        self.draft.close()
        self.draft = self._draft_of(text, path)
        self._changed_text = self.draft.load()
        self.window.text.replace(text)
        self.bring_back()

    def bring_back(self) -> None:
        """Put the changes back that were made to a document in the editor, and not in its file."""
        changed, self._changed_text = self._changed_text, None
        if changed is not None and changed != self.window.text.text:
            self.window.text.replace(changed)
            self.window.tell(
                "Draft", "Your changes of the last time are back. ^z shows the file as it is.", "done"
            )

    def begin_text(self) -> None:
        """Keep the text in the editor, and begin with an empty one."""
        self.window.keep_now()
        if self.window.text.text:
            before, self.draft = self.draft, self.drafts.new(beside=self.draft)
            self.keeper.close(before)

    def get_default_screen(self) -> Screen[None]:
        return self.window

    def on_mount(self) -> None:
        wanted = self.settings.ui.theme
        self.theme = wanted if wanted in self.available_themes else INK.name
        self.set_keymap(self.keymap)
        self.held_keys.watch()

    def get_driver_class(self) -> type[Driver]:
        """Textual's for this system, on Linux and macOS with our reader of the terminal."""
        driver = super().get_driver_class()
        if driver.__name__ != "LinuxDriver":
            return driver
        from tts_tui.ui.driver import TerminalDriver  # there is no termios elsewhere

        return TerminalDriver

    async def on_event(self, event: events.Event) -> None:
        if not self.held_keys.holds(event):
            await super().on_event(event)

    async def take(self, event: events.Event) -> None:
        """A key or a paste that had to wait."""
        await super().on_event(event)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colours in the themes that don't know them."""
        return NEUTRAL

    def keys_of(self, name: str) -> str:
        """The keys of the command of that id that work now; the palette's for one that has none."""
        command = COMMANDS[name]
        own = self.keymap.get(command.id)
        keys = [key.strip() for key in (own or command.keys).split(",") if key]
        shown = [self.get_key_display(Binding(key, "")) for key in keys]
        if command.shown_as and not own:
            shown[0] = command.shown_as
        return " ".join(shown) or "^p"

    def get_key_display(self, binding: Binding) -> str:
        key = super().get_key_display(binding)
        return key.upper() if FUNCTION_KEY.fullmatch(key) else key

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do it; where there is nothing to do, the window says why, and the key goes no further."""
        if await super().run_action(action, default_namespace, namespaces):
            return True
        _, name, parameters = parse(action) if isinstance(action, str) else action
        if name != "command" or self.screen is not self.window:
            return False
        self.window.explain(str(parameters[0]))
        return True

    def switch_theme(self) -> None:
        """Change between the dark and the light theme."""
        self.theme = PAPER.name if self.current_theme.dark else INK.name

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave, keeping the text and what speaks it."""
        if self.window.is_mounted:
            self.window.keep()
        super().exit(result, return_code, message)

    def on_unmount(self) -> None:
        self.service.close()
        self.draft.close()


def run(document: Path | None = None, pipe: int | None = None) -> int:
    """Open the window, and return the exit code when it is closed.

    Args:
        document: a text file to start with.
        pipe: a descriptor from which the text comes.
    """
    # descriptor 2 is the log file by now (tts_tui.terminal), and `sys.stderr` the screen
    log = open(2, "w", closefd=False)  # noqa: SIM115  (for as long as the process lives)
    logging.basicConfig(stream=log, level=logging.WARNING)
    try:
        session = open_session()
        text = read_text(document) if document else None if pipe is None else ""

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
        tell_error(error)
        return error.exit_code
    with ended_by_signals(app):
        app.run()
    code = app.return_code or 0
    if app.service.running:
        # An engine is in the middle of a native call that nothing can interrupt, and Python would wait for its
        # thread. Nothing needs it any more: the text is kept, files being written are parts that can be played.
        sys.stdout.flush()
        os._exit(code)
    return code
