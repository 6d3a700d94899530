"""Speed without pitch, and rate conversion: the same however the input is cut."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tts_tui.audio.play.stretch import TimeStretch
from tts_tui.audio.resample import Resampler

RATE = 24000
TONE = (0.5 * np.sin(2 * np.pi * 180 * np.arange(2 * RATE) / RATE)).astype(np.float32)


def pieces(samples: np.ndarray, cuts: list[int]) -> list[np.ndarray]:
    return np.split(samples, sorted(cut % (len(samples) + 1) for cut in cuts))


def stretched(parts: list[np.ndarray], rate: float) -> np.ndarray:
    stretch = TimeStretch(RATE, rate)
    return np.concatenate([*map(stretch.push, parts), stretch.flush()])


@settings(max_examples=25, deadline=None)
@given(
    frames=st.integers(0, 6000),
    cuts=st.lists(st.integers(0, 10**6), max_size=6),
    rate=st.floats(0.5, 3.0),
)
def test_cuts_do_not_matter_and_the_length_is_exact(frames: int, cuts: list[int], rate: float) -> None:
    samples = np.random.default_rng(frames).uniform(-1, 1, frames).astype(np.float32)
    whole = stretched([samples], rate)
    assert len(whole) == round(frames / rate)
    assert np.array_equal(stretched(pieces(samples, cuts), rate), whole)


@pytest.mark.parametrize("rate", [0.5, 0.8, 1.25, 2.0, 3.0])
def test_pitch_and_loudness_stay_and_nothing_clicks(rate: float) -> None:
    faster = stretched([TONE], rate)
    spectrum = np.abs(np.fft.rfft(faster * np.hanning(len(faster))))
    assert np.argmax(spectrum) * RATE / len(faster) == pytest.approx(180, abs=2)
    assert np.sqrt(np.mean(faster**2)) == pytest.approx(np.sqrt(np.mean(TONE**2)), rel=0.02)
    assert np.abs(np.diff(faster)).max() < 1.3 * np.abs(np.diff(TONE)).max()


def test_silence_stays_silence() -> None:
    assert not np.any(stretched([np.zeros(RATE, np.float32)], 1.5))


@settings(max_examples=15, deadline=None)
@given(cuts=st.lists(st.integers(0, 10**6), max_size=6), target=st.sampled_from([44100, 48000]))
def test_resampling_does_not_depend_on_the_cuts(cuts: list[int], target: int) -> None:
    def convert(parts: list[np.ndarray]) -> np.ndarray:
        resampler = Resampler(RATE, target)
        return np.concatenate([*map(resampler.push, parts), resampler.push(TONE[:0], last=True)])

    whole = convert([TONE])
    assert len(whole) == len(TONE) * target // RATE
    assert np.array_equal(convert(pieces(TONE, cuts)), whole)
