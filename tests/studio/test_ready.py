"""The engine, the dictionaries and the text are got ready at once."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Mapping
from contextlib import aclosing
from pathlib import Path
from typing import Any

from tones import ToneBackend

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.speech.events import Failed, Finished, FirstChunk, Started
from tts_tui.speech.request import ChunkRequest, SpeechRequest
from tts_tui.store.sentence_cache import SentenceCache
from tts_tui.studio.speak import speak

LIMIT = 20.0
"""Seconds after which one of them was waiting for another."""


class Slow(ToneBackend):
    """Its engine is there when its dictionaries are being loaded, and they when the engine is."""

    def __init__(self) -> None:
        super().__init__()
        self.starts = 0
        self.languages: list[str] = []
        self._starting, self._reading = threading.Event(), threading.Event()

    async def start(self, model: str) -> None:
        self.starts += 1
        self._starting.set()
        assert await asyncio.to_thread(self._reading.wait, LIMIT)

    def make_ready(self, language: str) -> None:
        self.languages.append(language)
        self._reading.set()
        assert self._starting.wait(LIMIT)


def opened(folder: Path, backend: ToneBackend) -> TTSBackendManager:
    spec = BackendSpec("tone", ("tone-*",), lambda _context: backend)
    return TTSBackendManager(BackendContext(folder, folder), [spec])


async def test_dictionaries_are_loaded_beside_the_engine(tmp_path: Path) -> None:
    backend = Slow()
    manager = opened(tmp_path, backend)
    events = [event async for event in speak(SpeechRequest("One two.", "tone-1", "low"), manager)]
    assert isinstance(events[0], Started)
    assert isinstance(events[-1], Finished)
    assert backend.starts == 1
    assert backend.languages == ["en-US"]


async def test_nothing_is_loaded_for_a_text_that_says_nothing(tmp_path: Path) -> None:
    backend = Slow()
    events = [
        event
        async for event in speak(SpeechRequest("... <br> !", "tone-1", "low"), opened(tmp_path, backend))
    ]
    assert isinstance(events[-1], Failed)
    assert backend.starts == 0


async def test_a_failure_to_load_is_told_once(tmp_path: Path) -> None:
    class Broken(ToneBackend):
        starts = 0

        async def start(self, model: str) -> None:
            self.starts += 1
            raise OSError("no such engine")

    backend = Broken()
    events = [
        event async for event in speak(SpeechRequest("One.", "tone-1", "low"), opened(tmp_path, backend))
    ]
    assert isinstance(failed := events[-1], Failed)
    assert "no such engine" in failed.error.message
    assert backend.starts == 1


class Held(ToneBackend):
    """Its engine is loaded when the test lets it."""

    def __init__(self) -> None:
        super().__init__()
        self.let = asyncio.Event()
        self.engine = "expected"

    async def start(self, model: str) -> None:
        await self.let.wait()

    def sound_source(self, request: ChunkRequest) -> Mapping[str, Any]:
        return {"engine": self.engine}


async def test_what_is_kept_sounds_while_the_engine_is_loaded(tmp_path: Path) -> None:
    cache = SentenceCache(tmp_path / "sentences", 1 << 26)
    request = SpeechRequest("One two.", "tone-1", "low")
    before = Held()
    before.let.set()
    made = [event async for event in speak(request, opened(tmp_path, before), cache=cache)]
    assert isinstance(made[-1], Finished)

    after = Held()
    events = [event async for event in speak(request, opened(tmp_path, after), cache=cache)]
    assert isinstance(end := events[-1], Finished)
    assert end.metrics.audio_seconds == made[-1].metrics.audio_seconds
    assert end.metrics.ready_ms is None
    assert not after.calls


async def test_what_isnt_kept_waits_for_the_engine_and_the_rest_doesnt(tmp_path: Path) -> None:
    cache = SentenceCache(tmp_path / "sentences", 1 << 26)
    before = Held()
    before.let.set()
    request = SpeechRequest("One two. Three four.", "tone-1", "low")
    assert [event async for event in speak(request, opened(tmp_path, before), cache=cache)]

    after, kinds = Held(), []
    edited = SpeechRequest("One two. Five six.", "tone-1", "low")
    async with aclosing(speak(edited, opened(tmp_path, after), cache=cache)) as events:
        async for event in events:
            kinds.append(type(event))
            if isinstance(event, FirstChunk):
                assert not after.let.is_set()
                after.let.set()
    assert kinds[-1] is Finished
    assert [call.text.strip() for call in after.calls] == ["Five six."]


async def test_an_engine_that_wasnt_expected_keeps_under_its_own_name(tmp_path: Path) -> None:
    cache = SentenceCache(tmp_path / "sentences", 1 << 26)
    request = SpeechRequest("One two.", "tone-1", "low")

    class Other(Held):
        async def start(self, model: str) -> None:
            self.engine = "another"

    for backend in (Other(), Other()):
        assert [event async for event in speak(request, opened(tmp_path, backend), cache=cache)]
    assert not backend.calls


async def test_an_engine_that_nobody_needs_may_fail_unheard(tmp_path: Path) -> None:
    cache = SentenceCache(tmp_path / "sentences", 1 << 26)
    request = SpeechRequest("One two.", "tone-1", "low")
    before = Held()
    before.let.set()
    assert [event async for event in speak(request, opened(tmp_path, before), cache=cache)]

    class Broken(Held):
        async def start(self, model: str) -> None:
            raise OSError("no such engine")

    heard: list[str] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, about: heard.append(about["message"]))
    events = [event async for event in speak(request, opened(tmp_path, Broken()), cache=cache)]
    assert isinstance(events[-1], Finished)
    gc.collect()
    assert not heard
