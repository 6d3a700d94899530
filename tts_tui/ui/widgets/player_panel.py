"""The player: waveform, where it plays, what was measured, and how far the synthesis is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.markup import escape
from textual.widgets import ProgressBar

from tts_tui.speech.lengths import about, counted
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.readouts import clock, fitting, milliseconds, money, shortened, work_parts
from tts_tui.ui.widgets.latency_strip import LatencyStrip
from tts_tui.ui.widgets.readout import Readout
from tts_tui.ui.widgets.waveform import Waveform

if TYPE_CHECKING:
    from tts_tui.speech.events import Progress


PlayState = Literal[
    "empty", "waiting", "buffering", "unmade", "held", "playing", "paused", "stopped", "ended"
]

_STATES: dict[PlayState, tuple[str, str]] = {
    "empty": ("○", "nothing yet"),
    "waiting": ("◌", "waiting"),
    "playing": ("▶", "playing"),
    "paused": ("‖", "paused"),
    "buffering": ("◌", "buffering"),
    "unmade": ("◌", "not made yet"),
    "held": ("◌", "no sound, held"),
    "stopped": ("■", "stopped"),
    "ended": ("■", "ended"),
}


KEYS = "space play · ← → 5 s · ↑ ↓ sentence · 0-9 jump · , . speed · - + volume"

LEAST_WAIT = 1.0
"""Seconds from which it is told how long it waits."""

LEAST_BAR = 20
"""Columns that the progress bar keeps, whatever stands beside it."""


@dataclass(frozen=True, slots=True)
class PlayerView:
    """What the panel shows at one moment.

    Attributes:
        position: seconds, what is heard now or waited for.
        made_seconds: seconds that can be played.
        expected_seconds: seconds that the whole is likely to take.
        complete: nothing more will be made.
        ahead_seconds: seconds made and not yet heard.
        rate: playback speed.
        volume: 1.0 leaves the samples as they are.
        first_chunk_ms: key to the first PCM in hand, None before that.
        sound_ms: key to the first sound from the device, None before that.
        cost_usd: spent so far, None when unknown.
        rtf: real-time factor, None before the first audio.
        progress: of the synthesis, None before the first.
        title: voice and model.
        starts_in: seconds until it is likely to be heard, 0 where nothing waits, inf where that can't be told yet.
    """

    state: PlayState = "empty"
    position: float = 0.0
    made_seconds: float = 0.0
    expected_seconds: float = 0.0
    complete: bool = False
    ahead_seconds: float = 0.0
    rate: float = 1.0
    volume: float = 1.0
    first_chunk_ms: float | None = None
    sound_ms: float | None = None
    rtf: float | None = None
    cost_usd: float | None = 0.0
    progress: Progress | None = None
    title: str = ""
    starts_in: float = 0.0

    @property
    def head(self) -> float | None:
        """Share of the whole that was played, None when there is nothing."""
        return min(self.position / self.expected_seconds, 1.0) if self.expected_seconds else None


class PlayerPanel(Vertical):
    """Shows a `PlayerView`; asks for nothing and measures nothing itself."""

    app: BaseApp
    waveform = query_one("#waveform", Waveform)
    _clock = query_one("#clock", Readout)
    _latency = query_one("#latency", Readout)
    strip = query_one(LatencyStrip)
    _bar = query_one("#work", ProgressBar)
    _work = query_one("#work-summary", Readout)

    _title = _titled = ""
    DEFAULT_CLASSES = "-empty"

    def compose(self) -> ComposeResult:
        yield Waveform(id="waveform")
        with Horizontal(classes="line"):
            yield Readout(id="clock")
            yield Readout(id="latency")
        with Horizontal(classes="line"):
            yield ProgressBar(total=1.0, show_percentage=False, show_eta=False, id="work")
            yield Readout(id="work-summary")
        yield LatencyStrip()

    def on_mount(self) -> None:
        self.border_title = "Player"
        self.show(PlayerView(), ())

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _show_title(self) -> None:
        """What made the sound; while the keys go to the player, which those are."""
        keys = fitting(self.app.moving(KEYS).split(" · "), self.size.width - 6)
        title = keys if self.waveform.has_focus else self._title
        if title != self._titled:  # setting it draws the whole panel
            self._titled = self.border_subtitle = title

    def on_click(self, event: events.Click) -> None:
        """The bar of the work seeks as the waveform does."""
        if event.widget is None or self._bar not in event.widget.ancestors_with_self:
            return
        event.stop()
        bar = self._bar.region
        share = (event.screen_x - bar.x + 0.5) / max(bar.width, 1)
        self.post_message(Waveform.Seek(min(max(share, 0.0), 1.0)))

    @property
    def columns(self) -> int:
        """How many peaks the waveform has room for."""
        return self.waveform.size.width

    def show(self, view: PlayerView, peaks: Iterable[float]) -> None:
        """Draw a moment.

        Args:
            peaks: one a column, NaN where nothing is made yet.
        """
        self.waveform.show(peaks, view.head)
        starts = self.app.key_of("start-now") if view.starts_in else ""
        clock_now, width = _clock(view, starts), self.waveform.size.width
        self._clock.show(clock_now)
        room = width - len(clock_now) - 2
        note = view.progress.note if view.progress and not view.complete else ""
        self._latency.show(shortened(note, room) if note else fitting(_latency(view), room))
        self._bar.update(progress=view.progress.fraction if view.progress else 0.0)
        self._work.show(fitting(_work(view), width - LEAST_BAR))
        self._title = escape(view.title)
        self._show_title()
        self.set_class(view.state == "empty", "-empty")


def _clock(view: PlayerView, start_keys: str) -> Content:
    glyph, word = _STATES[view.state]
    if view.state == "buffering" and view.starts_in >= LEAST_WAIT:
        known = math.isfinite(view.starts_in)
        told = f"starts in ≈ {about(view.starts_in)}" if known else "gathering a head start"
        return Content.assemble((f"{glyph} {told}", "$accent"), (f" · {start_keys} now", "$faint"))
    if view.state == "empty":
        return Content.assemble((f"{glyph} {word}", "$faint"), (" · ^g speaks the text", "$faint"))
    likely = "" if view.complete else "≈"
    times = (
        f"{clock(view.position, tenths=True)} / {likely}{clock(view.expected_seconds, tenths=view.complete)}"
    )
    if view.state == "unmade":
        times += f" · made to {clock(view.made_seconds)}"
    extra = f" heard at {view.rate:.1f}×" if view.rate != 1.0 else ""
    if view.volume != 1.0:
        extra += f" vol {view.volume:.0%}"
    return Content.assemble(
        (f"{glyph} {word} ", "$accent" if view.state == "playing" else "$faint"), times, extra
    )


def _latency(view: PlayerView) -> list[str]:
    parts = []
    if view.first_chunk_ms is not None:
        parts.append(f"first {milliseconds(view.first_chunk_ms)}")
    if view.sound_ms is not None:
        parts.append(f"sound {milliseconds(view.sound_ms)}")
    if view.cost_usd != 0.0:
        parts.append(money(view.cost_usd))
    if view.rtf is not None:
        parts.append(f"RTF {view.rtf:.2f}")
    return parts


def _work(view: PlayerView) -> list[str]:
    if view.progress is None:
        return []
    ahead = [] if view.complete else [f"buf {counted(view.ahead_seconds)}"]
    return work_parts(view.progress, ended=view.complete) + ahead
