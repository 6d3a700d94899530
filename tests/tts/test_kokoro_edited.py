"""One word of a text is changed: the real engine says its sentence alone, and the whole sounds as if all were new."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from likeness import alike

from tts_tui.speech.events import ChunkReady, Finished, SpeechEvent
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.sentence_cache import SentenceCache
from tts_tui.studio.speak import speak

if TYPE_CHECKING:
    from tts_tui.backends.manager import TTSBackendManager

pytestmark = pytest.mark.slow

TEXT = "The rain had stopped. A red boat lay at the pier. Nobody saw it leave. The bell rang twice."
EDITED = TEXT.replace("red", "green")


async def spoken(
    manager: TTSBackendManager, text: str, cache: SentenceCache | None
) -> tuple[np.ndarray, list[SpeechEvent]]:
    request = SpeechRequest(text, "kokoro-v1.0-onnx", "af_heart", "en-US")
    events = [event async for event in speak(request, manager, cache=cache)]
    assert isinstance(events[-1], Finished)
    return np.concatenate([each.chunk.samples for each in events if isinstance(each, ChunkReady)]), events


@pytest.mark.usefixtures("steady_windows")
async def test_an_edit_makes_one_sentence_and_sounds_like_all_made_anew(
    kokoro_manager: TTSBackendManager, tmp_path: Path
) -> None:
    cache = SentenceCache(tmp_path, 64 << 20)
    before, _ = await spoken(kokoro_manager, TEXT, cache)
    again, events = await spoken(kokoro_manager, EDITED, cache)
    anew, _ = await spoken(kokoro_manager, EDITED, None)
    end = events[-1]
    assert isinstance(end, Finished)
    assert 0.5 < end.metrics.made_seconds < 0.6 * len(anew) / 24_000, "its sentence alone"
    assert alike(again, anew)
    assert not alike(before, again)
