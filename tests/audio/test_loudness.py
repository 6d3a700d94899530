"""Loudness against the signals of EBU Tech 3341, whose loudness is known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from voicelike import RATE, portions, voicelike

from tts_tui.audio.gain import amplify
from tts_tui.audio.loudness import SILENCE, LoudnessMeter, measure


def normalize_loudness(sound: np.ndarray, rate: int, target: float = -16.0, cap: float = -1.0) -> np.ndarray:
    return amplify(sound, measure(sound, rate).gain_to(target, cap))


def tone(decibels: float, seconds: float, rate: int = 48_000) -> np.ndarray:
    time = np.arange(round(seconds * rate)) / rate
    return (10 ** (decibels / 20) * np.sin(2 * np.pi * 1000 * time)).astype(np.float32)


# Tech 3341's signals are stereo, in phase: in mono, half the power, so 3.01 LU less
MONO = -10 * math.log10(2)


@pytest.mark.parametrize("level", [-23.0, -33.0])
@pytest.mark.parametrize("rate", [24_000, 44_100, 48_000])
def test_a_steady_tone(level: float, rate: int) -> None:
    """Signals 1 and 2."""
    assert measure(tone(level, 20, rate), rate).integrated == pytest.approx(level + MONO, abs=0.1)


@pytest.mark.parametrize("seconds", [0.4, 0.45, 1.0, 1.05])
def test_a_short_tone_is_as_loud_as_a_long_one(seconds: float) -> None:
    assert measure(tone(-23, seconds), 48_000).integrated == pytest.approx(-23 + MONO, abs=0.1)


def test_a_peak_in_the_last_milliseconds_is_seen() -> None:
    sound = tone(-23, 1.05)
    sound[-100] = 0.9
    assert measure(sound, 48_000).true_peak > -1.5


def test_what_is_soft_beside_the_rest_does_not_count() -> None:
    """Signals 3 and 4: the relative and the absolute gate."""
    third = np.concatenate([tone(-36, 10), tone(-23, 60), tone(-36, 10)])
    assert measure(third, 48_000).integrated == pytest.approx(-23 + MONO, abs=0.1)
    fourth = np.concatenate([tone(-72, 10), third, tone(-72, 10)])
    assert measure(fourth, 48_000).integrated == pytest.approx(-23 + MONO, abs=0.1)


def test_the_peak_between_the_samples_is_seen() -> None:
    """Signal 15: a quarter of the sample rate at 45 degrees never has a sample at its peak of -6 dB."""
    time = np.arange(48_000)
    rise = np.minimum(1, time / 4800)
    wave = (0.5 * rise * np.sin(2 * np.pi * time / 4 + np.pi / 4)).astype(np.float32)
    assert 20 * math.log10(np.abs(wave).max()) < -9
    assert measure(wave, 48_000).true_peak == pytest.approx(-6.0, abs=0.4)


def test_portions_leave_no_trace() -> None:
    sound = voicelike(12)
    meter = LoudnessMeter(RATE)
    for piece in portions(sound):
        meter.write(piece)
    assert meter.result() == measure(sound, RATE)


@pytest.mark.parametrize("target", [-23.0, -16.0])
@pytest.mark.parametrize("gain", [0.02, 0.3, 1.0])
@pytest.mark.parametrize("seconds", [0.6, 10])
def test_the_target_is_met(target: float, gain: float, seconds: float) -> None:
    sound = normalize_loudness((gain * voicelike(seconds)).astype(np.float32), RATE, target, 3.0)
    assert sound.dtype == np.float32
    assert measure(sound, RATE).integrated == pytest.approx(target, abs=0.2)


def test_the_true_peak_caps_the_gain() -> None:
    sound = 0.1 * voicelike(5)
    sound[RATE] = 0.5
    raised = normalize_loudness(sound, RATE, -10, -1.0)
    loudness = measure(raised, RATE)
    assert loudness.true_peak == pytest.approx(-1.0, abs=0.2)
    assert loudness.integrated < -12


@pytest.mark.parametrize(
    "sound", [np.zeros(RATE, np.float32), np.zeros(0, np.float32), voicelike(0)[:100] * 1e-4]
)
def test_silence_stays_as_it_is(sound: np.ndarray) -> None:
    assert measure(sound, RATE).integrated == SILENCE
    np.testing.assert_array_equal(normalize_loudness(sound, RATE), sound)
