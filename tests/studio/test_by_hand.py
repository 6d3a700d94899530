"""Phonemes that are written by hand reach only what can say them; elsewhere the word stands, and that is told once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tones import ToneBackend

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.backends.registry import specs
from tts_tui.speech.events import ChunkReady, Notice, SpeechEvent
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.speak import speak

TEXT = "I [read](/ɹɛd/) it. They say [tts](/ˌtiːtiːˈɛs/) here, see [the manual](/docs/)."


async def spoken(backend: ToneBackend, folder: Path, text: str = TEXT) -> list[SpeechEvent]:
    spec = BackendSpec("tone", ("tone-*",), lambda _context: backend)
    manager = TTSBackendManager(BackendContext(folder, folder), [spec])
    return [event async for event in speak(SpeechRequest(text, "tone-1", "low"), manager)]


async def test_what_takes_no_phonemes_gets_the_word_and_says_so_once(tmp_path: Path) -> None:
    backend = ToneBackend()
    events = await spoken(backend, tmp_path)
    assert [call.text for call in backend.calls] == ["I read it.", "They say T T S here, see the manual."]
    [told] = [event for event in events if isinstance(event, Notice)]
    assert told == Notice("Tone takes no phonemes: it reads the words as it would.", "Phonemes")
    words = [word for event in events if isinstance(event, ChunkReady) for word in event.chunk.words]
    assert [TEXT[word.char_start : word.char_end] for word in words[:4]] == [
        "I",
        "[read](/ɹɛd/)",
        "it.",
        "They",
    ]
    starts = [word.start for word in words]
    assert starts == sorted(starts)


async def test_what_takes_phonemes_gets_them_and_nothing_is_said(tmp_path: Path) -> None:
    backend = ToneBackend()
    backend.model = replace(backend.model, phonemes=True)
    events = await spoken(backend, tmp_path)
    assert "[read](/ɹɛd/)" in backend.calls[0].text
    assert not [event for event in events if isinstance(event, Notice)]


async def test_a_text_without_any_says_nothing(tmp_path: Path) -> None:
    events = await spoken(ToneBackend(), tmp_path, "See [the manual](/docs/).")
    assert not [event for event in events if isinstance(event, Notice)]


@pytest.mark.parametrize("provider", ["kokoro", "openai", "elevenlabs", "alltalk", "chatterbox"])
async def test_only_kokoro_takes_them(tmp_path: Path, provider: str) -> None:
    manager = TTSBackendManager(BackendContext(tmp_path, tmp_path), specs({}))
    models = [model for model in manager.usable_models()[0] if model.provider == provider]
    assert models
    assert {model.phonemes for model in models} == {provider == "kokoro"}
    await manager.close()
