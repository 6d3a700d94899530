"""A real server of OpenAI's dialect, fastkokoro over the project's own model: streamed, in every format, understood."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from fastkokoro_server import PROGRAM, serving
from transcribe import transcribe, wer

from tts_tui.backends.base import BackendContext
from tts_tui.backends.kokoro.model_file import INT8, ensure
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.backends.registry import specs
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import UnknownVoiceError
from tts_tui.speech.events import ChunkReady, Finished
from tts_tui.speech.request import ChunkRequest, SpeechRequest
from tts_tui.studio.speak import speak

TEXT = "The boats are still asleep this morning. We sail at noon, if the wind allows it."

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PROGRAM, reason="fastkokoro isn't installed (see fastkokoro_server.py)"),
    pytest.mark.skipif(not find_spec("faster_whisper"), reason="faster-whisper isn't installed"),
]


@pytest.fixture(scope="module")
def server(engine_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its base URL."""
    with serving(ensure(INT8, engine_cache), tmp_path_factory.mktemp("fastkokoro")) as url:
        yield url


@pytest.fixture(params=[False, True], ids=["whole", "streamed"])
async def manager(
    request: pytest.FixtureRequest, server: str, tmp_path: Path
) -> AsyncIterator[TTSBackendManager]:
    profile = {
        "base_url": server,
        "models": ["kokoro"],
        "extras": {"stream": request.param},
        "speeds": [1.0, 2.0],
    }
    options = {"openai": {"profiles": {"home": profile}}}
    manager = TTSBackendManager(BackendContext(tmp_path, tmp_path), specs(options), options)
    yield manager
    await manager.close()


async def test_it_lists_its_own_voices(manager: TTSBackendManager) -> None:
    voices = [voice.id for voice in await manager.backend("home").voices("home/kokoro")]
    assert len(voices) == 54
    assert "af_heart" in voices


async def test_it_is_understood_through_the_whole_pipeline(manager: TTSBackendManager) -> None:
    request = SpeechRequest(TEXT, "home/kokoro", "af_heart", provider="home")
    events = [event async for event in speak(request, manager)]
    assert isinstance(events[-1], Finished), events[-1]
    assert events[-1].metrics.cost_usd == 0.0
    audio = np.concatenate([event.chunk.samples for event in events if isinstance(event, ChunkReady)])
    assert wer(TEXT, transcribe(audio, 24_000)) == 0.0
    assert 0.035 < len(audio) / 24_000 / len(TEXT) < 0.12


async def test_every_format_it_has(manager: TTSBackendManager) -> None:
    """Streamed, its flac and opus are a file per sentence, one after the other."""
    text = "We sail. At noon."
    pcm = await spoken(manager, text, "pcm")
    for kind in ("wav", "mp3", "flac", "opus"):
        other = await spoken(manager, text, kind)
        assert seconds(other) == pytest.approx(seconds(pcm), abs=0.15), kind
        assert level(other) == pytest.approx(level(pcm), rel=0.1), kind


async def test_an_unknown_voice_lists_those_there_are(manager: TTSBackendManager) -> None:
    await manager.backend("home").voices("home/kokoro")
    with pytest.raises(UnknownVoiceError, match="af_hart") as caught:
        await anext(
            manager.backend("home").synthesize(ChunkRequest(0, "Hm.", "home/kokoro", "af_hart", "en-US"))
        )
    assert "af_heart" in caught.value.hint


async def spoken(manager: TTSBackendManager, text: str, kind: str) -> list[AudioChunk]:
    request = ChunkRequest(0, text, "home/kokoro", "af_heart", "en-US", settings={"format": kind})
    async with aclosing(manager.backend("home").synthesize(request)) as chunks:
        return [chunk async for chunk in chunks]


def seconds(chunks: list[AudioChunk]) -> float:
    return sum(chunk.seconds for chunk in chunks)


def level(chunks: list[AudioChunk]) -> float:
    return float(np.sqrt(np.mean(np.concatenate([chunk.samples for chunk in chunks]) ** 2)))
