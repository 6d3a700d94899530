"""The time left is told once it is known, and doesn't jump."""

from __future__ import annotations

import numpy as np
import pytest

from tts_tui.speech.events import Progress
from tts_tui.studio import tally as tallies
from tts_tui.studio.pace import Pace
from tts_tui.studio.tally import Tally

RATE = 8000
PACE = 0.1
"""Seconds of work for a second of audio."""
SECONDS = 60.0


def speak(
    monkeypatch: pytest.MonkeyPatch, first_wait: float, chunk: float, before: float | None
) -> list[Progress]:
    """The progress of a minute of speech by a clock of our own, in chunks of so many seconds."""
    now = 100.0
    monkeypatch.setattr(tallies.time, "perf_counter", lambda: now)
    tally = Tally(1000, estimated_seconds=SECONDS, pace=Pace(before))
    tally.sample_rate = RATE
    tally.ready()
    told = []
    while tally.audio_seconds < SECONDS:
        since = now
        now += chunk * PACE + (0.0 if tally.frames else first_wait)
        tally.waited(since)
        if not tally.frames:
            tally.first_chunk()
        tally.add(np.zeros(round(chunk * RATE), np.float32))
        told.append(tally.progress())
    return told


@pytest.mark.parametrize("before", [None, PACE])
@pytest.mark.parametrize(("first_wait", "chunk"), [(0.5, 0.1), (2.0, 0.25), (0.3, 5.0)])
def test_the_first_chunk_which_takes_longer_is_no_measure(
    monkeypatch: pytest.MonkeyPatch, first_wait: float, chunk: float, before: float | None
) -> None:
    progress = speak(monkeypatch, first_wait, chunk, before)
    told = [each for each in progress if each.eta_seconds is not None]
    assert len(told) > len(progress) / 2
    for each in told:
        left = PACE * (SECONDS - each.audio_seconds)
        assert each.eta_seconds == pytest.approx(left, rel=0.75, abs=0.2)
    if before:
        assert told[0] is progress[0], "how fast it is was known before"


def test_what_was_known_before_is_unlearnt() -> None:
    pace = Pace(before=1.0)
    assert pace.after(0.1, 0.5) == pytest.approx(1.0)
    assert pace.after(10.1, 100.5) < 0.2


def test_at_the_end_nothing_is_left() -> None:
    tally = Tally(10, sample_rate=RATE)
    assert tally.progress().eta_seconds is None
    assert tally.all_done().eta_seconds == 0.0


def test_what_comes_at_once_with_the_first_chunk_tells_no_pace() -> None:
    pace = Pace()
    assert pace.after(work=3.0, audio=0.6) is None
    assert pace.after(work=3.01, audio=1.9) is None
    assert pace.after(work=6.0, audio=4.0) == pytest.approx(3.0 / 3.4)
