"""The rows of the voice browser: thousands are as quick as ten, since only those in sight are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual
from textual.widgets import Static

from tts_tui.events.language_names import language_name
from tts_tui.events.voice_book import Key, Order, VoiceRow
from tts_tui.ui.commands import BROWSER_COMMANDS

_MARK = 2


@dataclass(frozen=True, slots=True)
class VoiceColumn:
    """One thing about a voice; those at the right are left out where there is no room."""

    order: Order
    title: str
    width: int
    shown: Callable[[VoiceRow], str]
    style: str = ""
    short: Callable[[VoiceRow], str] = lambda _row: ""
    """Of it where the whole has no room; empty to cut that."""


def _maker(row: VoiceRow) -> str:
    more = f" +{len(row.models) - 1}" if len(row.models) > 1 else ""
    return f"{row.model.provider_name} · {row.model.id}{more}"


COLUMNS = (
    VoiceColumn("name", "name", 18, lambda row: row.voice.label),
    VoiceColumn("language", "language", 19, lambda row: language_name(row.voice.language), "$faint"),
    VoiceColumn("gender", "gender", 7, lambda row: row.voice.gender),
    VoiceColumn("grade", "grade", 6, lambda row: row.voice.grade, "$secondary"),
    VoiceColumn("provider", "provider · model", 38, _maker, "$faint", lambda row: row.model.provider_name),
    VoiceColumn("cost", "cost", 8, lambda row: row.cost),
)
_LEAST_MAKER = 16


def columns_for(width: int) -> list[tuple[VoiceColumn, int]]:
    """The columns that fit, each with its width, one blank after each."""
    found: list[tuple[VoiceColumn, int]] = []
    left = width - _MARK
    for column in COLUMNS:
        least = _LEAST_MAKER if column.order == "provider" else column.width
        if left < least + 1:
            break
        given = min(column.width, left - 1)
        if column.order == "provider" and left - 1 - given < 9 <= left - 1 - _LEAST_MAKER:
            given = left - 1 - 9  # the last one has its place, too
        found.append((column, given))
        left -= given + 1
    return found


class VoiceHeader(Static):
    """Titles of the columns; a click sorts by one."""

    order: reactive[Order] = reactive[Order]("usual")

    class Clicked(Message):
        """Sort by this."""

        def __init__(self, order: Order) -> None:
            super().__init__()
            self.order = order

    def render(self) -> Content:
        titles = [("  ", "")]
        for column, width in columns_for(self.size.width):
            sorted_by = column.order == self.order
            title = f"{column.title} ▾" if sorted_by else column.title
            titles.append((set_cell_size(title, width) + " ", "$primary" if sorted_by else "$faint"))
        return Content.assemble(*titles)

    def on_click(self, event: events.Click) -> None:
        at = _MARK
        for column, width in columns_for(self.size.width):
            if at <= event.x <= at + width:
                self.post_message(self.Clicked("usual" if self.order == column.order else column.order))
            at += width + 1


class VoiceTable(ScrollView, can_focus=True):
    """Shows the rows that it is given; the screen does what its commands ask for."""

    HELP = "All voices: arrows move, a speaks each, enter uses one, / filters, o sorts, * marks a favourite."
    BINDINGS: ClassVar[list[BindingType]] = [
        *(command.binding for command in BROWSER_COMMANDS),
        Binding("down,j", "move(1)", "Next", show=False),
        Binding("up,k", "move(-1)", "Previous", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("home,g", "move(-1000000)", "First", show=False),
        Binding("end,G", "move(1000000)", "Last", show=False),
    ]

    cursor = reactive(0)

    class Moved(Message):
        """The cursor stands on another voice."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, VoiceTable.Moved)

    class Chosen(Message):
        """A row was clicked twice."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[VoiceRow] = ()
        self._favourite: Callable[[VoiceRow], bool] = lambda _row: False
        self._chosen: Key = ("", "")

    @property
    def highlighted(self) -> VoiceRow | None:
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show(
        self,
        rows: Sequence[VoiceRow],
        favourite: Callable[[VoiceRow], bool],
        chosen: Key,
        at: Key | None = None,
    ) -> None:
        """List these, the cursor on the same voice as before where that is among them.

        Args:
            chosen: the voice that speaks now, which is marked.
            at: where the cursor shall stand; as before when left out.
        """
        before = self.highlighted
        key = at or (before.key if before else chosen)
        self._rows, self._favourite, self._chosen = rows, favourite, chosen
        self.virtual_size = Size(0, len(rows))
        place = next((index for index, row in enumerate(rows) if row.key == key), 0)
        self.set_reactive(VoiceTable.cursor, place)
        self._see_cursor()
        self.refresh()
        if (now := self.highlighted) is None or before is None or now.key != before.key:
            self.post_message(self.Moved())

    def watch_cursor(self) -> None:
        self._see_cursor()
        self.refresh()
        self.post_message(self.Moved())

    def validate_cursor(self, cursor: int) -> int:
        return min(max(0, cursor), max(0, len(self._rows) - 1))

    def action_move(self, rows: int) -> None:
        self.cursor += rows

    def action_page(self, pages: int) -> None:
        self.cursor += pages * max(1, self.size.height - 1)

    def on_resize(self) -> None:
        self._see_cursor()

    def on_click(self, event: events.Click) -> None:
        row = event.y + self.scroll_offset.y
        if row >= len(self._rows):
            return
        same, self.cursor = self.cursor == row, row
        if event.chain > 1 and same:
            self.post_message(self.Chosen())

    def _see_cursor(self) -> None:
        top, height = self.scroll_offset.y, self.size.height
        if not height:
            return
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        index, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if index >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        content = self._line(self._rows[index], width)
        style = self.visual_style
        if index == self.cursor:
            focus = "$block-cursor" if self.has_focus else "$block-cursor-blurred"
            content = content.stylize(f"{focus}-foreground on {focus}-background")
        return Visual.to_strips(self, content, width, 1, style, pad=True)[0]

    def _line(self, row: VoiceRow, width: int) -> Content:
        columns = columns_for(width)
        name_width = columns[0][1] if columns else max(1, width - _MARK)
        name = _fitted(_printed(row.voice.label), name_width)
        if row.why:
            rest = _fitted(_printed(row.why), max(1, width - name_width - _MARK - 1))
            return Content.styled(f"✗ {name} {rest}", "$faint")
        chosen = row.key == self._chosen
        mark = ("● ", "$primary") if chosen else ("★ ", "$accent") if self._favourite(row) else ("  ", "")
        parts = [mark, (name, "bold" if chosen else "")]
        parts += [(f" {_cell(column, row, given)}", column.style) for column, given in columns[1:]]
        return Content.assemble(*parts)


def _cell(column: VoiceColumn, row: VoiceRow, width: int) -> str:
    whole = _printed(column.shown(row))
    return _fitted(whole if cell_len(whole) <= width else _printed(column.short(row)) or whole, width)


def _fitted(text: str, width: int) -> str:
    """In so many columns; what has none is seen to be left out."""
    return set_cell_size(text, width) if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"


def _printed(text: str) -> str:
    """A server may tell what no terminal should be sent."""
    return text if text.isprintable() else "".join(each if each.isprintable() else " " for each in text)
