"""Sentences that a voice has no sounds for."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_speak import THREE, audio_of, manager_of, run
from tones import ToneBackend

from tts_tui.speech.errors import EmptyTextError
from tts_tui.speech.events import Failed, Finished, Progress, Skipped, SpeechEvent
from tts_tui.speech.request import ChunkRequest, SpeechRequest
from tts_tui.studio.speak import speak

SENTENCES = ["One two three.", "Four five six!", "Seven eight nine?"]


def mute(*texts: str) -> ToneBackend:
    """A backend that has no sounds for these."""
    backend = ToneBackend(concurrency=2)

    def before(request: ChunkRequest) -> None:
        if request.text in texts:
            raise EmptyTextError(f"There are no sounds for {request.text}")

    backend.before = before
    return backend


@pytest.mark.parametrize("unsaid", SENTENCES)
async def test_a_sentence_without_sounds_is_left_out_and_told(tmp_path: Path, unsaid: str) -> None:
    said = " ".join(sentence for sentence in SENTENCES if sentence != unsaid)
    events = await run(manager_of(mute(unsaid), tmp_path), THREE)
    skipped = [event for event in events if isinstance(event, Skipped)]
    assert [event.segment.text for event in skipped] == [unsaid]
    assert unsaid in skipped[0].reason.message
    assert isinstance(events[-1], Finished)
    fractions = [event.fraction for event in events if isinstance(event, Progress)]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    alone = await run(manager_of(ToneBackend(), tmp_path), said)
    assert len(audio_of(events)) == pytest.approx(len(audio_of(alone)), abs=1)


async def test_going_on_at_a_sentence_without_sounds_works(tmp_path: Path) -> None:
    manager = manager_of(mute(SENTENCES[1]), tmp_path)
    request = SpeechRequest(THREE, "tone-1", "low")
    events: list[SpeechEvent] = [event async for event in speak(request, manager, start=THREE.index("Four"))]
    assert isinstance(events[-1], Finished)
    assert audio_of(events).any()


async def test_where_nothing_has_sounds_that_is_an_error(tmp_path: Path) -> None:
    events = await run(manager_of(mute(*SENTENCES), tmp_path), THREE)
    assert isinstance(events[-1], Failed)
    assert isinstance(events[-1].error, EmptyTextError)
