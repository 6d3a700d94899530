"""When what happened on the way from the key to the ear: one row, or with the latest chunks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.content import Content

from tts_tui.ui.readouts import fitting, shortened
from tts_tui.ui.widgets.readout import Readout

if TYPE_CHECKING:
    from tts_tui.studio.take import Arrival


Breadth = Literal["off", "row", "chunks"]
_NEXT: dict[Breadth, Breadth] = {"off": "row", "row": "chunks", "chunks": "off"}

CHUNKS = 4
"""Of the latest that are listed."""
_WIDE = 76
"""Columns of a whole row, in a window of 80; in a narrower one there is less of the sentence."""
_COLUMNS = (("asked s", 8), ("phonemes", 9), ("infer ms", 9), ("in hand", 8), ("heard s", 8), ("audio", 6))
"""Seconds from the key until its sentence was given to the engine; the milliseconds of its phonemes and of its
inference, with the first of its chunks; seconds from the key until a chunk was in hand, and is heard at 1×; how long it
is. Behind them, how much before its turn it came, below 0 too late."""
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
        lines = [Content.styled(fitting(parts, width), "$faint") for parts in _rows(view, width)]
        if self.breadth == "chunks":
            lines.append(Content.styled(heading(width), "$faint"))
            lines += [
                Content.styled(
                    line[:width],
                    "$warning" if _late(arrival, view.sound_ms) else "$faint",
                )
                for arrival, line in chunk_rows(view, width)
            ] or [Content.styled("no chunk yet", "$faint")]
        self.show(Content("\n").join(lines))


def _rows(view: LatencyView, width: int) -> list[list[str]]:
    """What is told in one row, or in two where that is too long for it."""
    moments, rest = (
        _moments(view),
        [*([f"first {sparkline(view.last)}"] if view.last else []), *_buffer(view)],
    )
    if not (moments or view.last):
        return [["nothing was spoken yet"]]
    whole = [*moments, *rest]
    return [whole] if len(" · ".join(whole)) <= width else [moments, rest]


def _moments(view: LatencyView) -> list[str]:
    """The way of the first sentence, in milliseconds."""
    times = next((each.times for each in view.arrivals[:1]), None)
    moments = (
        ("queue", view.began_ms),
        ("loaded", view.ready_ms),
        ("phonemes", times.phonemes_ms if times else None),
        ("inference", times.inference_ms if times else None),
        ("PCM", view.first_chunk_ms),
        ("audible", view.onset_ms),
        ("heard", view.sound_ms),
    )
    told = [f"{name} {ms:.0f}" for name, ms in moments if ms is not None]
    return [*told[:-1], f"{told[-1]} ms"] if told else []


def _buffer(view: LatencyView) -> list[str]:
    trouble = f"underruns {view.underruns}, waits {view.starved}"
    return [
        f"ahead {view.ahead_seconds:.1f} s",
        f"! {trouble}" if view.underruns or view.starved else trouble,
    ]


def heading(width: int) -> str:
    """Of `chunk_rows`."""
    columns = "".join(f"{name:>{wide}}" for name, wide in _columns_of(width))
    return f"    {shortened('sentence', _words_of(width)):<{_words_of(width)}}{columns}{'early':>6}"


def _words_of(width: int) -> int:
    return max(0, 16 - max(0, _WIDE - width))


def _columns_of(width: int) -> Sequence[tuple[str, int]]:
    return _COLUMNS if _words_of(width) else _COLUMNS[:-1]


def chunk_rows(view: LatencyView, width: int) -> list[tuple[Arrival, str]]:
    """The latest chunks, a row each."""
    first = max(0, len(view.arrivals) - CHUNKS)
    return [
        (arrival, f"{number:>3} {_row(arrival, view.sound_ms, width)}")
        for number, arrival in enumerate(view.arrivals[first:], first + 1)
    ]


def _row(arrival: Arrival, sound_ms: float | None, width: int) -> str:
    """One chunk under `heading`."""
    words = shortened(" ".join(arrival.text.split()), _words_of(width))
    heard = None if sound_ms is None else sound_ms / 1000 + arrival.start
    asked = None if arrival.asked_ms is None else arrival.asked_ms / 1000
    steps = arrival.times
    phonemes, inference = (steps.phonemes_ms, steps.inference_ms) if steps else (None, None)
    in_hand, seconds = _seconds(arrival.ms / 1000), _seconds(arrival.seconds)
    values = (_seconds(asked), _ms(phonemes), _ms(inference), in_hand, _seconds(heard), seconds)
    columns = zip(values, _columns_of(width), strict=False)
    told = "".join(f"{value:>{wide}}" for value, (_, wide) in columns)
    return f"{words:<{_words_of(width)}}{told}{_ahead(arrival, sound_ms)}"


def _ms(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}" if value < 10 else f"{value:.0f}"


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
    return f"{margin:>6.2f}" if margin >= 0 else f"{margin:>6.2f} !"


def _late(arrival: Arrival, sound_ms: float | None) -> bool:
    margin = _margin(arrival, sound_ms)
    return margin is not None and margin < 0


def sparkline(values: Sequence[float]) -> str:
    """A column each, from nothing to the highest."""
    most = max(values)
    return "".join(_LEVELS[min(int(value / most * 8), 7)] if most else _LEVELS[0] for value in values)
