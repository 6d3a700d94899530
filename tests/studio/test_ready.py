"""The engine, the dictionaries and the text are got ready at once."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from tones import ToneBackend

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.speech.events import Failed, Finished, Started
from tts_tui.speech.request import SpeechRequest
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
