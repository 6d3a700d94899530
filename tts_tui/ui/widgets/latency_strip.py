"""When what happened on the way from the key to the ear: one row, or with the latest chunks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from textual.content import Content

from tts_tui.studio.take import Arrival
from tts_tui.ui.readouts import fitting, shortened
from tts_tui.ui.widgets.readout import Readout

Breadth = Literal["off", "row", "chunks"]
_NEXT: dict[Breadth, Breadth] = {"off": "row", "row": "chunks", "chunks": "off"}

CHUNKS = 4
"""Of the latest that are listed."""
_WORDS = 24
HEAD = f"    {'sentence, times in s':<{_WORDS}}{'asked':>8}{'in hand':>8}{'heard':>8}{'audio':>8}{'early':>8}"
"""Seconds from the key until its sentence was given to the engine, a chunk was in hand, and it is heard at 1×; how long
it is; and how much before its turn it came, below 0 too late."""
_LEVELS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class LatencyView:
    """What was measured of a take; times in milliseconds from the key, None for what wasn't.

    Attributes:
        began_ms: the studio began.
        ready_ms: the engine was loaded.
        first_chunk_ms: the first PCM was in hand.
        onset_ms: a player that begins with it would sound the first sample above -40 dBFS.
        sound_ms: the device sounded.
        ahead_seconds: made and not yet heard.
        underruns: times that the device ran out of samples, since the start.
        starved: times that the player waited for the engine.
        arrivals: the chunks.
        last: the first-chunk latencies of the takes so far, the latest at the end.
    """

    began_ms: float | None = None
    ready_ms: float | None = None
    first_chunk_ms: float | None = None
    onset_ms: float | None = None
    sound_ms: float | None = None
    ahead_seconds: float = 0.0
    underruns: int = 0
    starved: int = 0
    arrivals: Sequence[Arrival] = ()
    last: Sequence[float] = ()


class LatencyStrip(Readout):
    """Shows a `LatencyView`."""

    def __init__(self) -> None:
        super().__init__(id="latency-strip")
        self.breadth: Breadth = "off"
        self.display = False

    def widen(self) -> None:
        """From nothing to a row, to the chunks, and to nothing again."""
        self.breadth = _NEXT[self.breadth]
        self.display = self.breadth != "off"

    def tell(self, view: LatencyView) -> None:
        """Draw a moment."""
        if self.breadth == "off":
            return
        width = self.size.width or 76
        lines = [Content.styled(fitting(_parts(view), width), "$faint")]
        if self.breadth == "chunks":
            lines.append(Content.styled(fitting(_buffer(view), width), "$faint"))
            lines.append(Content.styled(HEAD[:width], "$faint"))
            lines += [
                Content.styled(
                    line[:width],
                    "$warning" if _late(arrival, view.sound_ms) else "$faint",
                )
                for arrival, line in _chunks(view)
            ] or [Content.styled("no chunk yet", "$faint")]
        self.show(Content("\n").join(lines))


def _parts(view: LatencyView) -> list[str]:
    moments = (
        ("queue", view.began_ms),
        ("loaded", view.ready_ms),
        ("PCM", view.first_chunk_ms),
        ("audible", view.onset_ms),
        ("heard", view.sound_ms),
    )
    told = [f"{name} {ms:.0f}" for name, ms in moments if ms is not None]
    parts = [f"! {_trouble(view)}"] if view.underruns or view.starved else []
    if told:
        parts += [f"ms {told[0]}", *told[1:]]
    if view.last:
        parts.append(sparkline(view.last))
    return [*parts, *_buffer(view)] if parts else ["nothing was spoken yet"]


def _trouble(view: LatencyView) -> str:
    return f"underruns {view.underruns}, waits {view.starved}"


def _buffer(view: LatencyView) -> list[str]:
    return [f"ahead {view.ahead_seconds:.1f} s", _trouble(view)]


def _chunks(view: LatencyView) -> list[tuple[Arrival, str]]:
    first = max(0, len(view.arrivals) - CHUNKS)
    return [
        (arrival, f"{number:>3} {_row(arrival, view.sound_ms)}")
        for number, arrival in enumerate(view.arrivals[first:], first + 1)
    ]


def _row(arrival: Arrival, sound_ms: float | None) -> str:
    """One chunk under `HEAD`: its sentence, and seconds."""
    words = shortened(" ".join(arrival.text.split()), _WORDS)
    heard = None if sound_ms is None else sound_ms / 1000 + arrival.start
    asked = None if arrival.asked_ms is None else arrival.asked_ms / 1000
    times = (asked, arrival.ms / 1000, heard, arrival.seconds)
    return (
        f"{words:<{_WORDS}}" + "".join(f"{_seconds(each):>8}" for each in times) + _ahead(arrival, sound_ms)
    )


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _margin(arrival: Arrival, sound_ms: float | None) -> float | None:
    """Seconds by which a chunk came before it was to be heard, at 1×; None for the first, or before any is heard."""
    if sound_ms is None or not arrival.start:
        return None
    return arrival.start + (sound_ms - arrival.ms) / 1000


def _ahead(arrival: Arrival, sound_ms: float | None) -> str:
    margin = _margin(arrival, sound_ms)
    if margin is None:
        return ""
    return f"{margin:>8.2f}" if margin >= 0 else f"{margin:>8.2f} !"


def _late(arrival: Arrival, sound_ms: float | None) -> bool:
    margin = _margin(arrival, sound_ms)
    return margin is not None and margin < 0


def sparkline(values: Sequence[float]) -> str:
    """A column each, from nothing to the highest."""
    most = max(values)
    return "".join(_LEVELS[min(int(value / most * 8), 7)] if most else _LEVELS[0] for value in values)
