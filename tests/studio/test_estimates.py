"""How long it will be is told within a third from the first second on, by the real model too."""

from __future__ import annotations

from pathlib import Path

import pytest
from tones import ToneBackend

from tts_tui.backends.base import BackendContext
from tts_tui.backends.kokoro.backend import KokoroBackend
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.speech.events import Finished, Progress
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.speak import speak

PROSE = (
    "The keeper of the lighthouse wrote one letter a week, and the boat took it away on Fridays. "
    "Nobody minded much; news from the island had always been slow. It showed the tower, the stairs and the lamp. "
    "In 1945 there were 12 letters. Why? Nobody knows.\n\n"
)


async def told(request: SpeechRequest, manager: TTSBackendManager, start: int = 0) -> list[Progress]:
    events = [event async for event in speak(request, manager, start=start)]
    assert isinstance(events[-1], Finished)
    return [event for event in events if isinstance(event, Progress)]


@pytest.mark.slow
@pytest.mark.parametrize("speed", [1.0, 1.5])
async def test_the_length_is_known_from_the_first_second_on(
    speed: float, engine_cache: Path, tmp_path: Path
) -> None:
    spec = BackendSpec("kokoro", ("kokoro-*",), KokoroBackend)
    manager = TTSBackendManager(BackendContext(engine_cache, tmp_path), [spec])
    progress = await told(SpeechRequest(PROSE, "kokoro-v1.0-onnx", "af_heart", speed=speed), manager)
    await manager.close()
    total = progress[-1].audio_seconds
    guesses = [each.expected_seconds for each in progress if each.audio_seconds <= 0.9 * total]
    assert guesses
    assert guesses == pytest.approx([total] * len(guesses), rel=1 / 3)


@pytest.mark.parametrize("start", [0, len(PROSE)])
async def test_a_pace_of_its_own_is_learnt(start: int, tmp_path: Path) -> None:
    spec = BackendSpec("tone", ("tone-*",), lambda _context: ToneBackend())
    manager = TTSBackendManager(BackendContext(tmp_path, tmp_path), [spec])
    progress = await told(
        SpeechRequest(PROSE * 3, "tone-1", "low", speed=2.0), manager, start
    )  # heeds no speed
    total = progress[-1].audio_seconds
    assert progress[-1].expected_seconds == total
    late = [each.expected_seconds for each in progress if each.audio_seconds > total / 3]
    assert late == pytest.approx([total] * len(late), rel=1 / 3)
