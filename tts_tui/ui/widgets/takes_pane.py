"""The sentences of the text, a row each, however many: what each is, which take counts, and what that took."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.commands import TAKES_COMMANDS
from tts_tui.ui.readouts import clock, fitting, shortened

if TYPE_CHECKING:
    from tts_tui.studio.rows import Row, RowState, SentenceTake

KEYS = "space play · r again · v voice · e edit · [ ] takes · x leave out · u undo · enter here"
SHORT_KEYS = "space play · r again · v voice · e edit · [ ] takes · x out"

EMPTY = "No sentence spoken yet: {keys} speaks the text, and each gets a row here."

_SIGNS: dict[RowState, str] = {
    "next": "◌",
    "making": "◐",
    "made": "●",
    "kept": "★",
    "old": "✎",
    "failed": "✗",
    "left out": "–",
    "unsaid": "–",
}

_COLUMNS = (("voice", 11, 48), ("take", 5, 56), ("s", 6, 64), ("RTF", 5, 78), ("cost", 8, 96))
"""Title, width, and how wide the pane must be for it; the last fold away first."""
_NUMBERS = ("s", "RTF", "cost")
_WIDEST_VOICE = 17
_STATE = 10
_LEAST_STATE = 40
"""Columns of the pane below which a state is its sign alone."""


class TakesPane(ScrollView, can_focus=True):
    """Shows what it is told; the window does what its commands ask for.

    Attributes:
        cursor: index of the row that commands are about.
        spoken: index of the row that is heard, None while none is.
    """

    HELP = f"Sentences: {KEYS}, R makes all old ones again."
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "takes-pane--cursor",
        "takes-pane--heard",
        "takes-pane--old",
        "takes-pane--making",
        "takes-pane--failed",
        "takes-pane--kept",
        "takes-pane--quiet",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *(command.binding for command in TAKES_COMMANDS),
        Binding("down,j", "step(1)", "Next", show=False),
        Binding("up,k", "step(-1)", "Previous", show=False),
        Binding("pagedown", "page(1)", "Page on", show=False),
        Binding("pageup", "page(-1)", "Page back", show=False),
        Binding("home,g", "step(-1000000000)", "First", show=False),
        Binding("end,G", "step(1000000000)", "Last", show=False),
    ]

    app: BaseApp

    class Clicked(Message):
        """The row at the cursor was clicked once more: it is to be heard."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._seen: object = None
        self.cursor = 0
        self.spoken: int | None = None
        self._spoken_seconds = 0.0
        self._voice_width = _COLUMNS[0][1]

    def on_mount(self) -> None:
        self.border_title = "Takes"
        self.on_blur()

    @property
    def row(self) -> Row | None:
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show(self, rows: Sequence[Row], spoken: int | None, seconds: float, seen: object) -> None:
        """Show these.

        Args:
            spoken: index of the one that is heard.
            seconds: into it.
            seen: changes with the rows; where it is as before, they are.
        """
        now = (seen, spoken, round(seconds, 1))
        if now == self._seen and rows is self._rows:
            return
        follows = spoken is not None and spoken != self.spoken and self.cursor == self.spoken
        self._seen, self._rows, self.spoken, self._spoken_seconds = now, rows, spoken, seconds
        self.virtual_size = Size(0, len(rows) + 1)
        self.cursor = min(self.cursor, max(len(rows) - 1, 0))
        if follows and spoken is not None:
            self.go(spoken)
        made = [row for row in rows if row.take and row.state not in ("left out", "unsaid")]
        total = sum(row.take.seconds for row in made if row.take)
        voices = (len(row.take.manner.voice) + len(_speed(row.take)) for row in made if row.take)
        self._voice_width = min(max(_COLUMNS[0][1], 1 + max(voices, default=0)), _WIDEST_VOICE)
        old = sum(row.state == "old" for row in rows)
        wanted = sum(row.state not in ("left out", "unsaid") for row in rows)
        parts = [f"{len(made)} of {wanted} made", clock(total), f"{old} old: R" if old else ""]
        self.border_title = f"Takes · {' · '.join(filter(None, parts))}" if rows else "Takes"
        self.refresh()

    def go(self, index: int) -> None:
        """Bring the cursor to a row."""
        index = min(max(index, 0), max(len(self._rows) - 1, 0))
        if index != self.cursor:
            self.cursor = index
        top = self.scroll_offset.y
        room = max(self.scrollable_content_region.height - 1, 1)
        if not top <= index < top + room:
            self.scroll_to(y=index if index < top else index - room + 1, animate=False)
        self.refresh()

    def action_step(self, rows: int) -> None:
        self.go(self.cursor + rows)

    def action_page(self, pages: int) -> None:
        self.go(self.cursor + pages * max(self.scrollable_content_region.height - 2, 1))

    def on_click(self, event: events.Click) -> None:
        index = self.scroll_offset.y + event.get_content_offset_capture(self).y - 1
        if not 0 <= index < len(self._rows):
            return
        if index == self.cursor and event.chain > 1:
            self.post_message(self.Clicked())
        self.go(index)

    def on_focus(self) -> None:
        self._show_keys()
        self.refresh()

    def on_blur(self) -> None:
        self.border_subtitle = f"{self.app.key_of('takes')} goes to a sentence"
        self.refresh()

    def on_resize(self) -> None:
        if self.has_focus:
            self._show_keys()

    def _show_keys(self) -> None:
        room = self.size.width - 4
        self.border_subtitle = KEYS if room > len(KEYS) else fitting(SHORT_KEYS.split(" · "), room)

    # ---- drawing

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        plain = self.rich_style
        index = self.scroll_offset.y + y - 1
        if y == 0:
            return self._strip(
                self._heading(width), width, plain + self.get_component_rich_style("takes-pane--quiet")
            )
        if not self._rows:
            lines = ["", *wrap(EMPTY.format(keys=self.app.key_of("speak")), max(width, 1))]
            words = lines[y - 1] if y <= len(lines) else ""
            return self._strip(words, width, plain + self.get_component_rich_style("takes-pane--quiet"))
        if index >= len(self._rows):
            return Strip.blank(width, plain)
        row = self._rows[index]
        style = plain + self._style_of(row, index)
        return self._strip(self._line(row, index, width), width, style)

    def _strip(self, text: str, width: int, style: Style) -> Strip:
        return Strip([Segment(set_cell_size(text, width), style)], width)

    def _style_of(self, row: Row, index: int) -> Style:
        if index == self.cursor:
            return self.get_component_rich_style("takes-pane--cursor")
        if index == self.spoken:
            return self.get_component_rich_style("takes-pane--heard")
        name = {"next": "quiet", "left out": "quiet", "unsaid": "quiet", "made": ""}.get(row.state, row.state)
        return self.get_component_rich_style(f"takes-pane--{name}") if name else Style()

    def _shown(self, width: int) -> list[str]:
        paid = any(
            row.take and row.take.cost_usd != 0.0 for row in self._rows[: 1 + self.scroll_offset.y + 100]
        )
        return [name for name, _, least in _COLUMNS if width >= least and (name != "cost" or paid)]

    def _laid_out(self, number: str, sentence: str, cells: dict[str, str], state: str, width: int) -> str:
        shown = self._shown(width)
        state_width = _STATE if width >= _LEAST_STATE else 2
        sizes = {name: self._voice_width if name == "voice" else size for name, size, _ in _COLUMNS}
        room = width - 7 - state_width - sum(sizes[name] for name in shown)
        parts = [set_cell_size(number.rjust(6), 6), " ", _cut(sentence, max(room - 1, 1)), " "]
        for name in shown:
            cell = cells[name].rjust(sizes[name] - 2) if name in _NUMBERS else cells[name]
            parts.append(set_cell_size(cell, sizes[name]))
        return "".join([*parts, set_cell_size(state, state_width)])

    def _heading(self, width: int) -> str:
        return self._laid_out("#", "sentence", {name: name for name, _, _ in _COLUMNS}, "state", width)

    def _line(self, row: Row, index: int, width: int) -> str:
        take = row.take
        cells = dict.fromkeys((name for name, _, _ in _COLUMNS), "-")
        if take:
            rtf, cost = take.rtf, take.cost_usd
            cells = {
                "voice": shortened(take.manner.voice, self._voice_width - 1 - len(_speed(take)))
                + _speed(take),
                "take": f"{row.at + 1}/{len(row.takes)}",
                "s": f"{take.seconds:.1f}",
                "RTF": "-" if rtf is None else f"{rtf:.2f}".lstrip("0"),
                "cost": "?" if cost is None else f"${cost:.4f}" if cost else "-",
            }
        state = f"{_SIGNS[row.state]} {row.state}"
        heard = index == self.spoken
        if heard:
            state = f"▶ {self._spoken_seconds:.1f}"
        mark = "▸" if heard else " "
        return self._laid_out(f"{mark}{index + 1:>4}", " ".join(row.text.split()), cells, state, width)


def _speed(take: SentenceTake) -> str:
    speed = take.manner.speed
    return f"×{speed:g}" if speed != 1.0 else ""


def _cut(text: str, width: int) -> str:
    """As wide as that, with an ellipsis where there is more of it."""
    return set_cell_size(text, width) if cell_len(text) <= width else f"{set_cell_size(text, width - 1)}…"
