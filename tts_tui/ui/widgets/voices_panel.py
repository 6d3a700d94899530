"""The voices of the model: filter, hear, use, mark."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from rich.cells import set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.reactive import reactive
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tts_tui.events.tts_events import matching
from tts_tui.speech.catalog import Voice
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.commands import VOICE_COMMANDS

_LABEL = 14
"""Columns of a voice's name."""
_GENDERS = {"female": "♀", "male": "♂", "": " "}


class VoiceList(OptionList):
    """The rows; `enter` and a click use a voice, `space` speaks a sample in it."""

    HELP = "Voices: space hears one, a hears each the arrows come to, enter uses it, * marks a favourite, / filters."
    BINDINGS: ClassVar[list[BindingType]] = [
        *(command.binding for command in VOICE_COMMANDS),
        Binding("j", "cursor_down", "Next", show=False),
        Binding("k", "cursor_up", "Previous", show=False),
    ]


class VoicesPanel(Vertical):
    """Shows what it is told; the window does what its commands ask for."""

    app: BaseApp
    DEFAULT_CLASSES = "-empty"

    _filter = query_one("#voice-filter", Input)
    rows = query_one("#voice-list", VoiceList)
    _empty = query_one("#voice-empty", Static)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._voices: Sequence[Voice] = ()
        self._favourites: Collection[str] = ()
        self._chosen = ""
        self._shown: Sequence[Voice] = ()

    def compose(self) -> ComposeResult:
        yield Input(placeholder="/ filter", compact=True, id="voice-filter")
        yield VoiceList(id="voice-list")
        yield Static(id="voice-empty")

    auditioning = reactive(False)
    """Each voice that the cursor comes to is heard."""

    def watch_auditioning(self, auditioning: bool) -> None:
        hears = "↑ ↓ hear · a off" if auditioning else "space hear · a all"
        self.border_subtitle = self.app.moving(f"{hears} · enter use")

    def on_mount(self) -> None:
        self.explain("Looking for voices…")

    @property
    def highlighted_voice(self) -> Voice | None:
        row = self.rows.highlighted
        return self._shown[row] if row is not None and row < len(self._shown) else None

    def show(self, voices: Sequence[Voice], chosen: str, favourites: Collection[str]) -> None:
        """List these, favourites first; the chosen one is marked and, if nothing was, highlighted."""
        self._voices, self._chosen, self._favourites = voices, chosen, favourites
        self._list()

    def explain(self, why: str) -> None:
        """Say why there are no voices."""
        self._voices = ()
        self._list()
        self._empty.update(Content(why))

    def filter(self) -> None:
        """Let the user type a filter."""
        self.screen.set_focus(self._filter)

    def clear_filter(self) -> None:
        """Show all, since the list is another's now."""
        self._filter.value = ""

    @on(Input.Changed, "#voice-filter")
    def _list(self) -> None:
        before = self.highlighted_voice
        voices = matching(self._voices, self._filter.value)
        voices.sort(
            key=lambda voice: voice.id not in self._favourites
        )  # stable: else as the provider has them
        self._shown = voices
        self.rows.clear_options()
        ids: set[str] = set()
        for voice in voices:  # a server may list an id twice, which an option's can't be
            self.rows.add_option(
                Option(self._row(voice), None if voice.id in ids else voice.id, bool(voice.unavailable))
            )
            ids.add(voice.id)
        self.rows.highlighted = self._row_of(before)
        self.set_class(not voices, "-empty")
        self._empty.display = not voices
        if self._voices and not voices:
            self._empty.update("No voice matches the filter.")
        count = f"{len(voices)} of {len(self._voices)}" if self._filter.value else f"{len(self._voices)}"
        self.border_title = f"Voices  {count}" if self._voices else "Voices"

    def _row_of(self, before: Voice | None) -> int | None:
        """Where the cursor goes: to the voice where it was, else to the chosen one. A server may list an id twice."""
        ids = [voice.id for voice in self._shown]
        wanted = before.id if before and before.id in ids else self._chosen
        if before in self._shown:
            return self._shown.index(before)
        return ids.index(wanted) if wanted in ids else 0 if ids else None

    @on(Input.Submitted, "#voice-filter")
    def _to_list(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.set_focus(self.rows)

    def _row(self, voice: Voice) -> Content:
        if voice.unavailable:
            return Content.styled(f"✗ {set_cell_size(voice.label, _LABEL)} {voice.unavailable}", "$faint")
        chosen = voice.id == self._chosen
        mark = (
            ("●", "$primary") if chosen else ("★", "$accent") if voice.id in self._favourites else (" ", "")
        )
        language = f" {voice.language:<6.6}" if any(each.language for each in self._voices) else " "
        grade = f"{voice.grade:<2.2}" if any(each.grade for each in self._voices) else ""
        return Content.assemble(
            mark,
            " ",
            (set_cell_size(voice.label, _LABEL), "bold" if chosen else ""),
            (language, "$faint"),
            f"{_GENDERS[voice.gender]} ",
            (grade, "$secondary"),
            (f"{'  ' if grade else ''}{voice.description}", "$faint"),
        )
