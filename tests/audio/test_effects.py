"""Effects: what they do, and that the portions in which the sound comes leave no trace."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from voicelike import RATE, voicelike

from tts_tui.audio.effects import EffectChain, Effects

SPEECH = voicelike(0.5)
SILENCE = np.random.default_rng(3).standard_normal(RATE).astype(np.float32) * 1e-4  # as soft as a quiet room


def run(effects: Effects, sound: np.ndarray, cuts: list[int]) -> tuple[np.ndarray, float]:
    chain = EffectChain(effects, RATE)
    parts = [chain.process(piece) for piece in np.split(sound, sorted(cuts))]
    return np.concatenate([*parts, chain.flush()]), chain.shift


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 5000)), max_size=5),
    st.lists(st.integers(0, 20_000), max_size=8),
    st.builds(
        Effects,
        trim=st.booleans(),
        gain=st.sampled_from([0.0, -6.0]),
        fade_in=st.sampled_from([0, 0.01, 0.4]),
        fade_out=st.sampled_from([0, 0.01, 0.4]),
    ),
)
def test_portions_leave_no_trace(made_of: list[tuple[bool, int]], cuts: list[int], effects: Effects) -> None:
    parts = [(SPEECH if loud else SILENCE)[:frames] for loud, frames in made_of]
    sound = np.concatenate([np.zeros(0, np.float32), *parts])
    at_once, shift = run(effects, sound, [])
    in_portions, shift_too = run(effects, sound, cuts)
    np.testing.assert_array_equal(at_once, in_portions)
    assert shift == shift_too
    assert at_once.dtype == np.float32


@pytest.mark.parametrize("lead", [0, 100, 4000, 24_000])
@pytest.mark.parametrize("tail", [0, 100, 4000, 24_000])
def test_trimming_leaves_20_ms_at_both_ends(lead: int, tail: int) -> None:
    speech = SPEECH + np.float32(0.1)
    sound = np.concatenate([SILENCE[:lead], speech, SILENCE[:tail]])
    trimmed, shift = run(Effects(trim=True), sound, [])
    start = round(shift * RATE)
    assert min(lead, 480) <= lead - start <= min(lead, 480 + 240)  # to the frame of 10 ms
    assert abs(len(trimmed) - (len(speech) + min(lead, 480) + min(tail, 480))) <= 2 * 240
    inside = slice(1000, len(speech) - 1000)
    np.testing.assert_array_equal(trimmed[lead - start :][inside], speech[inside])
    assert trimmed[0] == 0


def test_pauses_inside_stay() -> None:
    sound = np.concatenate([SPEECH, SILENCE, SPEECH])
    trimmed, shift = run(Effects(trim=True), sound, [])
    assert shift == 0
    assert len(sound) - len(trimmed) < 0.3 * RATE


@pytest.mark.parametrize("sound", [np.zeros(0, np.float32), SILENCE[:100], SILENCE])
def test_nothing_but_silence_is_trimmed_away(sound: np.ndarray) -> None:
    assert len(run(Effects(trim=True), sound, [])[0]) == 0


def test_gain_and_fades() -> None:
    ones = np.ones(RATE, np.float32)
    out, shift = run(Effects(gain=-20, fade_in=0.1, fade_out=0.2), ones, [5, 7000])
    assert len(out) == RATE
    assert shift == 0
    np.testing.assert_allclose(out[2400:-4800], 0.1, rtol=1e-5)
    assert out[0] == 0
    assert out[-1] == 0
    assert out[1200] == pytest.approx(0.05, abs=0.001)
    assert out[-2400] == pytest.approx(0.05, abs=0.001)
    assert np.all(np.diff(out[:2400]) >= 0)
    assert np.all(np.diff(out[-4800:]) <= 0)


def test_no_effects_change_nothing() -> None:
    np.testing.assert_array_equal(run(Effects(), SPEECH, [100])[0], SPEECH)
