"""What the player panel shows of a take and of the player."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tts_tui.ui.widgets.latency_strip import LatencyView
from tts_tui.ui.widgets.player_panel import PlayerView, PlayState

if TYPE_CHECKING:
    from tts_tui.audio.play.status import PlayerStatus
    from tts_tui.studio.take import Take

_STATES: dict[str, PlayState] = {
    "idle": "stopped",
    "buffering": "buffering",
    "playing": "playing",
    "paused": "paused",
    "ended": "ended",
}


def latencies_of(take: Take, status: PlayerStatus, *, loaded: bool, last: Sequence[float]) -> LatencyView:
    """What was measured on the way of a take to the ear.

    Args:
        loaded: the player holds this take.
        last: the first-chunk latencies of the takes so far.
    """
    metrics, waited = take.metrics, take.waited_ms
    return LatencyView(
        began_ms=waited or None,
        ready_ms=None if metrics.ready_ms is None else waited + metrics.ready_ms,
        first_chunk_ms=take.first_chunk_ms,
        onset_ms=None if metrics.onset_ms is None else waited + metrics.onset_ms,
        sound_ms=None if status.unavailable else take.sound_ms,
        ahead_seconds=status.buffered_ahead_s if loaded else 0.0,
        underruns=status.underruns,
        starved=status.starved,
        arrivals=take.arrivals,
        last=last,
    )


def view_of(
    take: Take, status: PlayerStatus, *, position: float, loaded: bool, other: bool = False
) -> PlayerView:
    """The moment of a take.

    Args:
        position: seconds into it.
        loaded: the player holds this take; else it is shown stopped.
        other: it was made with something else than what is chosen now.
    """
    state: PlayState = _STATES[status.state] if loaded else "stopped"
    if state == "buffering" and status.held:
        state = "held"
    elif state == "buffering" and take.end is None and status.position_s >= take.seconds:
        state = "unmade"
    if take.timeline is None:
        state = "empty" if take.end else "waiting"
    metrics = take.metrics
    name = f"sample of {take.voice}" if take.preview else take.voice
    title = f"{name} · {take.request.model}" if name else take.request.model
    return PlayerView(
        state=state,
        position=position,
        made_seconds=take.seconds,
        expected_seconds=take.expected_seconds,
        complete=take.end is not None,
        ahead_seconds=status.buffered_ahead_s if loaded else take.seconds,
        rate=status.rate,
        volume=status.volume,
        first_chunk_ms=take.first_chunk_ms,
        sound_ms=None if status.unavailable else take.sound_ms,
        rtf=metrics.rtf if metrics else None,
        cost_usd=metrics.cost_usd if metrics else 0.0,
        progress=take.progress,
        title=f"made with {title}" if other and not take.preview else title,
    )
