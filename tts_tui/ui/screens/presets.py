"""The presets: ways of speaking under a name and a key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import ClassVar

import msgspec
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tts_tui.events.presets import Presets
from tts_tui.speech.errors import SpeechError
from tts_tui.store.settings import Preset
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.hints import shown_error
from tts_tui.ui.screens.ask import AskScreen
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.widgets.key_bar import KeyBar

DIGITS = tuple("123456789")
EMPTY = "No preset yet: type a name and press enter, and it keeps what speaks now."


class PresetsScreen(Dialog[str | None]):
    """Name of the preset to speak with, None when none was chosen."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,slash", "name", "Keep what speaks now"),
        Binding("u", "usual", "Usual"),
        Binding("d,delete", "remove", "Remove"),
        *(Binding(digit, f"key('{digit}')", "Key", show=digit == "1", key_display="1-9") for digit in DIGITS),
        Binding("escape", "dismiss(None)", "Close"),
    ]

    _named = query_one("#name", Input)
    _list = query_one("#presets", OptionList)
    _status_line = query_one("#status-line", Static)

    def __init__(self, presets: Presets, now: Callable[[str], Preset]) -> None:
        """Args:
        now: makes the preset of what speaks now, with that key.
        """
        super().__init__()
        self._presets = presets
        self._now = now

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Presets"
            dialog.border_subtitle = "enter speaks with one · 1-9 key · u usual"
            yield Input(placeholder="a name, to keep what speaks now", compact=True, id="name")
            yield OptionList(id="presets")
            yield Static(id="status-line", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()
        self.set_focus(self._list if self._presets.by_name else self._named)

    @property
    def _chosen(self) -> str:
        """Name of the highlighted preset, empty if there is none."""
        index, names = self._list.highlighted, list(self._presets.by_name)
        return names[index] if index is not None and index < len(names) else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """None greys out in the footer what can't be done; a name may hold every letter and digit."""
        if action in ("remove", "key", "name", "usual") and self.is_mounted and self._named.has_focus:
            return None
        return True if action not in ("remove", "key", "usual") or self._chosen else None

    def _show(self, chosen: str = "") -> None:
        presets = self._presets.by_name
        self._list.clear_options()
        self._list.add_options(
            [
                Option(_row(name, preset, usual=name == self._presets.usual))
                for name, preset in presets.items()
            ]
        )
        self._list.highlighted = list(presets).index(chosen) if chosen in presets else 0 if presets else None
        self._list.display = bool(presets)
        self._status_line.update("" if presets else EMPTY)
        self.refresh_bindings()

    def action_name(self) -> None:
        """Let the user name what speaks now."""
        self.set_focus(self._named)

    @on(Input.Submitted)
    @work
    async def _keep(self) -> None:
        name = " ".join(self._named.value.split())
        if not name:
            self._status_line.update(Content.styled("A preset needs a name.", "$warning"))
            return
        known = self._presets.by_name.get(name)
        if known and not await self.app.push_screen_wait(
            AskScreen("Preset", f"{name} is a preset already.", "Replace it")
        ):
            return
        if await self._try(partial(self._presets.keep, name, self._now(known.key if known else "")), name):
            self._named.value = ""
            self.set_focus(self._list)

    @on(OptionList.OptionSelected)
    def _use(self) -> None:
        """Speak with the highlighted preset."""
        self.dismiss(self._chosen or None)

    @work
    async def action_remove(self) -> None:
        """Ask, then forget the highlighted preset."""
        name = self._chosen
        if await self.app.push_screen_wait(AskScreen("Preset", f"{name} is forgotten.", "Remove")):
            await self._try(partial(self._presets.remove, name))

    async def action_usual(self) -> None:
        """Let the highlighted preset speak from each start on where nothing else is asked for, or no longer."""
        name = self._chosen
        if await self._try(
            partial(self._presets.make_usual, "" if name == self._presets.usual else name), name
        ):
            if not self._presets.usual:
                told = f"{name} isn't the usual preset any more."
            else:
                told = f"{name} is used from the next start on, and by `say` unless it is told otherwise."
            self._status_line.update(told)

    async def action_key(self, digit: str) -> None:
        """Let alt and that digit bring the highlighted preset."""
        name = self._chosen
        preset = msgspec.structs.replace(self._presets.by_name[name], key=f"alt+{digit}")
        await self._try(partial(self._presets.keep, name, preset), name)

    async def _try(self, work: Callable[[], object], chosen: str = "") -> bool:
        try:
            await asyncio.to_thread(work)
        except SpeechError as error:
            self._status_line.update(shown_error(self.app, error))
            return False
        self._show(chosen)
        return True


def _row(name: str, preset: Preset, *, usual: bool) -> Content:
    speed = "" if preset.speed in (None, 1.0) else f"{preset.speed:g}×"
    level = "" if preset.loudness is None else f"{preset.loudness:g} LUFS"
    about = " · ".join(filter(None, (preset.voice, preset.model, speed, level)))
    mark = ("● " if usual else "  ", "$accent")
    return Content.assemble(
        mark, (f"{preset.key:<7}", "$primary"), (f"{name:<20.20} ", "bold"), (about, "$faint")
    )
