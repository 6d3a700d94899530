"""Where to save, under which name, in which format, with subtitles or not. Never over another file unasked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Button, Checkbox, DirectoryTree, Input, Label, Select, Static
from textual.widgets.directory_tree import DirEntry

from tts_tui.events.targets import CAPTIONS, FORMAT_CHOICES, SaveTarget, bit_rate_choices, sample_rate_choices
from tts_tui.events.tts_events import Choice
from tts_tui.speech.errors import SpeechError
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.breakpoints import begin_in_size
from tts_tui.ui.hints import shown_hint
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.screens.folder_tree import FolderTree
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.widgets.level_field import LevelField
from tts_tui.ui.widgets.more_fields import MoreFields
from tts_tui.ui.widgets.tick import Tick


class SaveScreen(Dialog[SaveTarget | None]):
    """The target, None if cancelled."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel"),
        Binding("ctrl+s", "save", "Save", priority=True),
        Binding("enter", "save", show=False),
        Binding("ctrl+l", "listen", "Listen", priority=True),
    ]
    AUTO_FOCUS = "#name"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012

    _tree = query_one(FolderTree)
    _file_name = query_one("#name", Input)
    _where = query_one("#where", Static)
    _bit_rate = query_one("#bit-rate", Select)
    _sample_rate = query_one("#sample-rate", Select)
    _more = query_one(MoreFields)
    _overwrite = query_one("#overwrite", Button)

    def __init__(
        self,
        suggested: SaveTarget,
        listen: Callable[[SaveTarget], bool],
        *,
        title: str = "Save the audio",
        download: bool = False,
    ) -> None:
        """
        Args:
            listen: play the audio as the file will sound; False when it can't yet.
            download: a browser puts it where it puts its downloads.
        """
        super().__init__()
        self._title = title
        self._download = download
        self._target = suggested
        self._listen = listen
        self._problem = ""

    def compose(self) -> ComposeResult:
        begin_in_size(self)
        target = self._target
        with Vertical(classes="dialog" if self._download else "dialog tall") as dialog:
            dialog.border_title = self._title
            dialog.border_subtitle = "enter save · tab next"
            if not self._download:
                dialog.border_subtitle += " · backspace: folder up"
                yield FolderTree(target.folder, folders_only=True)
            with Horizontal(classes="line"):
                yield Label("Name", classes="field")
                yield Input(target.name, compact=True, id="name", select_on_focus=False)
            with Horizontal(classes="line"):
                yield Label("Format", classes="field")
                yield Select(
                    FORMAT_CHOICES, value=target.audio_format, allow_blank=False, compact=True, id="format"
                )
            with Horizontal(classes="line"):
                yield Label("Rate", classes="field")
                yield Select[str]([], compact=True, id="sample-rate")
                yield Select[str]([], compact=True, id="bit-rate")
            with Horizontal(classes="line"):
                yield Label("Level", classes="field")
                yield LevelField(target.level)
            with Horizontal(classes="line"):
                yield Label("", classes="field")
                yield Tick("cut silence", target.trim, compact=True, id="trim")
                yield Tick("fades", target.fades, compact=True, id="fades")
                yield Tick("subtitles", "srt" in target.captions, compact=True, id="srt")
            yield MoreFields(target)
            yield Static(id="where")
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel", compact=True)
                yield Button("Overwrite", id="overwrite", variant="error", compact=True)
                yield Button("Listen", id="listen", compact=True)
                yield Button("Save", id="save", variant="primary", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        self._file_name.cursor_position = len(Path(self._target.name).stem)
        self._offer_rates()
        self._show()

    @on(DirectoryTree.NodeHighlighted)
    def _go_to(self, event: DirectoryTree.NodeHighlighted[DirEntry]) -> None:
        if (entry := event.node.data) is not None and self._tree.has_focus:
            self._change(replace(self._target, folder=Path(entry.path)))

    @on(FolderTree.Entered)
    def _go_up(self) -> None:
        self._change(replace(self._target, folder=self._tree.folder))

    @on(Input.Changed, "#name")
    def _rename(self, event: Input.Changed) -> None:
        before, target = self._target, self._target.renamed(event.value.strip())
        self._change(target)
        if target.audio_format != before.audio_format:  # as the name says now
            with self.prevent(Select.Changed):
                self.query_one("#format", Select).value = target.audio_format
            self._offer_rates()

    @on(Select.Changed, "#format")
    def _change_format(self, event: Select.Changed) -> None:
        audio_format = str(event.value)
        if audio_format != self._target.audio_format:
            self._change(self._target.in_format(audio_format))
            self._file_name.value = self._target.name
            self._offer_rates()

    @on(Select.Changed, "#bit-rate")
    @on(Select.Changed, "#sample-rate")
    def _change_rate(self, event: Select.Changed) -> None:
        """The selects are called as the target's fields are."""
        if event.value is not Select.NULL:
            chosen: dict[str, Any] = {str(event.select.id).replace("-", "_"): int(str(event.value))}
            self._change(replace(self._target, **chosen))
            if event.select is self._sample_rate:
                self._offer_rates()

    @on(LevelField.Changed)
    def _change_level(self, event: LevelField.Changed) -> None:
        self._problem = event.problem
        self._change(replace(self._target, level=event.level))

    @on(Checkbox.Changed)
    def _tick(self, event: Checkbox.Changed) -> None:
        """The ticks are called as the target's fields are, or as the files of the words."""
        name = str(event.checkbox.id)
        if name in CAPTIONS:
            captions = self._target.captions | {name} if event.value else self._target.captions - {name}
            self._change(replace(self._target, captions=captions))
        else:
            ticked: dict[str, Any] = {name: event.value}
            self._change(replace(self._target, **ticked))

    @on(Input.Changed, "#file-title")
    def _entitle(self, event: Input.Changed) -> None:
        self._change(replace(self._target, title=event.value))

    @on(Input.Changed, "#cover")
    def _choose_cover(self, event: Input.Changed) -> None:
        self._change(replace(self._target, cover=event.value.strip()))

    def _offer_rates(self) -> None:
        """Those that the format has, the target's chosen."""
        target = self._target
        bit_rates = bit_rate_choices(target.audio_format, target.sample_rate)
        if bit_rates and all(choice.value != str(target.bit_rate) for choice in bit_rates):
            bit_rates.append(Choice(f"{target.bit_rate} kbit/s", str(target.bit_rate)))
        self._bit_rate.display = bool(bit_rates)
        with self.prevent(Select.Changed):
            self._bit_rate.set_options(bit_rates)
            if bit_rates:
                self._bit_rate.value = str(target.bit_rate)
            self._sample_rate.set_options(sample_rate_choices(target.audio_format))
            self._sample_rate.value = str(target.sample_rate)

    def _change(self, target: SaveTarget) -> None:
        self._target = target
        self._show()

    def _show(self) -> None:
        target, taken = self._target, self._target.existing_path
        self._overwrite.display = taken is not None
        self._more.show(target)
        path = f"Your browser downloads {target.name}" if self._download else str(target.path)
        where, label = path if target.name else "Give it a name.", "Save"
        warning = self._problem
        if taken:
            warning, label = warning or f"{taken} exists", f"Save as {target.free().name}"
        elif target.name and (missing := target.missing_folder):
            warning, label = warning or f"There is no folder {missing} yet", "Make it and save"
        self._say(warning, where)
        button = self.query_one("#save", Button)
        button.label = Content(label)
        button.refresh(layout=True)  # as wide as it says now

    def _say(self, warning: str, else_say: str = "") -> None:
        self._where.update(Content(f"! {warning}" if warning else else_say))
        self._where.set_class(bool(warning), "-warning")

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Save; where the file exists, first only offer a free name, which the user then sees and confirms."""
        # the field's own text: the message of its last key may still be on its way
        target = self._target = self._target.renamed(self._file_name.value.strip())
        if self._problem:
            self.set_focus(self.query_one("#amount"))
        elif not target.name:
            self.set_focus(self._file_name)
        elif target.existing_path:
            self._change(target.free())
            self._file_name.value = self._target.name
            self.set_focus(self._file_name)
        else:
            self._try(target)

    @on(Button.Pressed, "#overwrite")
    def _save_over(self) -> None:
        if self._problem:
            self.set_focus(self.query_one("#amount"))
        else:
            self._try(replace(self._target, overwrite=True))

    @work(exclusive=True)
    async def _try(self, target: SaveTarget) -> None:
        """Close where the files can be made; else say why not, and keep what was chosen."""
        try:
            await asyncio.to_thread(prepare, target)
        except SpeechError as error:
            self._say(f"{error.message} {shown_hint(self.app, error.hint)}")
            return
        self.dismiss(target)

    @on(Button.Pressed, "#listen")
    def action_listen(self) -> None:
        """Play it from its beginning as the file will sound."""
        if self._problem:
            self.set_focus(self.query_one("#amount"))
        elif self._listen(self._target):
            self._say("", "▶ as the file will sound; ^l plays it again")
        else:
            self._say("It isn't all made yet: listen once it is.")

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)

    @on(FolderTree.Typed)
    def _type(self, event: FolderTree.Typed) -> None:
        self._file_name.insert_text_at_cursor(event.text)
        self.set_focus(self._file_name)


def prepare(target: SaveTarget) -> None:
    """Find out what could only fail once the dialog is gone."""
    from tts_tui.audio.files.saving.writable import prepare_place  # its package brings numpy and PyAV

    for path in (target.path, *target.caption_paths.values()):
        prepare_place(path)
    target.rendition.check()
