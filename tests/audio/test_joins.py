"""Where sentences and windows of real speech meet, it clicks no more than speech that was never cut."""

from __future__ import annotations

from itertools import islice, product

import numpy as np
import pytest
from clicks import CLICK, click_score
from numpy.typing import NDArray

from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.events import ChunkReady, Finished
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.speak import speak

JOINS = 25
CLICKS_OF_SPEECH = 0.02
"""Share of places in undamaged speech that score as clicks: a hard p or t."""
DROPPED = 40
"""Samples; what a fault of 2 ms in a buffer would lose."""

_SUBJECTS = ("We", "You", "They", "Nobody", "Dogs", "She", "Boats", "All", "Most")
_VERBS = ("sat", "ran", "came in", "slept", "got up", "fell")
TEXT = " ".join(f"{subject} {verb}." for subject, verb in islice(product(_SUBJECTS, _VERBS), JOINS + 1))


def places_within(speech: list[tuple[int, int]], sound: NDArray[np.float32], count: int) -> list[int]:
    """Random places in the voiced middle of stretches."""
    random = np.random.default_rng(0)
    found: list[int] = []
    while len(found) < count:
        start, end = speech[random.integers(len(speech))]
        at = int(random.integers(start, end))
        if np.sqrt(np.mean(np.square(sound[at - 240 : at + 240]))) > 0.01:
            found.append(at)
    return found


@pytest.mark.slow
async def test_joins_click_no_more_than_speech(kokoro_manager: TTSBackendManager) -> None:
    chunks: list[NDArray[np.float32]] = []
    end = None
    async for end in speak(SpeechRequest(TEXT, "kokoro-v1.0-onnx", "af_heart"), kokoro_manager):
        if isinstance(end, ChunkReady):
            chunks.append(end.chunk.samples)
    assert isinstance(end, Finished)
    sound = np.concatenate(chunks)
    ends = np.cumsum([len(samples) for samples in chunks])
    silent = [not samples.any() for samples in chunks]
    # before and after each pause, and between the windows of a sentence
    joins = [int(at) for at, left, right in zip(ends, silent, silent[1:], strict=False) if left != right]
    windows = [int(at) for at, left, right in zip(ends, silent, silent[1:], strict=False) if left == right]
    assert len(joins) == 2 * JOINS
    assert len(windows) >= JOINS
    whole = [(int(at) - len(chunk) + 960, int(at) - 960) for at, chunk in zip(ends, chunks, strict=True)]
    speech = [(a, b) for (a, b), quiet in zip(whole, silent, strict=True) if a < b and not quiet]
    unjoined = places_within(speech, sound, 200)

    natural = np.array([click_score(sound, at) for at in unjoined])
    damaged = np.array([click_score(np.delete(sound, np.s_[at : at + DROPPED]), at) for at in unjoined])
    at_joins = np.array([click_score(sound, at) for at in joins])
    at_windows = np.array([click_score(sound, at) for at in windows])
    assert np.mean(damaged > CLICK) > 0.25  # the metric hears what it should
    for scores in (natural, at_joins, at_windows):
        assert np.mean(scores > CLICK) <= CLICKS_OF_SPEECH
        assert np.percentile(scores, 95) <= 1.2 * np.percentile(natural, 95)
