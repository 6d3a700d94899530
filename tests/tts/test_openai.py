"""OpenAI's backend against a server that does what OpenAI's does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import numpy as np
import openai_stub
import pytest
from http_sound import SECONDS_PER_CHARACTER, speech_like
from http_stub import HttpStub

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.backends.openai.backend import OpenAIBackend, openai
from tts_tui.backends.registry import specs
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import (
    AuthenticationError,
    BadRequestError,
    SettingsError,
    UnknownVoiceError,
)
from tts_tui.speech.request import ChunkRequest

TEXT = "The harbour is quiet today, and the boats are still asleep."


@pytest.fixture
async def stub() -> AsyncIterator[HttpStub]:
    async with HttpStub(openai_stub.openai) as server:
        yield server


def context(tmp_path: Path, key: str | None = openai_stub.KEY, **options: Any) -> BackendContext:
    return BackendContext(tmp_path, tmp_path, options, lambda name: key if name == "openai" else None)


@pytest.fixture
async def backend(stub: HttpStub, tmp_path: Path) -> AsyncIterator[OpenAIBackend]:
    backend = openai(context(tmp_path, base_url=stub.url + "/v1", send_key=True))
    yield backend
    await backend.close()


def chunk(text: str = TEXT, model: str = "tts-1", voice: str = "nova", **fields: Any) -> ChunkRequest:
    return ChunkRequest(0, text, model, voice, "en-US", **fields)


async def spoken(backend: OpenAIBackend, request: ChunkRequest) -> list[AudioChunk]:
    async with aclosing(backend.synthesize(request)) as chunks:
        return [chunk async for chunk in chunks]


def samples(chunks: list[AudioChunk]) -> np.ndarray:
    return np.concatenate([chunk.samples for chunk in chunks])


async def test_the_cost_is_what_the_server_says_it_used(backend: OpenAIBackend) -> None:
    costs = [part.cost_usd for part in await spoken(backend, chunk(model="gpt-4o-mini-tts"))]
    tokens_in, tokens_out = len(TEXT) // 4, int(len(TEXT) * SECONDS_PER_CHARACTER * 20)
    assert costs[-1] == pytest.approx((tokens_in * 0.60 + tokens_out * 12.0) / 1e6, rel=0.02)
    assert set(costs[:-1]) == {None}


@pytest.mark.parametrize("model", ["tts-1", "gpt-4o-mini-tts"])
async def test_pcm_arrives_unchanged(backend: OpenAIBackend, model: str) -> None:
    chunks = await spoken(backend, chunk(model=model))
    np.testing.assert_array_equal(samples(chunks), speech_like(TEXT).astype(np.float32) / 32768)
    assert {chunk.sample_rate for chunk in chunks} == {24_000}
    assert len(chunks) > 10, "it came in one piece"


@pytest.mark.parametrize("kind", ["wav", "flac", "mp3", "opus", "aac"])
@pytest.mark.parametrize("model", ["tts-1", "gpt-4o-mini-tts"])
async def test_every_format_is_decoded(backend: OpenAIBackend, model: str, kind: str) -> None:
    chunks = await spoken(backend, chunk(model=model, settings={"format": kind}))
    seconds = sum(chunk.seconds for chunk in chunks)
    assert seconds == pytest.approx(len(TEXT) * SECONDS_PER_CHARACTER, abs=0.12)
    assert np.sqrt(np.mean(samples(chunks) ** 2)) == pytest.approx(0.22, abs=0.05)


async def test_the_cost_of_a_model_paid_by_the_character_is_told_once(backend: OpenAIBackend) -> None:
    costs = [chunk.cost_usd for chunk in await spoken(backend, chunk()) if chunk.cost_usd is not None]
    assert costs == [pytest.approx(len(TEXT) * 15 / 1e6)]


async def test_prices_can_be_overridden(stub: HttpStub, tmp_path: Path) -> None:
    prices = {"tts-1": {"usd_per_million_characters": 7.0}}
    models = openai(context(tmp_path, prices=prices)).models()
    assert {model.id: model.usd_per_million_characters for model in models}["tts-1"] == 7.0
    assert {model.id: model.usd_per_million_characters for model in models}["tts-1-hd"] == 30.0


async def test_only_what_is_needed_goes_on_the_wire(backend: OpenAIBackend, stub: HttpStub) -> None:
    await spoken(backend, chunk())
    assert stub.requests[0].json() == {
        "model": "tts-1",
        "input": TEXT,
        "voice": "nova",
        "response_format": "pcm",
    }
    assert stub.requests[0].headers["accept-encoding"] == "identity"


async def test_a_custom_voice_is_an_object(backend: OpenAIBackend, stub: HttpStub) -> None:
    await spoken(backend, chunk(model="gpt-4o-mini-tts", voice="voice_1234"))
    assert stub.requests[0].json()["voice"] == {"id": "voice_1234"}


async def test_connections_are_used_again(backend: OpenAIBackend, stub: HttpStub) -> None:
    for _ in range(3):
        await spoken(backend, chunk())
    assert stub.connections == 1


async def test_models_tell_what_they_can_do_and_when_they_end(backend: OpenAIBackend) -> None:
    models = {model.id: model for model in backend.models()}
    assert set(models) == set(openai_stub.MODELS)
    assert "2027-01-06" in models["tts-1"].notice
    assert models["tts-1"].retires == "2027-01-06"
    assert [setting.name for setting in models["tts-1"].settings] == ["format"]
    assert [setting.name for setting in models["gpt-4o-mini-tts"].settings] == ["instructions", "format"]
    assert {voice.id for voice in await backend.voices("tts-1")} == set(openai_stub.OLD)
    assert {voice.id for voice in await backend.voices("gpt-4o-mini-tts")} == set(openai_stub.NEW)


async def test_the_key_can_be_tested_for_nothing(backend: OpenAIBackend, stub: HttpStub) -> None:
    assert "4 models for speech" in (await backend.account()).summary
    assert [(request.method, request.path) for request in stub.requests] == [("GET", "/v1/models")]
    (told,) = [model for model in backend.models() if model.id == "gpt-4o-mini-tts-2025-12-15"]
    assert "2027-01-06" in told.notice, "the server's word counts"
    assert told.retires == "2027-01-06"


async def test_without_a_key_the_models_say_what_to_do(stub: HttpStub, tmp_path: Path) -> None:
    manager = TTSBackendManager(context(tmp_path, key=None), specs({}))
    model = next(model for model in manager.models() if model.id == "tts-1")
    assert not model.available
    assert "key" in model.reason
    assert "set-key openai" in model.hint
    with pytest.raises(AuthenticationError):
        await manager.start("tts-1")


async def test_a_wrong_key_is_told_and_not_shown(stub: HttpStub, tmp_path: Path) -> None:
    backend = openai(context(tmp_path, key="sk-wrong-key-7f2a", base_url=stub.url + "/v1", send_key=True))
    with pytest.raises(AuthenticationError) as caught:
        await spoken(backend, chunk())
    await backend.close()
    error = caught.value
    assert error.status == 401
    assert error.request_id == "req_401"
    assert "sk-wrong" not in f"{error!r} {error} {error.hint} {backend!r} {vars(backend)!r}"


async def test_the_key_stays_with_its_origin(stub: HttpStub, tmp_path: Path) -> None:
    backend = openai(context(tmp_path, base_url=stub.url + "/v1"))
    with pytest.raises(AuthenticationError) as caught:
        await spoken(backend, chunk())
    await backend.close()
    assert "authorization" not in stub.requests[0].headers
    assert "config set backends.openai.send_key true" in caught.value.hint


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://example.com/v1", "plain http"),
        ("https://me:secret@example.com/v1", "user name or password"),
        ("ftp://example.com", "must look like"),
        ("https://", "must look like"),
        ("https://example.com/v1?key=x", "may not hold"),
        ("http://[::1", "isn't a URL"),
    ],
)
def test_addresses_that_may_not_be_called(tmp_path: Path, url: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says) as caught:
        openai(context(tmp_path, base_url=url))
    assert "secret" not in str(caught.value)


def test_a_misspelt_option_is_an_error_with_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="organisation") as caught:
        openai(context(tmp_path, organisation="x"))
    assert "organization" in caught.value.hint


@pytest.mark.parametrize("concurrency", [0, -1, 17])
def test_how_many_calls_at_once_has_bounds(tmp_path: Path, concurrency: int) -> None:
    with pytest.raises(SettingsError, match="concurrency"):
        openai(context(tmp_path, concurrency=concurrency))


@pytest.mark.parametrize(
    ("request_", "kind", "field", "says"),
    [
        (chunk(voice="Nova"), UnknownVoiceError, "", "'Nova'"),
        (chunk(voice="cedar"), UnknownVoiceError, "", "'cedar'"),
        (chunk(text="a" * 5000), BadRequestError, "input", "4096"),
        (chunk(speed=9.0), BadRequestError, "speed", "less than or equal to 4"),
    ],
)
async def test_refusals(
    backend: OpenAIBackend, request_: ChunkRequest, kind: type[Exception], field: str, says: str
) -> None:
    with pytest.raises(kind, match=says) as caught:
        await spoken(backend, request_)
    if isinstance(caught.value, BadRequestError):
        assert caught.value.field == field
    if isinstance(caught.value, UnknownVoiceError):
        assert "nova" in caught.value.hint
