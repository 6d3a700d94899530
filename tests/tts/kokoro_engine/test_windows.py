"""The window schedule covers every frame once, starts small, and its joins are exact."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.backends.kokoro.engine import FRAME
from tts_tui.backends.kokoro.windows import (
    CONTEXT,
    FADE,
    MARGIN,
    SHORT,
    SHORT_FIRST,
    DecodeWindow,
    Joiner,
    plan,
    trim,
)

STEP = FRAME // 20


@given(st.integers(0, 40), st.integers(1, 900), st.integers(0, 40), st.booleans(), st.floats(0, 1))
def test_windows_cover_every_frame_once(
    start: int, length: int, tail: int, first: bool, cover: float
) -> None:
    windows = plan(start, start + length, start + length + tail, first=first, cover=cover)
    assert [w.start for w in windows] == [start, *(w.end for w in windows[:-1])]
    assert windows[-1].end == start + length
    for window in windows:
        if not window.sees_all_of(start + length + tail):
            assert window.left == max(0, window.start - CONTEXT)
            assert window.right == min(start + length + tail, window.end + CONTEXT)


def test_the_first_windows_ask_for_two_frames_and_the_steady_one_for_thirty() -> None:
    sizes = [w.end - w.start for w in plan(20, 400, 420, first=True)]
    assert sizes[:9] == [2, 2, 4, 6, 6, 10, 10, 20, 30]
    assert next(w.end - w.start for w in plan(20, 400, 420, first=False)) == 30


def test_the_second_stage_gets_less_around_a_window_than_the_first() -> None:
    window = plan(20, 400, 420, first=False)[1]
    assert (window.left, window.right) == (50 - CONTEXT, 80 + CONTEXT)
    assert window.inner == (50 * 20 - MARGIN, 80 * 20 + MARGIN)
    assert window.offset == MARGIN * FRAME // 20


@pytest.mark.parametrize(
    ("cover", "frames"), [(0.2, [2, 2, 4]), (0.21, [2, 2, 4, 6]), (0.75, [2, 2, 4, 6, 6, 10])]
)
def test_a_short_sentence_is_decoded_whole_once_enough_of_it_is_out(cover: float, frames: list[int]) -> None:
    *before, rest = plan(15, 90, SHORT_FIRST, first=True, cover=cover)
    assert [w.end - w.start for w in before] == frames
    assert not any(w.sees_all_of(SHORT_FIRST) for w in before)
    assert rest == DecodeWindow(15 + sum(frames), 90, 0, SHORT_FIRST)


def test_only_a_short_sentence_that_can_be_covered_is_decoded_whole() -> None:
    assert plan(15, 90, SHORT, first=False) == [DecodeWindow(15, 90, 0, SHORT)]
    assert not any(w.sees_all_of(SHORT) for w in plan(15, 90, SHORT, first=True, cover=0.76))
    for short, first in ((SHORT, False), (SHORT_FIRST, True)):
        assert not any(w.sees_all_of(short + 1) for w in plan(15, short, short + 1, first=first, cover=0.2))


def test_no_sliver_is_left_for_the_end() -> None:
    assert [w.end - w.start for w in plan(0, 125, 140, first=False)] == [30, 30, 30, 35]
    assert [w.end - w.start for w in plan(0, 25, 190, first=True)] == [2, 2, 4, 6, 11]


@given(st.integers(0, 20), st.integers(1, 300), st.booleans())
def test_agreeing_windows_join_to_the_very_signal(start: int, length: int, first: bool) -> None:
    frames = start + length + 7
    signal = np.random.default_rng(length).standard_normal(frames * FRAME).astype(np.float32)
    joiner = Joiner()
    windows = plan(start, start + length, frames, first=first)
    pieces = [
        joiner.join(w, signal[w.inner[0] * STEP : w.inner[1] * STEP], last=w is windows[-1]) for w in windows
    ]
    np.testing.assert_allclose(
        np.concatenate(pieces), signal[start * FRAME : (start + length) * FRAME], atol=1e-6
    )


def test_disagreeing_windows_fade_without_a_step() -> None:
    low, high = plan(0, 60, SHORT + 1, first=False)
    joiner = Joiner()
    audio = np.concatenate(
        [
            joiner.join(low, np.zeros(length(low), np.float32), last=False),
            joiner.join(high, np.ones(length(high), np.float32), last=True),
        ]
    )
    assert len(audio) == 60 * FRAME
    assert np.abs(np.diff(audio)).max() <= 1.01 / FADE


def length(window: DecodeWindow) -> int:
    first, last = window.inner
    return (last - first) * STEP


def test_trim_keeps_speech_and_a_little_silence() -> None:
    durations = np.array([12, 3, 4, 20])
    assert trim(durations, lead=2, tail=4) == (10, 23)
    assert trim(np.array([1, 3, 2]), lead=2, tail=4) == (0, 6)
