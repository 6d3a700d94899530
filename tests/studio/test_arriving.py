"""A text that is still arriving, on its way through the pipeline."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest
from tones import RATE, ToneBackend, tone_of

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.speech.errors import EmptyTextError, UsageError
from tts_tui.speech.events import ChunkReady, Failed, Finished, Progress, SpeechEvent, Started
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.speak import speak
from tts_tui.text.arriving import ArrivingText

REQUEST = SpeechRequest("", "tone-1", "low")


class Speech:
    """A text that a test adds to while it is spoken."""

    def __init__(self, backend: ToneBackend, folder: Path) -> None:
        self.text = ArrivingText()
        spec = BackendSpec("tone", ("tone-*",), lambda _context: backend)
        manager = TTSBackendManager(BackendContext(folder, folder), [spec])
        self._events = speak(REQUEST, manager, arriving=self.text)
        self.events: list[SpeechEvent] = []

    async def until_idle(self) -> Progress:
        async for event in self._events:
            self.events.append(event)
            if isinstance(event, Progress) and event.idle:
                return event
        raise AssertionError("it ended")

    async def end(self, error: UsageError | None = None) -> SpeechEvent:
        self.text.end(error)
        self.events += [event async for event in self._events]
        return self.events[-1]

    @property
    def samples(self) -> np.ndarray:
        return np.concatenate([event.chunk.samples for event in self.events if isinstance(event, ChunkReady)])


@pytest.mark.parametrize("concurrency", [1, 3])
async def test_what_is_there_is_spoken_with_the_pause_after_it(concurrency: int, tmp_path: Path) -> None:
    backend = ToneBackend(concurrency=concurrency)
    speech = Speech(backend, tmp_path)
    assert (await speech.until_idle()).audio_seconds == 0
    assert isinstance(speech.events[0], Started)
    speech.text.add("One two. Three four.\n\n")
    idle = await speech.until_idle()
    tones = len(tone_of("One two.")) + len(tone_of("Three four."))
    assert len(speech.samples) == tones + round((0.35 + 0.7) * RATE)
    assert (idle.characters_done, idle.fraction) == (idle.characters_total - 2, pytest.approx(20 / 22))

    speech.text.add("Five six.")
    end = await speech.end()
    assert isinstance(end, Finished)
    assert end.characters == len(speech.text.text)
    assert [call.text for call in backend.calls] == ["One two.", "Three four.", "Five six."]
    assert [call.previous_text for call in backend.calls] == ["", "One two.", "Three four."]
    segments = [event.segment for event in speech.events if isinstance(event, ChunkReady)]
    assert all(speech.text.text[each.start : each.end] == each.text for each in segments)


async def test_waiting_for_text_is_no_work_of_the_engine(tmp_path: Path) -> None:
    speech = Speech(ToneBackend(), tmp_path)
    await speech.until_idle()
    speech.text.add("One.\n\n")
    before = await speech.until_idle()
    waiting = asyncio.create_task(speech.until_idle())
    await asyncio.sleep(0.5)
    speech.text.add("Two.\n\n")
    after = await waiting
    assert after.metrics.synthesis_seconds - before.metrics.synthesis_seconds < 0.4


async def test_a_pipe_that_breaks_ends_it_after_what_it_gave(tmp_path: Path) -> None:
    speech = Speech(ToneBackend(), tmp_path)
    speech.text.add("One. Two")
    end = await speech.end(UsageError("The pipe is broken."))
    assert isinstance(end, Failed)
    assert "broken" in end.error.message
    assert end.resume_at == len("One. Two")


async def test_nothing_to_say_is_said_at_the_end(tmp_path: Path) -> None:
    speech = Speech(ToneBackend(), tmp_path)
    speech.text.add(" -- \n")
    end = await speech.end()
    assert isinstance(end, Failed)
    assert isinstance(end.error, EmptyTextError)
