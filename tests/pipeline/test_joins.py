"""Silence at the ends of sentences is cut, whatever the chunks; speech never is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.pipeline.joins import KEPT_SECONDS, SilenceTrimmer, pause

RATE = 24_000


def sentence(before: float, speech: float, after: float) -> np.ndarray:
    tone = 0.3 * np.cos(2 * np.pi * 200 * np.arange(round(speech * RATE)) / RATE)
    parts = [np.zeros(round(before * RATE)), tone, np.zeros(round(after * RATE))]
    return np.concatenate(parts).astype(np.float32)


def trimmed(audio: np.ndarray, cuts: list[int]) -> tuple[np.ndarray, int]:
    trimmer = SilenceTrimmer(RATE)
    parts = [trimmer.feed(part) for part in np.split(audio, sorted(cuts))]
    return np.concatenate([*parts, trimmer.finish()]), trimmer.skipped


def test_long_silence_is_cut_to_what_is_kept() -> None:
    audio = sentence(0.4, 1.0, 0.7)
    got, skipped = trimmed(audio, [])
    assert skipped == round(0.4 * RATE) - round(KEPT_SECONDS * RATE)
    assert len(got) / RATE == pytest.approx(1.0 + 2 * KEPT_SECONDS, abs=0.02)


def test_a_pause_inside_the_sentence_stays() -> None:
    audio = np.concatenate([sentence(0, 0.5, 0.5), sentence(0, 0.5, 0)])
    got, _ = trimmed(audio, [3000, 13_000, 19_000])
    np.testing.assert_array_equal(got[: len(audio)], audio)


@given(st.lists(st.integers(0, 40_000), max_size=12))
def test_chunks_do_not_matter(cuts: list[int]) -> None:
    audio = sentence(0.3, 1.0, 0.35)
    whole, skipped = trimmed(audio, [])
    got, also_skipped = trimmed(audio, [min(cut, len(audio)) for cut in cuts])
    assert skipped == also_skipped
    np.testing.assert_array_equal(got, whole)


def test_silence_alone_gives_nothing() -> None:
    got, _ = trimmed(np.zeros(RATE, np.float32), [100])
    assert not len(got)


def test_a_pause_is_shorter_when_the_speech_is_faster() -> None:
    assert len(pause(0.5, 2.0, RATE)) == RATE // 4
