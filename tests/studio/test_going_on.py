"""The rest of a text whose first run failed: cut into the same calls, paid for once, and joined as if in one go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from test_cached import MEGABYTE, PaidTones
from tones import RATE

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.speech.errors import SynthesisError
from tts_tui.speech.events import ChunkReady, Failed, Finished, Progress, SpeechEvent
from tts_tui.speech.request import ChunkRequest, SpeechRequest
from tts_tui.store.sentence_cache import SentenceCache
from tts_tui.studio.speak import speak

TEXT = " ".join(f"This is the sentence that has number {n}." for n in range(40))
BROKEN = 3


def tones() -> PaidTones:
    backend = PaidTones()
    backend.model = replace(backend.model, concurrency=3, chunk_characters=400)
    return backend


async def run(backend: PaidTones, cache: SentenceCache, start: int = 0) -> list[SpeechEvent]:
    context = BackendContext(Path(), Path())
    manager = TTSBackendManager(context, [BackendSpec("tone", ("tone-*",), lambda _context: backend)])
    request = SpeechRequest(TEXT, "tone-1", "low")
    return [event async for event in speak(request, manager, cache=cache, start=start)]


def audio(events: list[SpeechEvent]) -> np.ndarray:
    return np.concatenate([event.chunk.samples for event in events if isinstance(event, ChunkReady)])


async def test_the_rest_is_as_of_one_run_and_nothing_is_paid_twice(tmp_path: Path) -> None:
    whole = tones()
    in_one = await run(whole, SentenceCache(tmp_path / "one", MEGABYTE * 8))

    backend, cache = tones(), SentenceCache(tmp_path / "two", MEGABYTE * 8)

    def fail(request: ChunkRequest) -> None:
        if request.index == BROKEN:
            raise SynthesisError("It broke.")

    backend.before = fail
    begun = await run(backend, cache)
    end = begun[-1]
    assert isinstance(end, Failed)
    assert 0 < end.resume_at < len(TEXT)
    backend.before = lambda _request: None
    rest = await run(backend, cache, start=end.resume_at)
    assert isinstance(rest[-1], Finished)

    first = next(event for event in rest if isinstance(event, Progress))
    assert first.characters_done >= end.resume_at
    asked = [call.text for call in backend.calls]
    broken = whole.calls[BROKEN]
    assert set(asked) == {call.text for call in whole.calls}, "the text is cut alike"
    twice = {text for text in asked if asked.count(text) > 1}
    assert twice <= {broken.text, *(call.text for call in whole.calls[BROKEN + 1 : BROKEN + 3])}
    again = next(call for call in reversed(backend.calls) if call.text == broken.text)
    assert again.previous_text == broken.previous_text, "the tone is kept over the join"

    kept = round(begun_seconds(begun, end.resume_at) * RATE)
    np.testing.assert_array_equal(np.concatenate([audio(begun)[:kept], audio(rest)]), audio(in_one))


def begun_seconds(events: list[SpeechEvent], character: int) -> float:
    """Seconds of audio up to a character that a call ends with."""
    made = [event for event in events if isinstance(event, ChunkReady) and event.segment.end <= character]
    return made[-1].start + len(made[-1].chunk.samples) / RATE
