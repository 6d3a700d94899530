"""How much of a clip has to be in hand before it sounds, and where it is silent itself."""

from __future__ import annotations

import numpy as np

from tts_tui.audio.timeline import Timeline

_REBUFFER_SECONDS = 0.35
"""Of listening to have in hand before a clip (again) sounds; twice as much after each time that it ran dry, because
an engine slower than speech is better heard in a few long stretches than in many short ones."""
_REBUFFER_AT_MOST = 5.0
_PAUSE_SECONDS = 0.1
_QUIET = 0.001
"""-60 dBFS."""


class Buffering:
    """The rule for one clip after the other."""

    def __init__(self) -> None:
        self._start_when = 0.0
        self._starved_before = 0

    def begin(self, starved: int) -> None:
        """Another clip.

        Args:
            starved: how often the output has run dry so far.
        """
        self._start_when = 0.0
        self._starved_before = starved

    def wait_for(self, seconds: float) -> None:
        """Let the clip begin when so many seconds of it exist, or all of it."""
        self._start_when = seconds

    def may_start(self, timeline: Timeline, place: float) -> bool:
        """Whether it may begin at a place, in seconds."""
        if timeline.complete:
            return True
        waits = self._start_when if place == 0.0 and not timeline.resting else 0.0
        return timeline.seconds > place and timeline.seconds >= place + waits

    def enough(self, timeline: Timeline, ahead_seconds: float, starved: int) -> bool:
        """Whether one that has run dry may sound again, with so many seconds of listening in hand."""
        if timeline.resting:  # it has run dry since nobody spoke, not since the engine is slow
            self._starved_before = starved
            return True
        wanted = min(_REBUFFER_SECONDS * 2.0 ** (starved - self._starved_before), _REBUFFER_AT_MOST)
        return timeline.complete or ahead_seconds >= wanted


def pauses_at(timeline: Timeline, place: float) -> bool:
    """Whether the speech itself is silent from that second on, for as long as another output takes to open."""
    rate = timeline.sample_rate
    samples = timeline.read(round(place * rate), round(_PAUSE_SECONDS * rate))
    return bool(len(samples)) and float(np.abs(samples).max()) < _QUIET
