"""Servers of OpenAI's dialect as profiles: each a provider of its own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest
from http_sound import speech_like
from http_stub import Handler, HttpStub, Received, Reply

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.backends.registry import specs
from tts_tui.speech.errors import (
    AuthenticationError,
    ServerError,
    SettingsError,
    UnreachableError,
)
from tts_tui.speech.request import ChunkRequest

TEXT = "We sail at noon."


def server(voices: Any = None, status: int = 200) -> Handler:
    async def handler(request: Received, reply: Reply) -> None:
        if request.path == "/v1/audio/voices":
            await reply.whole(voices if voices is not None else {"detail": "Not Found"}, status)
        else:
            await reply.whole(speech_like(request.json()["input"]).tobytes())

    return handler


def managed(tmp_path: Path, **profiles: dict[str, Any]) -> TTSBackendManager:
    options = {"openai": {"profiles": profiles}}
    secrets = {"office": "sk-office-1234", "openai": "sk-openai-1234"}
    return TTSBackendManager(BackendContext(tmp_path, tmp_path, secret=secrets.get), specs(options), options)


async def speak(manager: TTSBackendManager, model: str, voice: str = "alloy", **settings: Any) -> float:
    request = ChunkRequest(0, TEXT, model, voice, "en-US", settings=settings)
    async with aclosing(manager.resolve(model)[0].synthesize(request)) as chunks:
        return sum([chunk.seconds async for chunk in chunks])


async def test_several_at_once_each_with_its_own_key_or_none(tmp_path: Path) -> None:
    async with HttpStub(server()) as home, HttpStub(server()) as office:
        manager = managed(
            tmp_path,
            home={
                "base_url": home.url + "/v1",
                "models": ["kokoro", "other/model"],
                "extras": {"stream": True},
            },
            office={"base_url": office.url + "/v1", "name": "The office", "key": True, "models": ["tts-1"]},
        )
        for model in ("home/kokoro", "home/other/model", "office/tts-1"):
            assert await speak(manager, model) == pytest.approx(len(TEXT) * 0.05)
        found = {model.id: model.provider_name for model in manager.models() if "/" in model.id}
        await manager.close()
    assert found == {"home/kokoro": "home", "home/other/model": "home", "office/tts-1": "The office"}
    assert [request.json()["model"] for request in home.requests] == ["kokoro", "other/model"]
    assert all("authorization" not in request.headers for request in home.requests)
    assert all(request.json()["stream"] is True for request in home.requests)
    assert office.requests[0].headers["authorization"] == "Bearer sk-office-1234"
    assert "stream" not in office.requests[0].json()


@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        ({"voices": ["af_heart", "am_adam"]}, ["af_heart", "am_adam"]),
        (
            {"voices": [{"id": "a", "name": "Ada", "gender": "F"}, {"voice_id": "b"}, {"name": "c"}]},
            ["a", "b", "c"],
        ),
        ({"data": [{"id": "x"}, {"id": "x"}], "object": "list"}, ["x"]),
        (["one", "two"], ["one", "two"]),
        ({"voices": []}, ["alloy", "echo", "fable", "onyx", "nova", "shimmer"]),
    ],
)
async def test_the_shapes_of_lists_of_voices(voices: Any, expected: Sequence[str], tmp_path: Path) -> None:
    async with HttpStub(server(voices)) as home:
        manager = managed(tmp_path, home={"base_url": home.url + "/v1"})
        backend = manager.backend("home")
        assert [voice.id for voice in await backend.voices("home/tts-1")] == list(expected)
        await backend.voices("home/tts-1")
        assert len(home.requests) == 1, "the list is kept"
        await backend.voices("home/tts-1", refresh=True)
        assert len(home.requests) == 2
        await manager.close()


async def test_a_server_without_a_list_has_the_voices_of_its_profile(tmp_path: Path) -> None:
    async with HttpStub(server(status=404)) as home:
        manager = managed(tmp_path, home={"base_url": home.url + "/v1", "voices": ["mine"]})
        assert [voice.id for voice in await manager.backend("home").voices("home/tts-1")] == ["mine"]
        await manager.close()


async def test_another_answer_than_a_list_is_told(tmp_path: Path) -> None:
    async with HttpStub(server({"voices": 5})) as home:
        manager = managed(tmp_path, home={"base_url": home.url + "/v1"})
        with pytest.raises(ServerError, match="something else than the JSON"):
            await manager.backend("home").voices("home/tts-1")
        await manager.close()


@pytest.mark.parametrize(
    ("voices", "status", "says"),
    [
        ("Internal Server Error", 500, "failed"),
        ("<html>", 200, "something else"),
        ({"voices": 5}, 200, "else"),
    ],
)
async def test_a_server_that_answers_wrongly_is_listed_with_what_it_said(
    voices: Any, status: int, says: str, tmp_path: Path
) -> None:
    async with HttpStub(server(voices, status)) as home:
        manager = managed(tmp_path, home={"base_url": home.url + "/v1"})
        await manager.look()
        model = manager.resolve("home/tts-1")[1]
        assert model.available, "it may speak all the same"
        assert says in model.notice
        assert await speak(manager, "home/tts-1")
        assert not manager.resolve("home/tts-1")[1].notice
        await manager.close()


async def test_a_server_that_is_down_is_unavailable_until_it_is_back(tmp_path: Path) -> None:
    async with HttpStub(server(["ada"])) as home:
        url = home.url
    manager = managed(tmp_path, home={"base_url": url + "/v1"})
    with pytest.raises(UnreachableError):
        await manager.backend("home").voices("home/tts-1")
    model = manager.resolve("home/tts-1")[1]
    assert not model.available
    assert url in model.reason
    assert "Start the server" in model.hint
    async with HttpStub(server(["ada"]), port=home.port):
        await manager.start("home/tts-1")
        assert await speak(manager, "home/tts-1")
        assert manager.resolve("home/tts-1")[1].available
    await manager.close()


async def test_a_server_that_lists_no_models_can_be_asked_whether_it_is_there(tmp_path: Path) -> None:
    async def handler(_: Received, reply: Reply) -> None:
        await reply.whole({"detail": "Not Found"}, 404)

    async with HttpStub(handler) as home:
        manager = managed(tmp_path, home={"base_url": home.url + "/v1"})
        account = await manager.backend("home").account()  # type: ignore[attr-defined]
        await manager.close()
    assert account.summary.startswith("home answers")


def test_a_key_can_be_entered_where_one_is_sent(tmp_path: Path) -> None:
    """Also for a server on this machine, whose speech is free."""
    locked = {"base_url": "http://127.0.0.1:1/v1", "key": True}
    manager = managed(tmp_path, locked=locked, open={"base_url": "http://127.0.0.1:2/v1"})
    takes = {model.provider: model.takes_key for model in manager.models()}
    assert (takes["locked"], takes["open"], takes["openai"]) == (True, False, True)


async def test_a_key_that_is_missing_is_asked_for(tmp_path: Path) -> None:
    manager = managed(tmp_path, lab={"base_url": "https://lab.example/v1", "key": True})
    model = manager.resolve("lab/tts-1")[1]
    assert not model.available
    assert "set-key lab" in model.hint
    with pytest.raises(AuthenticationError):
        await manager.start("lab/tts-1")


def test_what_runs_here_is_free_and_what_does_not_is_unknown(tmp_path: Path) -> None:
    manager = managed(
        tmp_path,
        here={"base_url": "http://127.0.0.1:1/v1"},
        there={"base_url": "https://tts.example/v1"},
        priced={"base_url": "https://tts.example/v1", "usd_per_million_characters": 4.0},
    )
    prices = {model.provider: model.usd_per_million_characters for model in manager.models()}
    assert (prices["here"], prices["there"], prices["priced"]) == (0.0, None, 4.0)


@pytest.mark.parametrize(
    ("name", "table", "says"),
    [
        ("openai", {"base_url": "https://x.example/v1"}, "can't be called 'openai'"),
        ("kokoro_torch", {"base_url": "https://x.example/v1"}, "can't be called 'kokoro_torch'"),
        ("My Server", {"base_url": "https://x.example/v1"}, "can't be called"),
        ("home", {"base_url": "http://192.168.1.5/v1"}, "plain http"),
        ("home", {}, "base_url"),
        ("home", {"base_url": "http://127.0.0.1:99999/v1"}, "base_url isn't a URL: Port out of range"),
        ("home", {"base_url": "https://x.example/v1", "modles": ["a"]}, "modles"),
        ("home", {"base_url": "https://x.example/v1", "models": []}, "models"),
        ("home", {"base_url": "https://x.example/v1", "format": "ogg"}, "ogg"),
    ],
)
def test_profiles_that_make_no_sense(name: str, table: dict[str, Any], says: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=says):
        managed(tmp_path, **{name: table}).models()


def test_a_profile_called_as_a_provider_of_ours_does_not_take_its_place(tmp_path: Path) -> None:
    manager = managed(tmp_path, kokoro={"base_url": "http://127.0.0.1:1/v1"})
    models, refused = manager.usable_models()
    assert "kokoro-v1.0-onnx" in [model.id for model in models]
    assert [*refused] == ["openai.profiles.kokoro"]
    assert "can't be called 'kokoro'" in refused["openai.profiles.kokoro"].message


def test_plain_http_can_be_asked_for(tmp_path: Path) -> None:
    table = {"base_url": "http://192.168.1.5:8880/v1", "allow_http": True}
    assert managed(tmp_path, home=table).resolve("home/tts-1")[1].available
