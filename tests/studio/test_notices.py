"""What a backend has to say that nobody asked: told once, when it is so."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import pytest
from tones import ToneBackend

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.events import ChunkReady, Finished, Notice, Started
from tts_tui.speech.request import ChunkRequest, SpeechRequest
from tts_tui.studio.speak import speak


class Telling(ToneBackend):
    """Says one thing at each time that it is asked."""

    def __init__(self, *says: str) -> None:
        super().__init__()
        self._says = list(says)

    def notice(self, model: str) -> str:
        return self._says.pop(0)


@pytest.mark.parametrize(
    ("says", "told"),
    [
        (("", "", ""), []),
        (("preparing", "preparing", "preparing"), ["preparing"]),
        (("preparing", "", ""), ["preparing"]),
        (("preparing", "preparing", "no room"), ["preparing", "no room"]),
        (("", "damaged", "damaged"), ["damaged"]),
    ],
)
async def test_it_is_told_once(tmp_path: Path, says: tuple[str, ...], told: list[str]) -> None:
    spec = BackendSpec("tone", ("tone-*",), lambda _context: Telling(*says))
    manager = TTSBackendManager(BackendContext(tmp_path, tmp_path), [spec])
    events = [event async for event in speak(SpeechRequest("One two.", "tone-1", "low"), manager)]
    assert [event.text for event in events if isinstance(event, Notice)] == told
    assert isinstance(events[-1], Finished)
    if says[0]:
        first = [type(event) for event in events].index(ChunkReady)
        assert [type(event) for event in events[:2]] == [Started, Notice]
        assert first > 1


class Noting(ToneBackend):
    """Says something of every call."""

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        async for chunk in super().synthesize(request):
            yield replace(chunk, note=f"Of {request.text[:3]}.")


async def test_what_is_said_of_calls_is_told_once_a_text(tmp_path: Path) -> None:
    spec = BackendSpec("tone", ("tone-*",), lambda _context: Noting())
    manager = TTSBackendManager(BackendContext(tmp_path, tmp_path), [spec])
    request = SpeechRequest("One two. One three. Four five.", "tone-1", "low")
    events = [event async for event in speak(request, manager)]
    told = [event for event in events if isinstance(event, Notice)]
    assert told == [Notice("Of One.", "Text"), Notice("Of Fou.", "Text")]
