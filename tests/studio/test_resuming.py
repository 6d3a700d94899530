"""What of a take that ended early is kept."""

from __future__ import annotations

import numpy as np

from tts_tui.audio.timeline import Timeline
from tts_tui.speech.chunk import WordTime
from tts_tui.speech.errors import SynthesisError
from tts_tui.speech.events import Failed, Metrics
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.resuming import rest_of
from tts_tui.studio.sinks import TimelineSink, WordsSink
from tts_tui.studio.take import Take

RATE = 8000


def test_a_sentence_that_broke_off_is_left_out() -> None:
    text = "All of this. But of this a word only."
    made = np.random.default_rng(0).standard_normal(50_000).astype(np.float32)
    timeline = Timeline(RATE)
    timeline.append(made)
    timeline.finish()
    take = Take(SpeechRequest(text, "tones-1", "af_heart"), 0.0, whole_frames=40_000)
    take.clip, take.words_sink = TimelineSink(lambda _rate: timeline), WordsSink()
    take.clip.timeline = timeline
    take.words_sink.words = [WordTime("this.", 0.5, 1.0, 7, 12), WordTime("But", 5.1, 5.4, 13, 16)]
    take.end = Failed(SynthesisError("broke"), 12, Metrics(None, 0.0, 0.0))

    assert take.can_go_on
    rest = rest_of(take)
    assert rest.start == 12
    assert [word.text for word in rest.words_sink.words] == ["this."]
    kept = rest.clip.timeline
    assert kept.frames == 40_000 == rest.seconds * RATE
    np.testing.assert_array_equal(kept.read(0, 40_000), made[:40_000])
    kept.append(made)  # and it goes on growing
    assert timeline.frames == len(made), "what was made stays as it was"
