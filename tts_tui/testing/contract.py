"""What every backend must keep, as a class of tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from pathlib import Path
from typing import Any, ClassVar, Literal

import numpy as np
import pytest
import pytest_asyncio

from tts_tui.backends.base import EMPTY, BackendContext
from tts_tui.backends.capabilities import Pronounces
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.speech.errors import SpeechError, UnknownModelError
from tts_tui.speech.events import (
    Cancelled,
    ChunkReady,
    Failed,
    Finished,
    FirstChunk,
    Progress,
    SpeechEvent,
    Started,
)
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.speak import speak

TEXT = "Good morning. The harbour is quiet today, and the boats are still asleep. We sail at noon."


class BackendContract:
    """Chunks in order, one sample rate, spans that cover the text, progress that rises to 1, typed errors,
    a cancel that ends the work, a close that frees it.

    `class TestMine(BackendContract, loop_scope="class")` runs its tests on one event loop, so that they can share a
    manager that takes long to start (a fixture with `scope="class", loop_scope="class"`).

    Attributes:
        spec: how the backend is registered. A test with a set-up of its own overrides the fixture `manager` instead.
        options: its table in the settings.
        model: what to speak with.
        voice: empty for the model's first.
        text: three sentences in a language that the voice speaks.
    """

    spec: BackendSpec
    options: Mapping[str, Any] = EMPTY
    model: str
    voice: str = ""
    text: str = TEXT
    _said: ClassVar[list[SpeechEvent] | None] = None

    def __init_subclass__(cls, *, loop_scope: Literal["function", "class"] = "function") -> None:
        super().__init_subclass__()
        cls._said = None
        pytest.mark.asyncio(loop_scope=loop_scope)(cls)

    @pytest_asyncio.fixture
    async def manager(self, tmp_path: Path) -> AsyncIterator[TTSBackendManager]:
        """The backend alone, with new folders; closed in the end."""
        context = BackendContext(tmp_path / "cache", tmp_path / "data")
        options = {self.spec.name: self.options}
        async for manager in closing(TTSBackendManager(context, [self.spec], options)):
            yield manager

    def request_of(self, **changes: object) -> SpeechRequest:
        fields: dict[str, object] = {"text": self.text, "model": self.model, "voice": self.voice}
        return SpeechRequest(**{**fields, **changes})  # type: ignore[arg-type]

    async def events_of(self, manager: TTSBackendManager, **changes: object) -> list[SpeechEvent]:
        return [event async for event in speak(self.request_of(**changes), manager)]

    async def said(self, manager: TTSBackendManager) -> list[SpeechEvent]:
        """The events of the text: several tests look at them, and it is spoken once for all."""
        if self._said is None:
            type(self)._said = await self.events_of(manager)
        assert self._said
        return self._said

    async def test_what_is_offered_can_be_asked_for(self, manager: TTSBackendManager) -> None:
        _, refused = manager.usable_models()
        made = {name: manager.backend(name) for name in manager.names if name not in refused}
        offered = {model.id: name for name, backend in made.items() for model in backend.models()}
        assert self.model in offered, f"no models() has {self.model}; left out were {refused}"
        backend = made[offered[self.model]]
        for model in backend.models():
            assert model.backend == offered[self.model], "Model.backend isn't the name of the spec"
            try:
                found, _ = manager.resolve(model.id, model.provider)
            except UnknownModelError:
                pytest.fail(f"no pattern of the spec matches {model.id}")
            assert found is backend, f"a pattern of another spec matches {model.id} first"
            assert model.available or model.id != self.model, model.reason
        voices = [voice.id for voice in await backend.voices(self.model)]
        assert voices, "the list of voices is empty: the first is what speaks when none is chosen"
        assert len(voices) == len(set(voices))

    async def test_events_come_in_their_order(self, manager: TTSBackendManager) -> None:
        events = await self.said(manager)
        assert isinstance(events[0], Started)
        assert isinstance(events[-1], Finished), events[-1]
        kinds = [type(event) for event in events]
        assert kinds.count(FirstChunk) == 1
        assert kinds.index(FirstChunk) < kinds.index(ChunkReady)

    async def test_audio_is_continuous_and_audible(self, manager: TTSBackendManager) -> None:
        ready = [event for event in await self.said(manager) if isinstance(event, ChunkReady)]
        rate = ready[0].chunk.sample_rate
        frames = 0
        for event in ready:
            samples = event.chunk.samples
            assert event.chunk.sample_rate == rate
            assert samples.dtype == np.float32
            assert samples.ndim == 1
            assert event.start == pytest.approx(frames / rate, abs=1e-6)
            frames += len(samples)
        audio = np.concatenate([event.chunk.samples for event in ready])
        assert np.isfinite(audio).all()
        assert 0.01 < np.abs(audio).max() <= 1.5

    async def test_words_cover_the_text_in_order(self, manager: TTSBackendManager) -> None:
        ready = [event for event in await self.said(manager) if isinstance(event, ChunkReady)]
        seconds = sum(event.chunk.seconds for event in ready)
        words = [word for event in ready for word in event.chunk.words]
        assert [word.text for word in words] == [self.text[w.char_start : w.char_end] for w in words]
        said = "".join(word.text for word in words)
        assert "".join(filter(str.isalnum, said)) == "".join(filter(str.isalnum, self.text))
        times = [time for word in words for time in (word.start, word.end)]
        assert times == sorted(times)
        assert times[0] >= 0
        assert times[-1] <= seconds + 0.05

    async def test_what_it_tells_of_sounds_is_of_the_words(self, manager: TTSBackendManager) -> None:
        backend, model = manager.resolve(self.model)
        if not (model.phonemes and isinstance(backend, Pronounces)):
            pytest.skip("it tells no phonemes")
        language = backend.language_of(self.voice) or "en-US"
        first, second = backend.pronounce([self.text, "[one](/wˈʌn/)"], language)
        places = [place for word in first.words for place in (word.char_start, word.char_end)]
        assert places == sorted(places)
        said = "".join(self.text[word.char_start : word.char_end] for word in first.words)
        assert "".join(filter(str.isalnum, said)) == "".join(filter(str.isalnum, self.text))
        assert all(word.phonemes in first.phonemes for word in first.words)
        assert [word.source for word in second.words] == ["user"]
        assert backend.readings(said[:4], language)
        assert backend.unknown_phonemes("漢a") == "漢"

    async def test_progress_rises_to_one(self, manager: TTSBackendManager) -> None:
        progress = [event for event in await self.said(manager) if isinstance(event, Progress)]
        fractions = [step.fraction for step in progress]
        assert fractions == sorted(fractions)
        assert fractions[-1] == 1.0
        assert progress[-1].characters_done == len(self.text)
        assert progress[-1].chunks_done == progress[-1].chunks_total

    async def test_an_unknown_voice_is_a_typed_error(self, manager: TTSBackendManager) -> None:
        last = (await self.events_of(manager, voice="no_such_voice"))[-1]
        assert isinstance(last, Failed), "something else was spoken with: raise UnknownVoiceError"
        assert isinstance(last.error, SpeechError)
        assert "no_such_voice" in last.error.message

    async def test_nothing_to_say_is_a_typed_error(self, manager: TTSBackendManager) -> None:
        last = (await self.events_of(manager, text=" \n🙂 … "))[-1]
        assert isinstance(last, Failed)
        assert type(last.error).__name__ == "EmptyTextError"

    async def test_cancel_ends_it_and_the_next_request_works(self, manager: TTSBackendManager) -> None:
        cancelled = asyncio.Event()
        events: list[SpeechEvent] = []
        async with aclosing(
            speak(self.request_of(text=self.text * 20), manager, cancelled=cancelled)
        ) as stream:
            async for event in stream:
                events.append(event)
                if isinstance(event, ChunkReady):
                    cancelled.set()
        assert isinstance(events[-1], Cancelled)
        assert sum(isinstance(event, ChunkReady) for event in events) == 1
        assert isinstance((await self.events_of(manager))[-1], Finished)

    async def test_two_requests_at_once_do_not_mix(self, manager: TTSBackendManager) -> None:
        short, whole = await asyncio.gather(
            self.events_of(manager, text="Good morning."), self.events_of(manager)
        )
        alone = await self.events_of(manager, text="Good morning.")
        assert isinstance(short[-1], Finished)
        assert isinstance(whole[-1], Finished)
        assert short[-1].metrics.audio_seconds == pytest.approx(alone[-1].metrics.audio_seconds, rel=0.5)  # type: ignore[union-attr]
        assert short[-1].metrics.audio_seconds < whole[-1].metrics.audio_seconds / 2

    async def test_it_speaks_again_after_close(self, manager: TTSBackendManager) -> None:
        assert isinstance((await self.events_of(manager))[-1], Finished)
        await manager.close()
        assert isinstance((await self.events_of(manager))[-1], Finished)


async def closing(manager: TTSBackendManager) -> AsyncIterator[TTSBackendManager]:
    """The body of a `manager` fixture: gives it, and closes it in the end."""
    try:
        yield manager
    finally:
        await manager.close()
