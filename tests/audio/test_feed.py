"""Timeline, feed, ring and callback together, with no device and no clock, against a reference model.

The model knows nothing of rings: a run through the clip from frame f at rate r *is* the clip from f on, stretched in
one go. Whatever order things happen in, each frame that the callback reads must be the model's next one, except
where a fade or a crossfade (5 ms each) is due.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tts_tui.audio.play.feed import Feed
from tts_tui.audio.play.renderer import Renderer
from tts_tui.audio.play.ring import Ring
from tts_tui.audio.play.stretch import TimeStretch
from tts_tui.audio.timeline import Timeline

RATE = 1000
FADE, CROSSFADE, CALLBACK_AT_MOST = 5, 5, 40


@contextmanager
def ring_of(frames: int) -> Iterator[Ring]:
    ring = Ring.create(frames)
    ring.forget()
    yield ring


def stretched(samples: np.ndarray, rate: float) -> np.ndarray:
    if rate == 1.0:
        return samples
    stretch = TimeStretch(RATE, rate)
    return np.concatenate([stretch.push(samples), stretch.flush()])


@dataclass
class Run:
    """From one place in the clip on, at one rate: what was heard of it, by ring index."""

    index: int
    frame: int
    rate: float
    joined: bool
    heard: dict[int, float] = field(default_factory=dict)


class Playing(RuleBasedStateMachine):
    """Any sequence of append, finish, seek, pause, resume, speed, and callbacks of any size."""

    @initialize(capacity=st.sampled_from([300, 1000]))
    def start(self, capacity: int) -> None:
        self.ring = Ring.create(capacity)
        self.ring.forget()
        self.renderer = Renderer(self.ring, RATE)
        self.renderer.fill(np.zeros(60, np.float32), 0.0)  # the silence that begins a stream
        self.ring.control.threshold = 50
        self.timeline = Timeline(RATE, memory_seconds=1.0)
        self.clip = np.zeros(0, np.float32)
        self.runs: list[Run] = []
        self.faded: set[int] = set()  # ring indices in which a fade may be
        self.quiet = True
        self.begin(0, 1.0)

    def begin(self, frame: int, rate: float) -> None:
        self.feed = Feed(self.timeline, self.ring, RATE, frame, rate)
        self.runs.append(Run(self.ring.control.written, frame, rate, joined=False))

    @precondition(lambda self: not self.timeline.complete)
    @rule(frames=st.integers(0, 700))
    def append(self, frames: int) -> None:
        samples = np.random.default_rng(len(self.clip)).uniform(0.1, 1.0, frames).astype(np.float32)
        self.timeline.append(samples)
        self.clip = np.concatenate([self.clip, samples])

    @rule()
    def finish(self) -> None:
        self.timeline.finish()

    @rule()
    def pump(self) -> None:
        self.feed.pump()

    @rule()
    def play(self) -> None:
        self.ring.control.playing = 1

    @rule()
    def pause(self) -> None:
        self.ring.control.playing = 0
        self.callback(CALLBACK_AT_MOST)
        assert self.ring.control.silent

    @rule(frame=st.integers(0, 3000))
    def seek(self, frame: int) -> None:
        playing = self.ring.control.playing
        self.pause()
        self.begin(min(frame, len(self.clip)) if self.timeline.complete else frame, self.runs[-1].rate)
        self.ring.control.playing = playing

    @rule(rate=st.sampled_from([0.5, 1.0, 1.7, 3.0]))
    def speed(self, rate: float) -> None:
        last = self.runs[-1]
        self.feed.set_rate(rate)
        self.feed.pump()
        index = self.feed._spans[-1][0]
        frame = round(min(last.frame + (index - last.index) * last.rate, self.timeline.frames))
        assert self.feed._spans[-1][1] == frame
        self.runs.append(Run(index, frame, rate, joined=True))

    @rule(frames=st.integers(1, CALLBACK_AT_MOST))
    def callback(self, frames: int) -> None:
        control, out = self.ring.control, np.full(frames, 9.0, np.float32)
        before = control.read
        self.renderer.fill(out, 0.0)
        count = control.read - before
        assert not np.any(out[count:])
        if count and self.quiet and before != control.start:
            self.faded.update(range(before, before + FADE))
        for place, value in enumerate(out[:count].tolist()):
            run = next(run for run in reversed(self.runs) if run.index <= before + place)
            run.heard[before + place] = value
        if count:
            self.quiet = bool(control.dry)
            if self.quiet and control.read != control.end:
                self.faded.update(range(control.read - FADE, control.read))

    def teardown(self) -> None:
        if not hasattr(self, "feed"):
            return
        self.timeline.finish()
        self.ring.control.playing = 1
        while not self.feed.finished:
            self.feed.pump()
            self.callback(CALLBACK_AT_MOST)
        last = self.runs[-1]
        assert self.ring.control.end - last.index == round(max(0, len(self.clip) - last.frame) / last.rate)
        for run in self.runs:
            model = stretched(self.clip[run.frame :], run.rate)
            for index, value in run.heard.items():
                if run.joined and index < run.index + CROSSFADE:
                    continue
                wanted = model[index - run.index]
                if index in self.faded:
                    assert abs(value) <= abs(wanted)
                else:
                    assert value == wanted
            assert list(run.heard) == list(range(run.index, run.index + len(run.heard)))


TestPlaying = Playing.TestCase
TestPlaying.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def heard(ring: Ring, renderer: Renderer, frames: int) -> np.ndarray:
    out = np.zeros(frames, np.float32)
    renderer.fill(out, 0.0)
    return out


def test_a_stream_begins_with_silence_and_a_clip_with_its_own_first_sample() -> None:
    samples = np.linspace(0.5, 1.0, 200, dtype=np.float32)
    with ring_of(500) as ring:
        timeline = Timeline(RATE)
        timeline.append(samples)
        timeline.finish()
        renderer, feed = Renderer(ring, RATE), Feed(timeline, ring, RATE, 0, 1.0)
        feed.pump()
        ring.control.playing = 1
        out = np.concatenate([heard(ring, renderer, 30) for _ in range(10)])
    assert not np.any(out[:60])
    assert np.array_equal(out[60:260], samples)
    assert not np.any(out[260:])


def test_volume_moves_without_a_step_and_nothing_exceeds_it() -> None:
    with ring_of(1000) as ring:
        renderer = Renderer(ring, RATE)
        renderer.fill(np.zeros(60, np.float32), 0.0)
        ring.write(np.ones(900, np.float32))
        ring.control.playing = ring.control.start = 1
        out = []
        for volume in (0.2, 1.0, 0.0, 0.6):
            ring.control.volume = volume
            out.append(heard(ring, renderer, 100))
            assert out[-1][-1] == np.float32(volume)
    assert np.abs(np.diff(np.concatenate([[0.0], *out]))).max() <= 1.0 / FADE + 1e-6


def test_running_dry_fades_and_waits_for_enough_before_it_sounds_again() -> None:
    with ring_of(1000) as ring:
        renderer = Renderer(ring, RATE)
        renderer.fill(np.zeros(60, np.float32), 0.0)
        ring.control.playing, ring.control.threshold = 1, 50
        ring.write(np.ones(80, np.float32))
        dry = np.concatenate([heard(ring, renderer, 40) for _ in range(4)])
        ring.write(np.ones(49, np.float32))
        waiting = heard(ring, renderer, 40)
        ring.write(np.ones(1, np.float32))
        again = heard(ring, renderer, 40)
    assert ring.control.starved == 1
    assert np.abs(np.diff(dry)).max() <= 1 / (FADE - 1) + 1e-6
    assert not np.any(waiting)
    assert np.count_nonzero(again) >= 39


def test_a_device_at_another_rate_gets_the_clip_resampled_to_its_end() -> None:
    tone = np.sin(2 * np.pi * 50 * np.arange(2000) / RATE).astype(np.float32)
    with ring_of(8000) as ring:
        timeline = Timeline(RATE)
        timeline.append(tone)
        timeline.finish()
        feed = Feed(timeline, ring, 3000, 0, 1.0)
        feed.pump()
        assert ring.control.end == 6000
        out = ring.peek(0, 6000)
        assert feed.position(3000) == 1000
    expected = np.sin(2 * np.pi * 50 * np.arange(6000) / 3000)
    assert np.abs(out - expected)[100:-100].max() < 0.01


def test_what_is_heard_lags_what_was_read_by_the_delay() -> None:
    with ring_of(500) as ring:
        renderer = Renderer(ring, RATE)
        renderer.fill(np.zeros(60, np.float32), 0.0)
        ring.write(np.ones(400, np.float32))
        ring.control.playing = 1
        renderer.fill(np.zeros(100, np.float32), 0.25)
        clock = ring.control.called_at
    assert ring.index_at(clock, RATE) == 0
    assert ring.index_at(clock + 0.25 + 0.03, RATE) == pytest.approx(30)
    assert ring.index_at(clock + 9.0, RATE) == 100
