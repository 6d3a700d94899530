"""The audio as a waveform: played, made, and not made yet, with a playhead. A click seeks."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tts_tui.ui.commands import PLAYER_COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterable

RISING = " ▁▂▃▄▅▆▇█"
"""Glyphs that fill a cell from below, by eighths."""
MISSING = "·"
PLAYHEAD = "┃"
LOUD = 0.6
"""Peak amplitude drawn at full height: speech seldom goes beyond it."""


class Waveform(Widget, can_focus=True):
    """One column a slice of time, mirrored about the middle row by row when it is more than one row high."""

    HELP = (
        "The player: space plays and pauses, ← → seek, ↑ ↓ go by sentences, 0 to 9 jump to tenths, "
        ", and . change the speed."
    )
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in PLAYER_COMMANDS]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "waveform--played",
        "waveform--made",
        "waveform--missing",
        "waveform--head",
    }

    class Seek(Message):
        """The user wants to hear the part at this share of the width, 0 to 1."""

        def __init__(self, share: float) -> None:
            super().__init__()
            self.share = share

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._peaks: list[float] = []
        self._head: int | None = None

    def show(self, peaks: Iterable[float], head: float | None) -> None:
        """Draw.

        Args:
            peaks: largest amplitude of each column, NaN where nothing is made yet.
            head: share of the width, 0 to 1, where it is playing; None for no playhead.
        """
        column = None if head is None else min(int(head * self.size.width), self.size.width - 1)
        made = [peak for peak in peaks if not isnan(peak)]
        before = self._head
        if made != self._peaks or (column is None) != (before is None):
            self._peaks, self._head = made, column
            self.refresh()
        elif column is not None and before is not None and column != before:
            self._head = column
            left, right = sorted((column, before))
            self.refresh(Region(left, 0, right - left + 1, self.size.height))

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        played = self.get_component_rich_style("waveform--played")
        made = self.get_component_rich_style("waveform--made")
        head = self._head
        segments = []
        for x in range(width):
            if x == head:
                segments.append(Segment(PLAYHEAD, self.get_component_rich_style("waveform--head")))
            elif x >= len(self._peaks):
                middle = y == height // 2
                segments.append(
                    Segment(MISSING if middle else " ", self.get_component_rich_style("waveform--missing"))
                )
            else:
                style = played if head is not None and x < head else made
                segments.append(_cell(self._peaks[x], y, height, style))
        return Strip(segments, width).simplify()

    def on_click(self, event: events.Click) -> None:
        self.post_message(self.Seek((event.x + 0.5) / max(self.size.width, 1)))

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character in "0123456789":
            event.stop()
            self.post_message(self.Seek(int(event.character) / 10))


def _cell(peak: float, y: int, height: int, style: Style) -> Segment:
    """One cell of a column: bars stand on the ground when it is one row high, else on the middle, both ways.

    There are no glyphs that fill a cell from above by eighths, so the lower half is drawn in reverse.
    """
    level = min(peak / LOUD, 1.0) ** 0.7  # a gentle curve, so that quiet speech is seen
    if height < 2:
        return Segment(RISING[max(1, round(level * 8))], style)
    half = height // 2
    eighths = max(1, round(level * half * 8))
    upper = y < half
    row = half - 1 - y if upper else y - (height - half)
    if row < 0:  # the middle row of an odd height
        return Segment("█" if eighths > 4 else "━", style)
    filled = min(max(eighths - row * 8, 0), 8)
    if upper:
        return Segment(RISING[filled], style)
    return Segment(RISING[8 - filled], style + Style(reverse=True))
