"""The pipeline's own promises, with a backend that does exactly what the test says."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import replace

import numpy as np
import pytest
from tones import RATE, ToneBackend, tone_of

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.speech.errors import (
    AuthenticationError,
    ServerError,
    SynthesisError,
    TruncatedError,
    UnknownModelError,
    UnknownVoiceError,
    UnreachableError,
    UsageError,
)
from tts_tui.speech.events import Cancelled, ChunkReady, Failed, Finished, FirstChunk, SpeechEvent
from tts_tui.speech.request import ChunkRequest, SpeechRequest
from tts_tui.studio.speak import speak
from tts_tui.testing import BackendContract, closing

THREE = "One two three. Four five six! Seven eight nine?"


def manager_of(backend: ToneBackend, tmp_path) -> TTSBackendManager:  # type: ignore[no-untyped-def]
    context = BackendContext(tmp_path, tmp_path)
    return TTSBackendManager(context, [BackendSpec("tone", ("tone-*",), lambda _context: backend)])


async def run(manager: TTSBackendManager, text: str, **fields: object) -> list[SpeechEvent]:
    request = SpeechRequest(**{"text": text, "model": "tone-1", "voice": "low", **fields})  # type: ignore[arg-type]
    return [event async for event in speak(request, manager)]


def audio_of(events: list[SpeechEvent]) -> np.ndarray:
    return np.concatenate([event.chunk.samples for event in events if isinstance(event, ChunkReady)])


class TestToneKeepsTheContract(BackendContract):
    model = "tone-1"

    @pytest.fixture
    async def manager(self, tmp_path):  # type: ignore[no-untyped-def]
        async for manager in closing(manager_of(ToneBackend(concurrency=3), tmp_path)):
            yield manager


async def test_only_the_first_call_runs_until_its_first_chunk(tmp_path) -> None:  # type: ignore[no-untyped-def]
    backend = ToneBackend(concurrency=2)
    seen: list[int] = []
    backend.gates = {0: asyncio.Event()}

    def note(request: ChunkRequest) -> None:
        seen.append(request.index)
        if request.index == 1:
            backend.gates[0].set()  # the second call is under way while the first still runs

    backend.before = note
    request = SpeechRequest(THREE, "tone-1", "low")
    async with aclosing(speak(request, manager_of(backend, tmp_path))) as events:
        async for event in events:
            if isinstance(event, FirstChunk):
                assert seen == [0]
    assert seen == [0, 1, 2]
    assert backend.most_running == 2


async def test_first_chunk_comes_before_the_text_is_synthesized(tmp_path) -> None:  # type: ignore[no-untyped-def]
    backend = ToneBackend()
    request = SpeechRequest("A long book. " * 100_000, "tone-1", "low")
    async with aclosing(speak(request, manager_of(backend, tmp_path))) as events:
        async for event in events:
            if isinstance(event, FirstChunk):
                break
    assert len(backend.calls) == 1
    assert backend.running == 0


async def test_engine_silence_is_cut_and_pauses_are_the_punctuation_s(tmp_path) -> None:  # type: ignore[no-untyped-def]
    quiet = audio_of(await run(manager_of(ToneBackend(silence=0.5), tmp_path), THREE))
    tight = audio_of(await run(manager_of(ToneBackend(silence=0.0), tmp_path), THREE))
    assert len(quiet) - len(tight) == pytest.approx(3 * 2 * 0.02 * RATE, abs=3 * 0.02 * RATE)
    spoken = sum(
        len(tone_of(sentence)) for sentence in ("One two three.", "Four five six!", "Seven eight nine?")
    )
    assert len(tight) > spoken + 2 * 0.2 * RATE


async def test_calls_grow_where_calls_are_dear(tmp_path) -> None:  # type: ignore[no-untyped-def]
    backend = ToneBackend(chunk_characters=300)
    text = "A sentence of some forty characters, no more. " * 40
    events = await run(manager_of(backend, tmp_path), text)
    assert isinstance(events[-1], Finished)
    lengths = [len(call.text) for call in backend.calls]
    assert lengths[0] < 50
    assert lengths[:-1] == sorted(lengths[:-1])
    assert max(lengths) <= 300
    assert backend.calls[1].previous_text == backend.calls[0].text
    assert backend.calls[0].next_text == backend.calls[1].text


async def test_a_failure_keeps_what_was_made_and_says_where_to_go_on(tmp_path) -> None:  # type: ignore[no-untyped-def]
    backend = ToneBackend()

    def fail(request):  # type: ignore[no-untyped-def]
        if "Seven" in request.text:
            raise SynthesisError("out of tones")

    backend.before = fail
    events = await run(manager_of(backend, tmp_path), THREE)
    last = events[-1]
    assert isinstance(last, Failed)
    assert THREE[last.resume_at :].strip() == "Seven eight nine?"
    assert len(audio_of(events)) > 0


async def test_an_unexpected_error_of_a_backend_becomes_a_typed_one(tmp_path) -> None:  # type: ignore[no-untyped-def]
    backend = ToneBackend()

    def fail(_request):  # type: ignore[no-untyped-def]
        raise ZeroDivisionError("bug")

    backend.before = fail
    last = (await run(manager_of(backend, tmp_path), THREE))[-1]
    assert isinstance(last, Failed)
    assert isinstance(last.error, SynthesisError)
    assert "bug" in last.error.message


async def test_a_model_that_fails_to_load_says_so(tmp_path) -> None:  # type: ignore[no-untyped-def]
    class Unloadable(ToneBackend):
        async def start(self, model: str) -> None:
            raise RuntimeError("bad weights")

    last = (await run(manager_of(Unloadable(), tmp_path), THREE))[-1]
    assert isinstance(last, Failed)
    assert isinstance(last.error, SynthesisError)
    assert "can't be loaded" in last.error.message
    assert "bad weights" in last.error.message


async def test_cancel_while_the_backend_is_silent(tmp_path) -> None:  # type: ignore[no-untyped-def]
    backend = ToneBackend()
    backend.gates = {0: asyncio.Event()}
    cancelled = asyncio.Event()
    request = SpeechRequest(THREE, "tone-1", "low")
    events = []
    async for event in speak(request, manager_of(backend, tmp_path), cancelled=cancelled):
        events.append(event)
        if isinstance(event, ChunkReady):
            cancelled.set()
    assert isinstance(events[-1], Cancelled)
    assert backend.running == 0


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"model": "nope"}, UnknownModelError),
        ({"speed": 9.0}, UsageError),
        ({"settings": {"pich": 3}}, UsageError),
    ],
)
async def test_what_cannot_be_done_is_refused_before_anything_runs(tmp_path, fields, error) -> None:  # type: ignore[no-untyped-def]
    backend = ToneBackend()
    events = await run(manager_of(backend, tmp_path), THREE, **fields)
    assert [type(event) for event in events] == [Failed]
    assert isinstance(events[0].error, error)  # type: ignore[union-attr]
    assert not backend.calls


async def test_words_without_times_are_estimated_over_the_audio_made(tmp_path) -> None:  # type: ignore[no-untyped-def]
    events = await run(manager_of(ToneBackend(), tmp_path), THREE)
    ready = [event for event in events if isinstance(event, ChunkReady)]
    words = [word for event in ready for word in event.chunk.words]
    assert [word.text for word in words] == THREE.split()
    assert {event.timing for event in ready} == {"estimated"}
    assert words[-1].end == pytest.approx(len(audio_of(events)) / RATE, abs=1e-6)


class Priced(ToneBackend):
    """Tells a price with the last chunk of a call, as token-priced models do; but not for every text."""

    def __init__(self) -> None:
        super().__init__()
        self.model = replace(self.model, usd_per_million_characters=15.0)

    async def synthesize(self, request):  # type: ignore[no-untyped-def]
        async with aclosing(super().synthesize(request)) as chunks:
            yield await anext(chunks)
            yield replace(await anext(chunks), cost_usd=None if "Seven" in request.text else 0.25)


@pytest.mark.parametrize(("text", "cost"), [("One two three. Four five six!", 0.5), (THREE, None)])
async def test_costs_add_up_and_one_untold_makes_the_sum_unknown(tmp_path, text, cost) -> None:  # type: ignore[no-untyped-def]
    last = (await run(manager_of(Priced(), tmp_path), text))[-1]
    assert isinstance(last, Finished)
    assert last.metrics.cost_usd == cost


async def test_a_paid_call_that_is_cut_short_has_an_unknown_cost(tmp_path) -> None:  # type: ignore[no-untyped-def]
    backend, cancelled = Priced(), asyncio.Event()
    backend.gates = {0: asyncio.Event()}
    request = SpeechRequest(THREE, "tone-1", "low")
    async for event in speak(request, manager_of(backend, tmp_path), cancelled=cancelled):
        if isinstance(event, ChunkReady):
            cancelled.set()
    assert isinstance(event, Cancelled)
    assert event.metrics.cost_usd is None


@pytest.mark.parametrize(
    ("error", "cost", "counted"),
    [
        (ServerError("busy", status=503), 0.5, 0.5),
        (UnreachableError("Nobody there."), 0.5, 0.5),
        (UnknownVoiceError("No such voice."), 0.0, 0.0),
        (TruncatedError("It broke off."), None, 0.5 + 15 * len("Four five six!") / 1e6),
    ],
    ids=["refused", "never arrived", "not asked again", "broken off"],
)
async def test_every_try_is_counted(tmp_path, error, cost, counted) -> None:  # type: ignore[no-untyped-def]
    """What a server refused is free. What broke off has an unknown cost, and limits count its list price."""
    import stamina

    backend, faults = Priced(), [error]

    def fail_once(request):  # type: ignore[no-untyped-def]
        if faults and ("Four" in request.text or cost == 0.0):
            raise faults.pop()

    backend.before = fail_once
    with stamina.set_testing(True, attempts=3, cap=True):
        last = (await run(manager_of(backend, tmp_path), "One two three. Four five six!"))[-1]
    assert isinstance(last, Failed if cost == 0.0 else Finished)
    assert last.metrics.cost_usd == cost
    assert last.metrics.counted_usd == pytest.approx(counted)


async def test_what_a_server_refused_costs_nothing(tmp_path) -> None:  # type: ignore[no-untyped-def]
    backend = Priced()

    def refuse(_request):  # type: ignore[no-untyped-def]
        raise AuthenticationError("wrong key", status=401)

    backend.before = refuse
    last = (await run(manager_of(backend, tmp_path), THREE))[-1]
    assert isinstance(last, Failed)
    assert last.metrics.cost_usd == 0.0


async def test_a_cancel_after_the_end_changes_nothing(tmp_path) -> None:  # type: ignore[no-untyped-def]
    cancelled = asyncio.Event()
    events = []
    async for event in speak(
        SpeechRequest(THREE, "tone-1"), manager_of(ToneBackend(), tmp_path), cancelled=cancelled
    ):
        events.append(type(event))
        if isinstance(event, Finished):
            cancelled.set()
    assert events[-1] is Finished


async def test_a_backend_closed_while_it_speaks_ends_the_request(tmp_path) -> None:  # type: ignore[no-untyped-def]
    backend = ToneBackend()

    def closed(_request):  # type: ignore[no-untyped-def]
        raise asyncio.CancelledError

    backend.before = closed
    last = (await run(manager_of(backend, tmp_path), THREE))[-1]
    assert isinstance(last, Failed)
    assert "closed" in last.error.message


async def test_a_server_that_stays_down_ends_in_its_own_error(tmp_path) -> None:  # type: ignore[no-untyped-def]
    import stamina

    backend = ToneBackend()

    def down(_request):  # type: ignore[no-untyped-def]
        raise ServerError("503")

    backend.before = down
    with stamina.set_testing(True, attempts=3, cap=True):
        last = (await run(manager_of(backend, tmp_path), THREE))[-1]
    assert isinstance(last, Failed)
    assert isinstance(last.error, ServerError)
