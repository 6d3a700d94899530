"""What outlives a screen: the user's things, the speech service, and the keys of the commands."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen
from textual.types import NoActiveAppError

from tts_tui.events.last_selection import LastSelection, initial_selection
from tts_tui.events.messages import TroubleArose
from tts_tui.events.outputs import Outputs
from tts_tui.events.presets import Presets, selection_with
from tts_tui.events.service import OnState, SpeechService
from tts_tui.speech.errors import SaveError, SpeechError
from tts_tui.store.blends import NamedBlends
from tts_tui.store.bookmarks import Bookmarks
from tts_tui.store.drafts import Drafts
from tts_tui.store.favourites import Favourites
from tts_tui.store.opened import OpenedFiles
from tts_tui.store.user_paths import current_folder, expanded
from tts_tui.studio.budget import Budget
from tts_tui.studio.session import Session
from tts_tui.ui.commands import COMMANDS
from tts_tui.ui.downloads import BrowserDownloads
from tts_tui.ui.drafting import Drafting
from tts_tui.ui.glyphs import KEY_NAMES
from tts_tui.ui.held_keys import HeldKeys
from tts_tui.ui.keymap import checked_keymap, preset_keys
from tts_tui.ui.left_text import LeftText
from tts_tui.ui.place import Place
from tts_tui.ui.terminal_signs import TerminalSigns, shows_progress
from tts_tui.ui.vim_keys import LETTERS, SIGNS, as_arrow

if TYPE_CHECKING:
    from tts_tui.audio.play.player import Player
    from tts_tui.backends.manager import TTSBackendManager
    from tts_tui.events.engine_setup import Engines
    from tts_tui.events.jobs_desk import JobsDesk
    from tts_tui.events.targets import SaveTarget
    from tts_tui.store.history import History
    from tts_tui.store.sentence_cache import SentenceCache
    from tts_tui.text.reading_rules import ReadingRules

FUNCTION_KEY = re.compile(r"f\d+")


class BaseApp(App[None]):
    """What every screen may ask the app for; `TTSApp` adds the window.

    Attributes:
        window: hears what the service says.
        settings: of the user.
        settings_file: where they are.
        keymap: the user's own keys, by the id of the action.
        secrets: the keys of providers.
        presets: ways of speaking under a name.
        favourites: the voices that the user marked.
        blends: the user's mixtures of voices.
        state_folder: of what the window remembers.
        words_file: the user's pronunciation dictionary.
        drafting: keeps the text in the editor.
        opened: the files that were.
        bookmarks: in all texts.
        first_text: what the editor starts with.
        first_trouble: why that isn't the text that was left, where it should be.
        last: keeps what speaks it.
        speeds: of the models on this machine.
        service: speaks.
        takes_folder: holds what belongs to the speech of each draft.
        outputs: where the sound can go.
        folder: where the next text is opened.
        held_keys: wait for a screen that is opening.
        signs: what the terminal itself shows.
        downloads: what is saved where the window is in a browser.
    """

    window: Screen[None]

    def __init__(
        self,
        session: Session,
        manager: Callable[[], TTSBackendManager],
        player: Callable[[OnState], Player],
        first_text: str | None,
        document: Path | None,
    ) -> None:
        """See `TTSApp`."""
        super().__init__()
        self.held_keys = HeldKeys(self, self._take_held)
        self.signs = TerminalSigns(progress=shows_progress(os.environ))
        self.downloads = BrowserDownloads(self)
        paths, settings = session.paths, session.settings
        self._session = session
        self.settings = settings
        self.keymap = checked_keymap(settings.ui.keymap, paths.settings_file)
        self.settings_file = paths.settings_file
        self.secrets = session.secrets
        self._preset_keys = preset_keys(settings.presets, self.keymap, paths.settings_file)
        self.presets = Presets(paths.settings_file, settings.presets, settings.speech.preset)
        self.favourites = Favourites(paths.favourites_file)
        self.blends = NamedBlends(paths.blends_file)
        self.state_folder = paths.state
        self.words_file = paths.words_file
        self.speeds = session.speeds
        self.last = LastSelection(paths.state / "selection.json")
        drafts = Drafts(paths.state / "drafts", paths.state / "draft.txt")
        place = Place(paths.state / "places.json")
        self.opened = OpenedFiles(paths.opened_file)
        left = LeftText(paths.state / "left.json", self.opened) if first_text is None else None
        self.first_trouble: SpeechError | None = None
        try:
            first_text, document = (left and left.read()) or (first_text, document)
        except SpeechError as error:
            self.first_trouble = error
        self.drafting = Drafting(drafts, place, self.last, first_text, document, left)
        self.first_text = self.drafting.first_text
        self.bookmarks = Bookmarks(paths.state / "bookmarks.json")
        self.takes_folder = paths.data / "takes"
        self.folder = current_folder()
        self.first_selection = initial_selection(settings.speech, self.last.load())
        usual = settings.presets.get(settings.speech.preset)
        if usual and not (self.first_selection.model or self.first_selection.provider):
            self.first_selection = selection_with(usual, self.first_selection)
        self.service = SpeechService(
            lambda: session.studio(manager(), self.history, rules=self._rules_of, speeds=self.speeds),
            player,
            self._post,
            settings.speech.cast,
        )
        self.outputs = Outputs(self.service, session.output_choice(), self._post)

    def _rules_of(self, text: Path | None) -> ReadingRules:
        """How the user wants that file read, or the one in the editor."""
        return self._session.reading_rules(text or self.drafting.document)

    @cached_property
    def history(self) -> History:
        """What was spoken, and what it cost."""
        return self._session.history(lambda error: self._post(TroubleArose("History", error)))

    @cached_property
    def sentence_cache(self) -> SentenceCache | None:
        """Keeps the sound of sentences, None where the settings want none."""
        return self._session.sentence_cache()

    @cached_property
    def save_like(self) -> SaveTarget:
        """How the last file was saved, and the next will be unless the user says otherwise."""
        from tts_tui.events.targets import SaveTarget

        audio = self.settings.audio
        folder = expanded(audio.folder) if audio.folder else self.folder
        return SaveTarget(folder, "", audio.format, audio.bit_rate)

    @cached_property
    def engines(self) -> Engines:
        """Those that are installed into environments of their own."""
        from tts_tui.backends.base import BackendContext
        from tts_tui.events.engine_setup import Engines

        paths = self._session.paths
        return Engines(BackendContext(paths.cache, paths.data), self.service, self._post)

    @cached_property
    def jobs(self) -> JobsDesk:
        """The audiobooks that are being made."""
        from tts_tui.events.jobs_desk import JobsDesk

        return JobsDesk(self._session.paths.jobs_folder, self.state_folder / "render-workers.log")

    @property
    def calm(self) -> bool:
        """Nothing may glide or blink."""
        return self.settings.ui.motion == "reduced" or self.settings.ui.look == "plain"

    @property
    def budget(self) -> Budget:
        """What the user is willing to spend."""
        return Budget(self.settings.limits, self.history)

    def _post(self, message: Message) -> bool:
        """Tell the window, from any thread; False once it has gone."""
        try:
            return self.window.post_message(message)
        except NoActiveAppError:
            return False

    def on_mount(self) -> None:
        self.set_keymap(self.keymap)
        for key in self._preset_keys:
            self.bind(key, f"screen.preset('{key}')", show=False)
        self.held_keys.watch(self.window)

    def on_unmount(self) -> None:
        self.service.close()
        self.drafting.close()
        self.downloads.close()
        if "jobs" in self.__dict__:
            self.jobs.close()

    def watch_app_focus(self, focus: bool) -> None:
        """A page in a browser opens without the focus: it comes to the widget that would have had it."""
        screen = self.screen
        if focus and self.is_web and screen.focused is None and isinstance(screen.AUTO_FOCUS, str):
            for widget in screen.query(screen.AUTO_FOCUS):
                screen.set_focus(widget)

    def on_delivery_complete(self, event: events.DeliveryComplete) -> None:
        self.downloads.end(event.key)

    def on_delivery_failed(self, event: events.DeliveryFailed) -> None:
        self.downloads.end(event.key)
        self._post(TroubleArose("Download", SaveError(f"The browser didn't get it: {event.exception}.")))

    def get_default_screen(self) -> Screen[None]:
        return self.window

    async def on_event(self, event: events.Event) -> None:
        if not self.held_keys.holds(event):
            await self._take_held(event)

    async def _take_held(self, event: events.Event) -> None:
        """A key or a paste, also one that had to wait; anything else."""
        if self.has_vim_keys and isinstance(event, events.Key) and not event.is_forwarded:
            event = as_arrow(event, self.screen)
        await self.held_keys.give(event, super().on_event)

    def action_jump(self) -> None:
        """Show a letter on everything that can have the focus; typing one goes there."""
        from tts_tui.ui.screens.jump import JumpScreen, targets_of

        self.push_screen(JumpScreen(targets_of(self.screen)))

    @property
    def keys_in_use(self) -> Collection[str]:
        """Every key that a command has, by the name that the user or the table gives it."""
        each = (self.keymap.get(command.id, command.keys) for command in COMMANDS.values())
        return {key.strip() for keys in each for key in keys.split(",")} | {*self._preset_keys}

    def keys_of(self, name: str, none: str = "^p") -> str:
        """The keys of the command of that id that work now; for one that has none, those of the palette."""
        command = COMMANDS[name]
        own = self.keymap.get(command.id)
        keys = [key.strip() for key in (own or command.keys).split(",") if key]
        if self.has_vim_keys:
            keys += [letter for key in keys if (letter := LETTERS.get(key)) and letter not in keys]
        shown = [self.get_key_display(Binding(key, "")) for key in keys]
        if command.shown_as and not own:
            shown[0] = self._named(command.shown_as)
        return " ".join(shown) or none

    def key_of(self, name: str) -> str:
        """The first of them, for a sentence."""
        return self.keys_of(name).partition(" ")[0]

    @property
    def has_vim_keys(self) -> bool:
        return self.settings.ui.keys == "vim"

    def moving(self, keys: str) -> str:
        """The keys that a list or the player tells of itself, with the letters in use for the arrows."""
        return keys.translate(SIGNS) if self.has_vim_keys else keys

    def get_key_display(self, binding: Binding) -> str:
        key = self._named(super().get_key_display(binding))
        return key.upper() if FUNCTION_KEY.fullmatch(key) else key

    def _named(self, key: str) -> str:
        """The key, by its name where signs aren't drawn: `^space`."""
        return key if self.settings.ui.look == "usual" else key.translate(KEY_NAMES)
