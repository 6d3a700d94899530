"""The growing clip against the simplest thing that could be right: one long array."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tts_tui.audio.timeline import Timeline

RATE = 100


def counting(frames: int, first: int = 0) -> np.ndarray:
    """Samples that tell their own place."""
    return np.arange(first + 1, first + frames + 1, dtype=np.float32)


@settings(max_examples=60, deadline=None)
@given(
    pieces=st.lists(st.integers(0, 2500), max_size=12),
    reads=st.lists(st.tuples(st.integers(0, 12000), st.integers(0, 5000)), max_size=8),
    memory=st.sampled_from([0.0, 15.0, 1000.0]),
)
def test_reads_what_was_appended(pieces: list[int], reads: list[tuple[int, int]], memory: float) -> None:
    timeline, model = Timeline(RATE, memory_seconds=memory), np.zeros(0, np.float32)
    for frames in pieces:
        samples = counting(frames, len(model))
        timeline.append(samples)
        model = np.concatenate([model, samples])
        for start, count in reads:
            assert np.array_equal(timeline.read(start, count), model[start : start + count])
    assert timeline.frames == len(model)
    assert timeline.seconds == len(model) / RATE
    timeline.close()


@settings(max_examples=80, deadline=None)
@given(
    pieces=st.lists(st.integers(0, 400), max_size=10),
    columns=st.integers(1, 40),
    total=st.one_of(st.none(), st.integers(1, 8000)),
    rate=st.sampled_from([100, 700]),  # one frame, and seven, in each 10 ms
)
def test_peaks_are_the_largest_magnitudes(
    pieces: list[int], columns: int, total: int | None, rate: int
) -> None:
    timeline, model = Timeline(rate), np.zeros(0, np.float32)
    for place, frames in enumerate(pieces):
        samples = np.random.default_rng(place).uniform(-1, 1, frames).astype(np.float32)
        timeline.append(samples)
        model = np.concatenate([model, samples])
    peaks = timeline.peaks(columns, None if total is None else total / rate)
    assert peaks.shape == (columns,)
    frames_in_all = max(len(model), total or 0)
    begins = np.arange(columns + 1) * frames_in_all / columns
    size = rate // 100  # a column is known to 10 ms
    for column in range(columns):
        if begins[column] >= len(model):
            assert np.isnan(peaks[column])
        else:
            first = int(begins[column] / size) * size
            last = max(int(np.ceil(begins[column + 1] / size)) * size, first + size)
            assert peaks[column] <= np.abs(model[first:last]).max()
            inside = np.abs(model[int(np.ceil(begins[column])) : int(begins[column + 1] / size) * size])
            assert not len(inside) or peaks[column] >= inside.max()


def test_a_long_clip_leaves_memory_and_a_closed_one_leaves_the_disk(tmp_path: Path) -> None:
    timeline = Timeline(RATE, memory_seconds=30, spool_folder=tmp_path)
    for place in range(0, 60_000, 500):
        timeline.append(counting(500, place))
    assert sum(len(block) for block in timeline._blocks) <= 40 * RATE
    assert np.array_equal(timeline.read(0, 60_000), counting(60_000))
    timeline.close()
    assert list(tmp_path.iterdir()) == []
    assert len(timeline.read(0, 10)) == 0


def test_no_room_for_the_file_loses_nothing(tmp_path: Path) -> None:
    timeline = Timeline(RATE, memory_seconds=1, spool_folder=tmp_path / "missing")
    for place in range(0, 10_000, 500):
        timeline.append(counting(500, place))
    assert np.array_equal(timeline.read(0, 10_000), counting(10_000))


def test_a_disk_that_fills_up_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("r+b", buffering=0) as full:
        monkeypatch.setattr("tts_tui.audio.spool.tempfile.TemporaryFile", lambda **_: full)
        timeline = Timeline(RATE, memory_seconds=1)
        for place in range(0, 10_000, 500):
            timeline.append(counting(500, place))
        assert np.array_equal(timeline.read(0, 10_000), counting(10_000))


def test_a_complete_clip_takes_no_more() -> None:
    timeline = Timeline(RATE)
    timeline.finish()
    assert timeline.complete
    with pytest.raises(ValueError, match="complete"):
        timeline.append(counting(1))


def test_listeners_are_told_until_they_leave() -> None:
    timeline, told = Timeline(RATE), []
    leave = timeline.watch(lambda: told.append(timeline.frames))
    timeline.append(counting(3))
    timeline.finish()
    leave()
    assert told == [3, 3]


@settings(max_examples=60, deadline=None)
@given(
    made=st.integers(0, 4000),
    forks=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 2500)), min_size=1, max_size=4),
    reads=st.lists(st.tuples(st.integers(0, 12000), st.integers(0, 5000)), max_size=8),
    memory=st.sampled_from([0.0, 15.0, 1000.0]),
)
def test_a_clip_that_begins_as_another_grows_alone(
    made: int, forks: list[tuple[float, int]], reads: list[tuple[int, int]], memory: float
) -> None:
    timeline, model = Timeline(700, memory_seconds=memory), counting(made)
    timeline.append(model)
    before = []
    for share, more in forks:
        timeline.finish()
        before.append((timeline, model))
        kept = int(share * len(model))
        timeline = timeline.beginning(kept)
        samples = -counting(more)
        timeline.append(samples)
        model = np.concatenate([model[:kept], samples])
    for clip, expected in [*before, (timeline, model)]:
        assert clip.frames == len(expected)
        for start, count in reads:
            assert np.array_equal(clip.read(start, count), expected[start : start + count])
        whole = Timeline(700)
        whole.append(expected)
        np.testing.assert_array_equal(clip.peaks(17), whole.peaks(17))


def test_what_a_clip_begins_with_is_not_copied() -> None:
    timeline = Timeline(24_000)
    timeline.append(counting(480_000))
    timeline.finish()
    tracemalloc.start()
    clips = [timeline.beginning(480_000) for _ in range(20)]
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert all(clip.frames == 480_000 for clip in clips)
    assert held < 4_000_000, "copies of the samples would be 38 MB"
