"""Make a voice of a clip."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Checkbox, Input, Label, Static

from tts_tui.backends.voice_profiles import CONSENT, VoiceProfile, VoiceProfiles
from tts_tui.events.cloning import PreparedClip, read_recording
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.lengths import counted
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.hints import shown_hint
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.screens.folder_tree import FolderTree
from tts_tui.ui.widgets.file_chooser import FileChooser
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.widgets.tick import Tick
from tts_tui.ui.workers import begin

NO_CLIP = "No clip yet."


class CloneScreen(Dialog[VoiceProfile | None]):
    """The new voice, None if cancelled."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "make", "Make the voice", priority=True),
        Binding("ctrl+l", "hear", "Hear the clip", priority=True),
        Binding("escape", "dismiss(None)", "Cancel"),
    ]
    AUTO_FOCUS = "FolderTree"

    _name_field = query_one("#name", Input)
    _notes_field = query_one("#notes", Input)
    _consent_field = query_one("#consent", Tick)
    _judged = query_one("#judged", Static)

    def __init__(self, folder: Path, profiles: VoiceProfiles, hear: Callable[[PreparedClip], object]) -> None:
        """
        Args:
            folder: where to look for clips.
            hear: plays a clip.
        """
        super().__init__()
        self._folder = folder
        self._profiles = profiles
        self._hear = hear
        self._recording: PreparedClip | None = None
        self._read: Path | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall tight") as dialog:
            dialog.border_title = "Clone a voice"
            dialog.border_subtitle = "10 s of one voice, without noise or music"
            yield FileChooser(
                self._folder, label="Path", placeholder="choose above, or type, paste or drop a path"
            )
            for name, placeholder in (
                ("name", "what to call the voice"),
                ("notes", "whose it is, where the clip comes from"),
            ):
                with Horizontal(classes="line"):
                    yield Label(name.capitalize(), classes="field")
                    yield Input(placeholder=placeholder, compact=True, id=name)
            yield Tick(CONSENT, compact=True, id="consent")
            yield Static(NO_CLIP, id="judged", markup=False)
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """None greys out in the footer what can't be done yet."""
        match action:
            case "hear":
                return self._recording is not None or None
            case "make" if self.is_mounted:
                return self._ready or None
        return True

    @property
    def _ready(self) -> bool:
        recording = self._recording
        named = bool(self._name_field.value.strip())
        return recording is not None and not recording.problem and named and self._consent_field.value

    @on(FileChooser.Chosen)
    def _open(self, event: FileChooser.Chosen) -> None:
        if isinstance(self.focused, FolderTree):
            self.set_focus(self._name_field)
        if event.path != self._read:
            self._read, self._recording = event.path, None
            self._judged.update(f"Listening to {event.path.name}…")
            begin(self, partial(self._listen, event.path), exclusive=True)

    @on(FileChooser.Refused)
    def _refuse(self, event: FileChooser.Refused) -> None:
        self.workers.cancel_node(self)  # what is being read was chosen before
        self._read = self._recording = None
        if event.error:
            self._tell_error(event.error)
        else:
            self._show_none()

    @on(FileChooser.Entered)
    def _enter(self) -> None:
        if self._read is None:
            self._show_none()

    def _show_none(self) -> None:
        self._judged.update(NO_CLIP)
        self.refresh_bindings()

    async def _listen(self, path: Path) -> None:
        try:
            recording = await asyncio.to_thread(read_recording, path)
        except SpeechError as error:
            self._read = None  # it may be corrected, and chosen again
            self._tell_error(error)
            return
        self._recording = recording
        if not self._name_field.value:
            self._name_field.value = path.stem
        measured = f"{counted(recording.seconds)} of speech, {recording.lufs:.0f} LUFS. "
        if recording.problem:
            self._tell(measured + recording.problem)
        else:
            verdict = (f"! {recording.advice}", "$warning") if recording.advice else ("✓ good", "$success")
            self._judged.update(Content.assemble(measured, verdict))
        self.refresh_bindings()

    @on(Input.Changed)
    @on(Checkbox.Changed)
    def _show_ready(self) -> None:
        self.refresh_bindings()

    def action_hear(self) -> None:
        """Play the clip, as the voice will be made of it."""
        if self._recording:
            self._hear(self._recording)

    async def action_make(self) -> None:
        """Make the voice, and close."""
        if not (self._ready and (recording := self._recording)):
            return
        try:
            profile = await asyncio.to_thread(
                self._profiles.add,
                self._name_field.value,
                recording.samples,
                recording.sample_rate,
                self._notes_field.value.strip(),
            )
        except SpeechError as error:
            self._tell_error(error)
            return
        self.dismiss(profile)

    def _tell_error(self, error: SpeechError) -> None:
        self._tell(error.message, shown_hint(self.app, error.hint))

    def _tell(self, what: str, hint: str = "") -> None:
        self._judged.update(Content.assemble((f"✗ {what}", "$error"), f" {hint}"))
        self.refresh_bindings()
