"""AllTalk's backend against stubs that do what its two versions do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from alltalk_stub import AllTalk, AllTalk1, xtts
from http_sound import SECONDS_PER_CHARACTER, speech_like
from http_stub import HttpStub, Received, Reply

from tts_tui.backends.alltalk.backend import AllTalkBackend
from tts_tui.backends.base import BackendContext
from tts_tui.backends.http.limits import Limits
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.backends.registry import specs
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import (
    BadRequestError,
    DeadlineError,
    MissingModelError,
    ServerError,
    SpeechError,
    UnknownVoiceError,
    UnreachableError,
)
from tts_tui.speech.request import ChunkRequest
from tts_tui.testing import BackendContract, closing

TEXT = "The harbour is quiet today, and the boats are still asleep."


@asynccontextmanager
async def serving(
    tmp_path: Path, server: AllTalk, limits: Limits | None = None, **options: Any
) -> AsyncIterator[tuple[AllTalkBackend, HttpStub]]:
    async with HttpStub(server) as stub:
        context = BackendContext(tmp_path, tmp_path, {"base_url": stub.url, "poll_seconds": 0.001, **options})
        backend = AllTalkBackend(context, limits)
        try:
            yield backend, stub
        finally:
            await backend.close()


def chunk(
    text: str = TEXT, model: str = "alltalk_xtts", voice: str = "female_01.wav", **fields: Any
) -> ChunkRequest:
    return ChunkRequest(0, text, model, voice, fields.pop("language", ""), **fields)


async def spoken(backend: AllTalkBackend, request: ChunkRequest) -> list[AudioChunk]:
    async with aclosing(backend.synthesize(request)) as chunks:
        return [chunk async for chunk in chunks]


def paths(stub: HttpStub) -> list[str]:
    return [request.path for request in stub.requests]


class Contract(BackendContract):
    model = "alltalk_xtts"
    voice = "male_01.wav"
    server: Callable[[], AllTalk]

    @pytest.fixture
    async def manager(self, tmp_path: Path) -> AsyncIterator[TTSBackendManager]:
        async with HttpStub(self.server()) as stub:
            options = {"alltalk": {"base_url": stub.url}}
            context = BackendContext(tmp_path, tmp_path)
            async for manager in closing(TTSBackendManager(context, specs(options), options)):
                yield manager


class TestVersion2(Contract):
    server = staticmethod(xtts)


class TestVersion1(Contract):
    server = AllTalk1


@pytest.mark.parametrize("server", [xtts, AllTalk1])
async def test_xtts_streams(tmp_path: Path, server: Callable[[], AllTalk]) -> None:
    async with serving(tmp_path, server()) as (backend, stub):
        chunks = await spoken(backend, chunk())
        audio = np.concatenate([chunk.samples for chunk in chunks])
        np.testing.assert_array_equal(audio, speech_like(TEXT).astype(np.float32) / 32768)
        assert len(chunks) > 5, "it came in one piece"
        assert paths(stub)[-1] == "/api/tts-generate-streaming"
        assert stub.requests[-1].query["language"] == "en"
        assert backend.models()[0].streaming
        await spoken(backend, chunk(language="de-DE"))
        assert stub.requests[-1].query["language"] == "de"


async def test_what_streaming_cannot_do_is_generated(tmp_path: Path) -> None:
    async with serving(tmp_path, xtts()) as (backend, stub):
        await spoken(backend, chunk(speed=1.5, settings={"temperature": 0.5, "language": "de"}))
        form = next(request for request in stub.requests if request.path == "/api/tts-generate").form()
        assert form["speed"] == "1.5"
        assert form["temperature"] == "0.5"
        assert form["language"] == "de"
        assert form["character_voice_gen"] == "female_01.wav"
        assert form["text_input"] == TEXT


async def test_piper_is_generated_and_fetched(tmp_path: Path) -> None:
    server = AllTalk()
    async with serving(tmp_path, server) as (backend, stub):
        for _ in range(3):
            chunks = await spoken(backend, chunk(model="alltalk_piper", voice="en_US-ljspeech-high.onnx"))
        assert {chunk.sample_rate for chunk in chunks} == {22_050}
        seconds = sum(chunk.seconds for chunk in chunks)
        assert seconds == pytest.approx(len(TEXT) * SECONDS_PER_CHARACTER, abs=0.01)
        assert len(server.files) == 1, "the server's folder fills up"
        assert stub.requests[-1].headers["connection"] == "close"


async def test_version_1_tells_a_host_of_its_own_which_is_not_called(tmp_path: Path) -> None:
    async with serving(tmp_path, AllTalk1(model="API Local")) as (backend, stub):
        assert await spoken(backend, chunk())
        assert paths(stub)[-2] == "/api/tts-generate"
        assert paths(stub)[-1].startswith("/audio/tts_tui_")


async def test_voices_of_each_kind_of_engine(tmp_path: Path) -> None:
    async with serving(tmp_path, xtts()) as (backend, _):
        assert [voice.id for voice in await backend.voices("alltalk_xtts")] == [
            "female_01.wav",
            "male_01.wav",
            "Sophie Anderson.wav",
            "voiceset:ann",
            "latent:bob.json",
        ]
        assert [voice.id for voice in await backend.voices("alltalk_piper")] == ["default"]
    async with serving(tmp_path, AllTalk()) as (backend, _):
        voices = await backend.voices("alltalk_piper")
        assert [voice.language for voice in voices] == ["en-US", "de-DE"]
        assert backend.language_of("de_DE-thorsten-medium.onnx") == "de-DE"
    async with serving(tmp_path, AllTalk(engine="vits", model="vits - ljspeech")) as (backend, _):
        assert [voice.id for voice in await backend.voices("alltalk_vits")] == ["default"]
        assert await spoken(backend, chunk(model="alltalk_vits", voice="default"))
    async with serving(tmp_path, AllTalk(engine="parler", model="parler")) as (backend, _):
        with pytest.raises(MissingModelError, match="no voices for Parler"):
            await backend.voices("alltalk_parler")


async def test_settings_are_those_that_the_engine_can(tmp_path: Path) -> None:
    async with serving(tmp_path, xtts(rvc=["bob/bob.pth"])) as (backend, stub):
        await backend.voices("alltalk_xtts")
        loaded, model = backend.models()[:2]
        assert (loaded.id, loaded.name, model.id) == (
            "alltalk_loaded",
            "What is loaded (XTTS)",
            "alltalk_xtts",
        )
        assert loaded.settings == model.settings
        assert [setting.name for setting in model.settings] == [
            "language",
            "engine_model",
            "temperature",
            "repetition_penalty",
            "rvc_voice",
            "rvc_pitch",
        ]
        assert model.speeds == (0.25, 2.0)
        await spoken(backend, chunk(settings={"rvc_voice": "bob/bob.pth", "rvc_pitch": 3}))
        form = next(request for request in stub.requests if request.path == "/api/tts-generate").form()
        assert (form["rvccharacter_voice_gen"], form["rvccharacter_pitch"]) == ("bob/bob.pth", "3")


async def test_another_model_of_the_engine_is_loaded(tmp_path: Path) -> None:
    server = xtts()
    async with serving(tmp_path, server) as (backend, _):
        await spoken(backend, chunk(settings={"engine_model": "xtts - xttsv2_2.0.2"}))
        assert server.model == "xtts - xttsv2_2.0.2"
        with pytest.raises(ServerError):
            await spoken(backend, chunk(settings={"engine_model": "nonsense"}))
        assert await spoken(backend, chunk())


@pytest.mark.parametrize("streamed", [True, False])
async def test_cancelling_tells_the_server_to_stop(tmp_path: Path, streamed: bool) -> None:
    server = xtts(slow=True)
    async with serving(tmp_path, server) as (backend, stub):
        request = chunk() if streamed else chunk(speed=1.2)
        chunks = backend.synthesize(request)
        if streamed:
            await anext(chunks)
            await chunks.aclose()
        else:
            waiting = asyncio.ensure_future(anext(chunks))
            await server.begun.wait()
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        assert server.stopped == 1
        assert paths(stub)[-1] == "/api/stop-generation"
        server.slow = False
        assert await spoken(backend, request)


async def test_a_deadline_also_stops_the_server(tmp_path: Path) -> None:
    server = xtts(slow=True)
    async with serving(tmp_path, server, Limits(silence=0.05)) as (backend, _):
        with pytest.raises(DeadlineError, match="sent nothing for"):
            await spoken(backend, chunk())
        assert server.stopped == 1


async def test_an_unreachable_server_is_an_unavailable_model_until_it_is_back(tmp_path: Path) -> None:
    async with HttpStub(xtts()) as gone:
        url = gone.url  # whose server is about to end
    options = {"alltalk": {"base_url": url}}
    manager = TTSBackendManager(BackendContext(tmp_path, tmp_path), specs(options), options)
    _, model = manager.resolve("alltalk_xtts")
    assert model.available, "nobody asked it yet"
    with pytest.raises(UnreachableError, match="can't be reached") as caught:
        await manager.start("alltalk_xtts")
    assert "Start the server" in caught.value.hint
    _, model = manager.resolve("alltalk_xtts")
    assert not model.available
    assert url in model.reason
    with pytest.raises(UnreachableError):
        await manager.start("alltalk_xtts")
    async with HttpStub(xtts(), port=gone.port):
        await manager.start("alltalk_xtts")
        assert manager.resolve("alltalk_xtts")[1].available
    await manager.close()


@pytest.mark.parametrize(
    ("status", "says"), [(200, "something else"), (500, "failed"), (302, "another address")]
)
async def test_what_does_not_answer_as_alltalk_is_no_model_that_can_speak(
    status: int, says: str, tmp_path: Path
) -> None:
    async def other(_: Received, reply: Reply) -> None:
        await reply.whole("<html>another program's page</html>", status, location="/")

    async with HttpStub(other) as stub:
        backend = AllTalkBackend(BackendContext(tmp_path, tmp_path, {"base_url": stub.url}))
        await backend.look()
        models = backend.models()
        await backend.close()
    assert not any(model.available for model in models)
    assert says in models[0].reason
    assert models[0].hint


async def test_the_next_start_remembers_the_server(tmp_path: Path) -> None:
    async with serving(tmp_path, AllTalk()) as (backend, stub):
        await backend.voices("alltalk_piper")
        asked = len(stub.requests)
        again = AllTalkBackend(BackendContext(tmp_path, tmp_path, {"base_url": stub.url}))
        assert [model.id for model in again.models()] == [model.id for model in backend.models()]
        assert again.models()[1].id == "alltalk_piper"
        assert "Piper" in again.models()[0].name
        assert len(stub.requests) == asked, "models() asked the network"
    other = AllTalkBackend(BackendContext(tmp_path, tmp_path, {"base_url": "http://127.0.0.1:9"}))
    assert other.models()[0].name == "What is loaded", "the memory is of another server"


@pytest.mark.parametrize(
    ("request_", "kind", "says"),
    [
        (chunk(voice="Female_01.wav"), UnknownVoiceError, "Female_01.wav"),
        (chunk(text="a" * 2500, speed=1.1), BadRequestError, "2000 characters"),
        (chunk(settings={"language": "xx"}, speed=1.1), BadRequestError, "language needs to be one of"),
        (chunk(speed=3.0), BadRequestError, "between 0.25 and 2.0"),
    ],
)
async def test_refusals(tmp_path: Path, request_: ChunkRequest, kind: type[SpeechError], says: str) -> None:
    async with serving(tmp_path, xtts()) as (backend, _):
        with pytest.raises(kind, match=says) as caught:
            await spoken(backend, request_)
        assert not caught.value.retryable
        assert await spoken(backend, chunk()), "the next request works"


async def test_an_error_that_resets_the_connection_spoils_nothing(tmp_path: Path) -> None:
    server = xtts(broken=True)
    async with serving(tmp_path, server) as (backend, _):
        for _ in range(5):
            with pytest.raises(ServerError, match="Internal Server Error"):
                await spoken(backend, chunk(speed=1.1))
        server.broken = False
        assert await spoken(backend, chunk(speed=1.1))


async def test_the_borrowed_api(tmp_path: Path) -> None:
    async with serving(tmp_path, xtts(), api="openai") as (backend, stub):
        voices = [voice.id for voice in await backend.voices("alltalk_xtts")]
        assert voices == ["alloy", "echo", "fable", "nova", "onyx", "shimmer"]
        chunks = await spoken(backend, chunk(voice="nova", speed=1.25))
        assert sum(part.seconds for part in chunks) == pytest.approx(
            len(TEXT) * SECONDS_PER_CHARACTER, abs=0.01
        )
        body = stub.requests[-1].json()
        assert body == {
            "model": "alltalk",
            "input": TEXT,
            "voice": "nova",
            "response_format": "wav",
            "speed": 1.25,
        }
        with pytest.raises(UnknownVoiceError):
            await spoken(backend, chunk(voice="cedar"))
        model = backend.models()[0]
        assert [setting.name for setting in model.settings] == ["engine_model"], "the rest would be dropped"
        assert not model.streaming


async def test_account_tells_what_is_loaded(tmp_path: Path) -> None:
    async with serving(tmp_path, xtts()) as (backend, _):
        assert (await backend.account()).summary == (
            "AllTalk 2 has xtts loaded (xtts - xttsv2_2.0.3), which streams."
        )
