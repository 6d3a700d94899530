"""Kokoro's sentences are kept: an edit makes its own anew, and the whole sounds as if all were made again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from likeness import alike

from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.events import ChunkReady, Finished, SpeechEvent
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.sentence_cache import SentenceCache
from tts_tui.studio.speak import speak

TEXT = "It was a bright cold day. The clocks were striking. Nobody answered."
EDITED = TEXT.replace("striking", "silent")


async def events_of(manager: TTSBackendManager, text: str, cache: SentenceCache | None) -> list[SpeechEvent]:
    request = SpeechRequest(text, "kokoro-v1.0-onnx", "af_heart")
    return [event async for event in speak(request, manager, cache=cache)]


def audio_of(events: list[SpeechEvent]) -> np.ndarray:
    return np.concatenate([event.chunk.samples for event in events if isinstance(event, ChunkReady)])


@pytest.mark.usefixtures("steady_windows")
async def test_an_edit_makes_its_sentence_alone(kokoro_manager: TTSBackendManager, tmp_path: Path) -> None:
    cache = SentenceCache(tmp_path, 1 << 26)
    await events_of(kokoro_manager, TEXT, cache)
    assert len(list(tmp_path.glob("*.sound"))) == 3
    again = await events_of(kokoro_manager, EDITED, cache)
    assert len(list(tmp_path.glob("*.sound"))) == 4
    assert alike(audio_of(again), audio_of(await events_of(kokoro_manager, EDITED, None)))
    end = again[-1]
    assert isinstance(end, Finished)
    assert 0.0 < end.metrics.made_seconds < 0.7 * end.metrics.audio_seconds


async def test_another_dictionary_or_voice_makes_another_sound(
    kokoro_manager: TTSBackendManager,
) -> None:
    from dataclasses import replace

    from tts_tui.speech.request import ChunkRequest

    backend, model = kokoro_manager.resolve("kokoro-v1.0-onnx")
    await kokoro_manager.start(model.id)
    asked = ChunkRequest(0, "Ask for the gif.", model.id, "af_heart", "en-US")
    source = backend.sound_source(asked)
    assert source
    assert source["engine"] == "streaming"
    assert len(source["weights"]) == 64
    said = backend.sound_source(replace(asked, text="Ask for the [gif](/dʒˈɪf/)."))
    assert said
    assert said["phonemes"] != source["phonemes"]
    assert backend.sound_source(replace(asked, language="en-GB")) != source
