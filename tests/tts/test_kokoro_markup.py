"""Two voices and a pause with the real weights of Kokoro: both are heard, and the pause is as long as asked."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from transcribe import transcribe, words

from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.events import ChunkReady, Finished
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.speak import speak

TEXT = "[voice:af_bella]The river is quiet today.[pause:1.5s][voice:am_michael]People look at the rainbow."
RATE = 24_000


def longest_silence(samples: NDArray[np.float32]) -> tuple[int, int]:
    """Its first frame and the frame behind it: no frame in it is louder than -60 dB."""
    loud = np.flatnonzero(np.abs(samples) > 0.001)
    at = int(np.argmax(np.diff(loud)))
    return int(loud[at]) + 1, int(loud[at + 1])


def pitch(samples: NDArray[np.float32]) -> float:
    """Hz of the voice, the median of frames of 50 ms that are loud enough."""
    found = []
    for start in range(0, len(samples) - 1200, 1200):
        frame = samples[start : start + 1200]
        if np.sqrt(np.mean(frame**2)) > 0.03:
            same = np.correlate(frame, frame, "full")[1199:]
            lags = slice(RATE // 350, RATE // 70)
            found.append(RATE / (lags.start + int(np.argmax(same[lags]))))
    return float(np.median(found))


@pytest.mark.slow
async def test_two_voices_and_a_pause(kokoro_manager: TTSBackendManager) -> None:
    request = SpeechRequest(TEXT, "kokoro-v1.0-onnx")
    events = [event async for event in speak(request, kokoro_manager)]
    assert isinstance(events[-1], Finished)
    ready = [event for event in events if isinstance(event, ChunkReady)]
    samples = np.concatenate([event.chunk.samples for event in ready])
    first, last = longest_silence(samples)
    # a voice fades before and after it
    assert 1.5 <= (last - first) / RATE < 1.7
    assert pitch(samples[:first]) > 1.3 * pitch(samples[last:])
    assert words(transcribe(samples[:first], RATE)) == words("The river is quiet today.")
    assert words(transcribe(samples[last:], RATE)) == words("People look at the rainbow.")
    told = [word for event in ready for word in event.chunk.words]
    people = next(word for word in told if word.text.startswith("People"))
    assert people.start == pytest.approx(last / RATE, abs=0.12)
    assert TEXT[people.char_start : people.char_end] == "People"
