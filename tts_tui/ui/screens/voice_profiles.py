"""The voices made from clips."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.markup import escape
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tts_tui.backends.voice_profiles import VoiceProfile, VoiceProfiles
from tts_tui.events.cloning import PreparedClip, read_recording
from tts_tui.speech.errors import SpeechError
from tts_tui.store.user_paths import exists
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.hints import shown_error
from tts_tui.ui.screens.ask import AskScreen
from tts_tui.ui.screens.clone import CloneScreen
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.screens.open_text import OpenScreen
from tts_tui.ui.widgets.key_bar import KeyBar

EXTENSION = ".voice.zip"
EMPTY = "No voice yet: n makes one from a clip of 10 seconds, i imports one."


class VoiceProfilesScreen(Dialog[str | None]):
    """Id of the voice to speak with, None when none was chosen."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New"),
        Binding("space", "hear", "Hear the clip"),
        Binding("x", "export", "Export"),
        Binding("i", "take_in", "Import"),
        Binding("d,delete", "remove", "Remove"),
        Binding("escape,q", "dismiss(None)", "Close"),
    ]
    AUTO_FOCUS = "#profiles"

    _list = query_one("#profiles", OptionList)
    _status_line = query_one("#status-line", Static)

    def __init__(
        self,
        profiles: VoiceProfiles,
        maker: str,
        missing: SpeechError | None,
        hear: Callable[[PreparedClip], object],
    ) -> None:
        """
        Args:
            maker: who speaks with them, for people.
            missing: why no voice can be cloned here.
            hear: plays a clip.
        """
        super().__init__()
        self._profiles = profiles
        self._maker = maker
        self._missing = missing
        self._hear = hear
        self._shown: Sequence[VoiceProfile] = ()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall") as dialog:
            dialog.border_title = "Cloned voices"
            dialog.border_subtitle = f"enter speaks with one; {escape(self._maker)} lists them, too"
            yield OptionList(id="profiles")
            yield Static(id="status-line", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()
        if self._missing:
            self._tell_error(self._missing)

    @property
    def _chosen(self) -> VoiceProfile | None:
        """The highlighted voice."""
        index = self._list.highlighted
        return self._shown[index] if index is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """None greys out in the footer what can't be done."""
        if action == "new":
            return self._missing is None or None
        if action in ("hear", "export", "remove"):
            return self._chosen is not None or None
        return True

    def _show(self, chosen: str = "") -> None:
        self._shown = self._profiles.all()
        self._list.clear_options()
        self._list.add_options([Option(_row(profile)) for profile in self._shown])
        ids = [profile.id for profile in self._shown]
        self._list.highlighted = ids.index(chosen) if chosen in ids else 0 if ids else None
        self._status_line.update("" if ids else EMPTY)
        self.refresh_bindings()

    @work
    async def action_new(self) -> None:
        """Make a voice of a clip."""
        screen = CloneScreen(self.app.folder, self._profiles, self._hear)
        if profile := await self.app.push_screen_wait(screen):
            self._show(profile.id)
            self._tell_done(f"{profile.name} is made.")

    async def action_hear(self) -> None:
        """Play the clip of the highlighted voice."""
        if profile := self._chosen:
            try:
                self._hear(await asyncio.to_thread(read_recording, self._profiles.clip(profile)))
            except SpeechError as error:
                self._tell_error(error)

    @on(OptionList.OptionSelected)
    def _use(self) -> None:
        """Speak with the highlighted voice."""
        if profile := self._chosen:
            self.dismiss(profile.id)

    async def action_export(self) -> None:
        """Write the highlighted voice into the folder of saved files."""
        if (profile := self._chosen) is None:
            return
        from tts_tui.audio.files.saving.names import numbered  # its package brings numpy and PyAV

        wanted = self.app.save_like.folder / f"{profile.id}{EXTENSION}"
        target = next(path for path in numbered(wanted) if not exists(path))
        try:
            await asyncio.to_thread(self._profiles.export, profile, target)
        except SpeechError as error:
            self._tell_error(error)
        else:
            self._tell_done(f"{target} holds {profile.name}.")

    @work
    async def action_take_in(self) -> None:
        """Add a voice that was exported."""
        screen = OpenScreen(self.app.save_like.folder, self._profiles.take_in, title="Import a voice")
        if taken := await self.app.push_screen_wait(screen):
            _, profile = taken
            self._show(profile.id)
            self._tell_done(f"{profile.name} is here.")

    @work
    async def action_remove(self) -> None:
        """Ask, then delete the highlighted voice."""
        if profile := self._chosen:
            question = f"{profile.name} and its clip are deleted. x exports it first."
            if await self.app.push_screen_wait(AskScreen("Remove a voice", question, "Remove")):
                try:
                    await asyncio.to_thread(self._profiles.remove, profile)
                except SpeechError as error:
                    self._tell_error(error)
                else:
                    self._show()

    def _tell_done(self, what: str) -> None:
        self._status_line.update(Content.styled(f"✓ {what}", "$success"))

    def _tell_error(self, error: SpeechError) -> None:
        self._status_line.update(shown_error(self.app, error))


def _row(profile: VoiceProfile) -> Content:
    return Content.assemble(
        (f"{profile.name:<20.20}", "bold"), (f" {profile.seconds:4.1f} s  ", "$faint"), profile.notes
    )
