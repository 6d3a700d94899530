"""Samples of voices that were heard are there the next time, as far as there is room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import numpy as np

from tts_tui.audio.timeline import Timeline
from tts_tui.events import kept_samples
from tts_tui.events.kept_samples import KeptSamples
from tts_tui.speech.events import Cancelled, End, Finished
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.job import NOTHING_MEASURED
from tts_tui.studio.sinks import TimelineSink
from tts_tui.studio.take import Take

if TYPE_CHECKING:
    import pytest

    from tts_tui.speech.catalog import Model

RATE = 8000
REQUEST = SpeechRequest("Hello.", "tones-1", "low", settings={"style": "lively"})


def sample(request: SpeechRequest, *, seconds: float = 1.0, whole: bool = True) -> Take:
    clip = TimelineSink(Timeline)
    clip.timeline = Timeline(RATE)
    clip.timeline.append(np.zeros(round(seconds * RATE), np.float32))
    end: End = Cancelled(0, NOTHING_MEASURED)
    if whole:
        end = Finished(request, cast("Model", None), request.voice, len(request.text), NOTHING_MEASURED)
    return Take(request, preview=True, clip=clip, end=end)


def test_a_sample_is_that_of_the_same_request_alone() -> None:
    kept, take = KeptSamples(), sample(REQUEST)
    kept.keep(take)
    assert kept.of(replace(REQUEST, settings={"style": "lively"})) is take
    for other in (
        replace(REQUEST, voice="high"),
        replace(REQUEST, speed=1.1),
        replace(REQUEST, text="Bye."),
        replace(REQUEST, settings={}),
        replace(REQUEST, provider="cloud"),
    ):
        assert kept.of(other) is None


def test_one_that_was_cut_off_is_made_again() -> None:
    kept = KeptSamples()
    kept.keep(sample(REQUEST, whole=False))
    assert kept.of(REQUEST) is None


def test_the_longest_unheard_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_samples, "MOST_SECONDS", 2.5)
    kept = KeptSamples()
    first, second, third = (replace(REQUEST, voice=voice) for voice in "abc")
    kept.keep(sample(first))
    kept.keep(sample(second))
    assert kept.of(first)
    kept.keep(sample(third))
    assert kept.of(first)
    assert kept.of(second) is None
    assert kept.of(third)
