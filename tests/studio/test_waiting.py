"""Silence and second tries are told while they last, never after."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import stamina
from tones import ToneBackend

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import DeadlineError, RateLimitError, ServerError, SpeechError
from tts_tui.speech.events import Failed, Finished, Progress, SpeechEvent
from tts_tui.speech.request import ChunkRequest, SpeechRequest
from tts_tui.studio import waiting
from tts_tui.studio.retry import ATTEMPTS, LATE_ATTEMPTS, synthesize
from tts_tui.studio.speak import speak


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(waiting, "EVERY", 0.02)
    with stamina.set_testing(True, attempts=ATTEMPTS, cap=True):
        yield


class Faulty(ToneBackend):
    """Waits before each call until the test lets it go on, or raises what it was given."""

    def __init__(self, *errors: SpeechError) -> None:
        super().__init__()
        self.errors = list(errors)
        self.go_on = asyncio.Event()
        self.tried = 0
        if errors:
            self.go_on.set()

    async def synthesize(self, request: ChunkRequest) -> AsyncIterator[AudioChunk]:  # type: ignore[override]
        self.tried += 1
        await self.go_on.wait()
        if self.errors:
            raise self.errors.pop(0)
        async for chunk in super().synthesize(request):
            yield chunk


def manager_of(backend: ToneBackend, folder: Path) -> TTSBackendManager:
    return TTSBackendManager(
        BackendContext(folder, folder), [BackendSpec("tones", ("tone-*",), lambda _: backend)]
    )


async def test_a_silent_engine_is_told_as_waited_for_until_it_speaks(tmp_path: Path) -> None:
    backend = Faulty()
    notes: list[str] = []
    events: list[SpeechEvent] = []
    async with asyncio.timeout(20):
        async for event in speak(SpeechRequest("Hello there.", "tone-1"), manager_of(backend, tmp_path)):
            events.append(event)
            if isinstance(event, Progress) and event.note:
                assert event.status == event.note
                notes.append(event.note)
                if len(notes) == 3:
                    backend.go_on.set()
    assert isinstance(events[-1], Finished)
    assert all(note.startswith("waiting for ") and note.endswith(" s") for note in notes)
    last = [event for event in events if isinstance(event, Progress)][-1]
    assert (last.note, last.status) == ("", "done")


async def test_each_try_is_told_with_its_number_and_why(tmp_path: Path) -> None:
    backend = Faulty(ServerError("It is busy."), RateLimitError("Slower.", retry_after=2.0))
    events = [
        event async for event in speak(SpeechRequest("Hello there.", "tone-1"), manager_of(backend, tmp_path))
    ]
    assert isinstance(events[-1], Finished)
    notes = [event.note for event in events if isinstance(event, Progress) and event.note]
    assert notes == ["It is busy: trying again, 2 of 3", "Slower: trying again in 2 s, 3 of 3"]


async def test_the_last_error_says_how_often_it_was_tried(tmp_path: Path) -> None:
    backend = Faulty(*[ServerError("It is busy.")] * 9)
    events = [
        event async for event in speak(SpeechRequest("Hello there.", "tone-1"), manager_of(backend, tmp_path))
    ]
    assert isinstance(end := events[-1], Failed)
    assert end.error.message == "It is busy. (Tried 3 times in 0 s.)"


async def test_a_server_that_used_all_its_time_is_asked_once_more_only() -> None:
    backend = Faulty(*[DeadlineError("It didn't answer within 20 s.")] * 9)
    with pytest.raises(DeadlineError):
        _ = [chunk async for chunk in synthesize(backend, ChunkRequest(0, "Hello.", "tone-1", "low", "en"))]
    assert backend.tried == LATE_ATTEMPTS == 2


async def test_stopping_while_it_is_waited_for_ends_at_once(tmp_path: Path) -> None:
    backend = Faulty()
    stop = asyncio.Event()
    async with asyncio.timeout(20):
        spoken = speak(SpeechRequest("Hello.", "tone-1"), manager_of(backend, tmp_path), cancelled=stop)
        async for event in spoken:
            if isinstance(event, Progress) and event.note:
                stop.set()
    assert backend.tried == 1
