"""AllTalk as it is shipped and as people have it: another engine loaded, none at all, a server that doesn't listen."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from alltalk_stub import NO_MODELS, AllTalk, xtts
from http_stub import HttpStub
from test_alltalk import chunk, paths, serving, spoken

from tts_tui.backends.base import BackendContext
from tts_tui.backends.http.limits import Limits
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.backends.registry import specs
from tts_tui.speech.errors import (
    BadRequestError,
    DeadlineError,
    ServerError,
    UnknownVoiceError,
    UnreachableError,
)
from tts_tui.speech.events import Failed, Finished
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.speak import speak


def manager_of(stub: HttpStub, folder: Path) -> TTSBackendManager:
    options = {"alltalk": {"base_url": stub.url, "poll_seconds": 0.001}}
    return TTSBackendManager(BackendContext(folder, folder), specs(options), options)


async def said(stub: HttpStub, folder: Path, text: str, model: str = "alltalk_loaded", **fields: Any) -> None:
    """Speak a text as `say` does, to its end."""
    manager = manager_of(stub, folder)
    try:
        events = [event async for event in speak(SpeechRequest(text, model, **fields), manager)]
    finally:
        await manager.close()
    assert isinstance(events[-1], Finished), events[-1]


async def test_a_server_as_it_is_shipped_speaks_with_what_it_has_loaded(tmp_path: Path) -> None:
    server = AllTalk()
    async with HttpStub(server) as stub:
        manager = manager_of(stub, tmp_path)
        first = next(model for model in manager.backend("alltalk").models() if model.available)
        await manager.close()
        await said(stub, tmp_path, "One sentence.", first.id)
        assert server.engine == "piper"
        assert "/api/enginereload" not in paths(stub)


async def test_what_was_loaded_last_time_is_not_asked_for_again(tmp_path: Path) -> None:
    server = xtts(mended=True)
    async with HttpStub(server) as stub:
        await said(stub, tmp_path, "One sentence.")
        server.engine, server.model = "piper", "piper"
        await said(stub, tmp_path, "Another sentence.")
        assert server.engine == "piper"


async def test_looking_never_makes_the_server_switch(tmp_path: Path) -> None:
    """All that the window does when it opens with a model that isn't loaded."""
    server = AllTalk(mended=True)
    async with serving(tmp_path, server) as (backend, stub):
        await backend.start("alltalk_xtts")
        await backend.voices("alltalk_xtts", refresh=True)
        await backend.account()
        await backend.look()
        assert "/api/enginereload" not in paths(stub)
        notices = {model.id: model.notice for model in backend.models()}
        assert "speaking with XTTS makes it switch" in notices["alltalk_xtts"]
        assert not notices["alltalk_piper"]


async def test_speaking_with_another_engine_switches_and_waits_for_it(tmp_path: Path) -> None:
    server = AllTalk(mended=True)
    async with serving(tmp_path, server) as (backend, stub):
        await backend.start("alltalk_xtts")
        assert await spoken(backend, chunk(voice="default"))
        assert server.engine == "xtts"
        assert await spoken(backend, chunk(voice="female_01.wav"))
        assert paths(stub).count("/api/enginereload") == 1
        model = next(model for model in backend.models() if model.id == "alltalk_xtts")
        assert not model.notice
        assert "temperature" in {setting.name for setting in model.settings}
        assert len(await backend.voices("alltalk_xtts")) == 5


async def test_switching_that_fails_names_the_page_that_can(tmp_path: Path) -> None:
    async with serving(tmp_path, AllTalk()) as (backend, _):
        with pytest.raises(ServerError, match=r"has Piper loaded and didn't switch to XTTS") as caught:
            await spoken(backend, chunk())
        assert not caught.value.retryable
        assert "http://127.0.0.1:7852" in caught.value.hint
        assert "alltalk_loaded" in caught.value.hint
        assert await spoken(backend, chunk(model="alltalk_piper", voice="default"))


async def test_an_engine_that_the_server_does_not_know_is_told_in_its_words(tmp_path: Path) -> None:
    async with serving(tmp_path, AllTalk(mended=True)) as (backend, _):
        with pytest.raises(ServerError, match="Invalid TTS engine specified"):
            await spoken(backend, chunk(model="alltalk_bark"))


async def test_an_engine_whose_packages_are_missing_is_named_when_the_server_ends(tmp_path: Path) -> None:
    server = AllTalk(mended=True, lacking={"f5tts"})
    async with serving(tmp_path, server, switch_seconds=0.3) as (backend, stub):
        server.end = stub.stop
        with pytest.raises(UnreachableError, match=r"ended when it was to load F5-TTS.*packages") as caught:
            await spoken(backend, chunk(model="alltalk_f5tts", voice="default"))
        assert "Start AllTalk again" in caught.value.hint
        assert not caught.value.retryable


async def test_an_engine_that_never_comes_is_a_deadline(tmp_path: Path) -> None:
    class Stuck(AllTalk):
        async def change_engine(self, request: Any, reply: Any) -> None:
            await super().change_engine(request, reply)
            self.restarting = 10**9

    async with serving(tmp_path, Stuck(mended=True), switch_seconds=0.3) as (backend, _):
        with pytest.raises((DeadlineError, UnreachableError), match="XTTS"):
            await spoken(backend, chunk())


LETTERLESS = "It was a cold year.\n\n1945.\n\n1\n\nWait! The harbour is quiet today."


@pytest.mark.parametrize("server", [AllTalk, xtts])
@pytest.mark.parametrize("speed", [1.0, 1.2])
async def test_sentences_without_letters_are_spoken(server: Any, speed: float, tmp_path: Path) -> None:
    running = server()
    async with HttpStub(running) as stub:
        await said(stub, tmp_path, LETTERLESS, speed=speed)
    assert set(running.languages) == {"en"}, "a language was guessed for each sentence"
    assert len(running.languages) >= 4


@pytest.mark.parametrize(
    ("text", "voice", "language", "sent"),
    [
        ("Wait!", "male_01.wav", "", "en"),
        ("Wait!", "male_01.wav", "de-AT", "de"),
        ("Der Zug nach Berlin ist schon weg. Wait! Wir warten auf den nächsten.", "male_01.wav", "", "de"),
        ("船はまだ眠っています。1945年。", "male_01.wav", "", "ja"),
        ("港口今天很安静。船还在睡觉。", "male_01.wav", "", "zh-cn"),
        ("1945.", "male_01.wav", "sv", "en"),
    ],
)
async def test_one_language_is_decided_for_the_text(
    text: str, voice: str, language: str, sent: str, tmp_path: Path
) -> None:
    server = xtts()
    async with HttpStub(server) as stub:
        await said(stub, tmp_path, text, voice=voice, language=language)
    assert set(server.languages) == {sent}


async def test_a_voice_brings_its_language(tmp_path: Path) -> None:
    server = AllTalk()
    async with HttpStub(server) as stub:
        await said(stub, tmp_path, "Wait! The harbour is quiet today.", voice="de_DE-thorsten-medium")
        assert set(server.languages) == {"de"}
        generated = [request for request in stub.requests if request.path == "/api/tts-generate"]
        assert {each.form()["character_voice_gen"] for each in generated} == {"de_DE-thorsten-medium.onnx"}


@pytest.mark.parametrize("voice", ["female_01", "female_01.wav", "Sophie Anderson", "voiceset:ann"])
async def test_voices_go_by_the_name_that_the_list_shows(voice: str, tmp_path: Path) -> None:
    async with serving(tmp_path, xtts()) as (backend, stub):
        known = {known.name: known.id for known in await backend.voices("alltalk_loaded")}
        assert await spoken(backend, chunk(voice=voice))
        assert stub.requests[-1].query["voice"] == known.get(voice, voice)
        with pytest.raises(UnknownVoiceError):
            await spoken(backend, chunk(voice="female"))


@pytest.mark.parametrize(
    ("model", "voice"),
    [("apitts - xttsv2_2.0.3", "male_01.wav"), ("xtts - xttsv2_2.0.3", "latent:bob.json")],
)
async def test_what_says_that_it_streams_and_cannot_is_generated(
    model: str, voice: str, tmp_path: Path
) -> None:
    async with serving(tmp_path, xtts(model=model)) as (backend, stub):
        assert await spoken(backend, chunk(voice=voice))
        assert "/api/tts-generate-streaming" not in paths(stub)
        assert "/api/tts-generate" in paths(stub)


async def test_a_stream_that_breaks_without_a_byte_is_generated(tmp_path: Path) -> None:
    class Cuts(AllTalk):
        async def stream(self, request: Any, reply: Any) -> None:
            await reply.start("audio/wav")
            reply.close()

    async with serving(tmp_path, Cuts(engine="xtts", model="xtts - xttsv2_2.0.3")) as (backend, stub):
        assert await spoken(backend, chunk())
        assert "/api/tts-generate-streaming" in paths(stub)


@pytest.mark.parametrize("engine_model", [NO_MODELS, "xtts - gone"])
async def test_a_server_without_a_model_says_so(engine_model: str, tmp_path: Path) -> None:
    class Empty(AllTalk):
        def settings(self) -> dict[str, object]:
            return super().settings() | {"current_model_loaded": engine_model}

    server = Empty(engine="xtts", model=NO_MODELS, models=[NO_MODELS])
    async with serving(tmp_path, server) as (backend, _):
        with pytest.raises(BadRequestError, match="no TTS model loaded") as caught:
            await spoken(backend, chunk())
        assert "7852" in caught.value.hint
        if engine_model == NO_MODELS:
            assert backend.models()[0].notice == "AllTalk's XTTS has no model loaded."
            assert "no model" in (await backend.account()).summary


async def test_leaving_a_server_that_does_not_listen(tmp_path: Path) -> None:
    """As XTTS is while it speaks: the call to stop is answered when the sentence is done."""
    server = xtts(slow=True, deaf=True)
    async with serving(tmp_path, server) as (backend, stub):
        waiting = asyncio.ensure_future(spoken(backend, chunk(speed=1.2)))
        await server.begun.wait()
        waiting.cancel()
        async with asyncio.timeout(2.5):  # it was three seconds
            with suppress(asyncio.CancelledError):
                await waiting
            assert paths(stub)[-1] == "/api/stop-generation"
            await backend.close()


async def test_a_server_that_never_answers_is_given_up(tmp_path: Path) -> None:
    class Silent(AllTalk):
        async def __call__(self, request: Any, reply: Any) -> None:
            await asyncio.Event().wait()

    async with HttpStub(Silent()) as stub:
        manager = manager_of(stub, tmp_path)
        backend = manager.backend("alltalk")
        assert backend._server.client.limits.question <= 10  # type: ignore[attr-defined]
        limits = Limits(question=0.1)
        backend._server.client.limits = limits  # type: ignore[attr-defined]
        events = [event async for event in speak(SpeechRequest("One.", "alltalk_loaded"), manager)]
        await manager.close()
    end = events[-1]
    assert isinstance(end, Failed)
    assert "didn't answer within" in end.error.message


async def test_runs_leave_one_file_on_the_server(tmp_path: Path) -> None:
    server = AllTalk()
    async with HttpStub(server) as stub:
        for _ in range(3):
            await said(stub, tmp_path, "One sentence. And another one, that is longer.")
        assert len(server.files) == 1


async def test_runs_at_the_same_time_have_a_file_each(tmp_path: Path) -> None:
    server = AllTalk()
    async with serving(tmp_path, server) as (one, _), serving(tmp_path, server) as (two, _):
        await asyncio.gather(
            *(spoken(each, chunk(model="alltalk_piper", voice="default")) for each in (one, two))
        )
        assert len(server.files) == 2


async def test_control_characters_in_lists_reach_nobody(tmp_path: Path) -> None:
    class Nasty(AllTalk):
        def settings(self) -> dict[str, object]:
            nasty = "\x1b[2Jpiper\u202e"
            return super().settings() | {
                "current_engine_loaded": nasty,
                "engines_available": [nasty, "xtts"],
                "current_model_loaded": nasty,
                "models_available": [{"name": nasty}, {"name": "piper"}],
            }

        async def voices(self, reply: Any) -> None:
            await reply.whole({"status": "success", "voices": ["\x1b]0;x\x07.wav", "ann.wav"]})

    async with serving(tmp_path, Nasty()) as (backend, _):
        assert [voice.id for voice in await backend.voices("alltalk_loaded")] == ["ann.wav"]
        for model in backend.models():
            assert f"{model.id}{model.name}{model.notice}".isprintable()
            assert all(choice.isprintable() for setting in model.settings for choice in setting.choices)
        assert (await backend.account()).summary.isprintable()
