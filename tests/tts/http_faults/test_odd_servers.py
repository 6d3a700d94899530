"""Servers that speak the dialect their own way: understood, or told what is wrong with them."""

from __future__ import annotations

import asyncio
import base64
import gc
import io
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import httpx
import numpy as np
import pytest
from http_cases import CASES, Case, bench
from http_sound import speech_like, wav
from http_stub import HttpStub, Received, Reply

from tts_tui.backends.base import BackendContext
from tts_tui.backends.http import client as client_module
from tts_tui.backends.http.address import Address
from tts_tui.backends.http.client import HttpClient
from tts_tui.backends.openai.backend import OpenAIBackend
from tts_tui.backends.openai.profile import profile
from tts_tui.speech.errors import (
    AuthenticationError,
    BadRequestError,
    NotAudioError,
    QuotaError,
    SpeechError,
    TruncatedError,
    UnknownModelError,
)
from tts_tui.speech.hints import for_window
from tts_tui.speech.request import ChunkRequest
from tts_tui.text.duration import speaking_seconds

Fault = Callable[[Received, Reply], Awaitable[None]]
PCM, EVENTS, WAV, LINES = CASES[0], CASES[1], CASES[2], CASES[3]
TEXT = "The harbour is quiet today, and the boats are still asleep."
SAMPLES = speech_like(TEXT)


def whole(body: Any, status: int = 200, **headers: str) -> Fault:
    async def fault(_: Received, reply: Reply) -> None:
        await reply.whole(body, status, **headers)

    return fault


async def refused(case: Case, folder: Path, fault: Fault) -> SpeechError:
    async with bench(case, folder, fault=fault) as running:
        with pytest.raises(SpeechError) as caught:
            await running.speak(TEXT)
    return caught.value


async def heard(case: Case, folder: Path, fault: Fault) -> np.ndarray:
    async with bench(case, folder, fault=fault) as running:
        return np.concatenate([chunk.samples for chunk in await running.speak(TEXT)])


async def spoken_at(base_url: str, folder: Path, handler: Fault) -> float:
    async with HttpStub(handler) as stub:
        server = profile("home", {"base_url": stub.url + base_url, "voices": ["ann"]})
        backend = OpenAIBackend(server, BackendContext(folder, folder))
        try:
            chunks = backend.synthesize(ChunkRequest(0, TEXT, "home/tts-1", "ann", ""))
            return sum([chunk.seconds async for chunk in chunks])
        finally:
            await backend.close()


async def at_v1(request: Received, reply: Reply) -> None:
    if request.path == "/v1/audio/speech":
        await reply.whole(SAMPLES.tobytes())
    else:
        await reply.whole({"detail": "Not Found"}, 404)


async def test_the_address_of_the_call_itself_works(tmp_path: Path) -> None:
    assert await spoken_at("/v1/audio/speech", tmp_path, at_v1) > 1
    assert await spoken_at("/v1/audio/speech/", tmp_path, at_v1) > 1


@pytest.mark.parametrize(("base", "hint"), [("", "/v1."), ("/v2/v1", "nothing answers to")])
async def test_a_wrong_base_url_is_named(base: str, hint: str, tmp_path: Path) -> None:
    with pytest.raises(BadRequestError) as caught:
        await spoken_at(base, tmp_path, at_v1)
    assert "base_url" in caught.value.hint
    assert hint in caught.value.hint


@pytest.mark.parametrize("status", [400, 422])
async def test_a_field_that_a_server_requires_is_sent(status: int, tmp_path: Path) -> None:
    async def strict(request: Received, reply: Reply) -> None:
        body = request.json()
        for name in ("speed", "instructions"):
            if name not in body:
                missing = {"type": "missing", "loc": ["body", name], "msg": "Field required"}
                await reply.whole({"detail": [missing]}, status)
                return
        assert (body["speed"], body["instructions"]) == (1.0, "")
        await reply.whole(SAMPLES.tobytes())

    assert len(await heard(PCM, tmp_path, strict)) == len(SAMPLES)


async def test_a_field_that_a_server_refuses_is_named(tmp_path: Path) -> None:
    forbidden = {
        "type": "extra_forbidden",
        "loc": ["body", "instructions"],
        "msg": "Extra inputs aren't permitted",
    }
    case = replace(EVENTS, fields={"settings": {"instructions": "Whisper."}})
    error = await refused(case, tmp_path, whole({"detail": [forbidden]}, 422))
    assert isinstance(error, BadRequestError)
    assert "instructions: Extra inputs" in error.message
    assert error.hint == "This server doesn't take instructions: --set instructions= leaves them out."
    assert "{settings}" in for_window(error.hint)


@pytest.mark.parametrize("kind", ["audio/mpeg", "audio/ogg", "audio/aac"])
async def test_samples_by_a_wrong_name_are_heard(kind: str, tmp_path: Path) -> None:
    audio = await heard(PCM, tmp_path, whole(SAMPLES.tobytes(), content_type=kind))
    np.testing.assert_array_equal(audio, SAMPLES.astype(np.float32) / 32768)


def muxed(kind: str, codec: str) -> bytes:
    made = io.BytesIO()
    with av.open(made, "w", format=kind) as container:
        stream = container.add_stream(codec, rate=24_000 if codec == "aac" else 48_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(SAMPLES[None], "s16", "mono")
        frame.rate = 24_000
        resampler = av.AudioResampler(stream.format, "mono", stream.rate, frame_size=stream.frame_size or 960)
        for each in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(each))
        container.mux(stream.encode(None))
    return made.getvalue()


@pytest.mark.parametrize(("kind", "codec"), [("mp4", "aac"), ("webm", "libopus")])
@pytest.mark.parametrize("told", ["audio/pcm", "application/octet-stream"])
async def test_a_container_that_was_not_asked_for_is_never_noise(
    kind: str, codec: str, told: str, tmp_path: Path
) -> None:
    try:
        audio = await heard(PCM, tmp_path, whole(muxed(kind, codec), content_type=told))
    except NotAudioError:  # a file whose index comes last can't be heard while it arrives
        return
    assert np.sqrt(np.mean(audio**2)) == pytest.approx(0.22, abs=0.05)


async def test_events_that_end_with_done_play(tmp_path: Path) -> None:
    delta = {"type": "speech.audio.delta", "audio": base64.b64encode(SAMPLES.tobytes()).decode()}
    body = f"data: {json.dumps(delta)}\n\ndata: [DONE]\n\n"
    assert len(await heard(EVENTS, tmp_path, whole(body, content_type="text/event-stream"))) == len(SAMPLES)


@pytest.mark.parametrize("case", [PCM, WAV, EVENTS], ids=str)
@pytest.mark.parametrize("kind", ["application/octet-stream", "audio/mpeg", "text/event-stream"])
@pytest.mark.parametrize("words", ["error code: 200", "error code: 1015, you are being rate limited"])
async def test_the_servers_words_are_told(case: Case, kind: str, words: str, tmp_path: Path) -> None:
    body = f"data: {words}\n\n" if kind == "text/event-stream" else words
    error = await refused(case, tmp_path, whole(body, content_type=kind))
    assert isinstance(error, NotAudioError)
    assert words[:30] in error.message


def ends_with_nothing(body: bytes, kind: str) -> Fault:
    """Where `0\\r\\n\\r\\n` should be, an empty line."""

    async def fault(_: Received, reply: Reply) -> None:
        await reply.start(kind)
        await reply.piece(body)
        await reply.raw(b"\r\n\r\n")
        reply.close()

    return fault


@pytest.mark.parametrize("case", [PCM, WAV], ids=str)
async def test_an_empty_chunk_length_at_the_end_loses_nothing(case: Case, tmp_path: Path) -> None:
    body = SAMPLES.tobytes() if case is PCM else wav(SAMPLES)
    audio = await heard(case, tmp_path, ends_with_nothing(body, "application/octet-stream"))
    assert len(audio) == len(SAMPLES)


async def test_an_empty_chunk_length_before_the_end_is_truncated(tmp_path: Path) -> None:
    cut = wav(SAMPLES)[: len(SAMPLES)]
    assert isinstance(await refused(WAV, tmp_path, ends_with_nothing(cut, "audio/wav")), TruncatedError)
    started = b'data: {"type": "speech.audio.delta", "audio": ""}\n\n'
    error = await refused(EVENTS, tmp_path, ends_with_nothing(started, "text/event-stream"))
    assert isinstance(error, TruncatedError)


async def test_a_format_of_larger_plans_is_not_told_as_a_wrong_key(tmp_path: Path) -> None:
    detail = {"status": "output_format_not_allowed", "message": "pcm_44100 needs the Pro tier."}
    error = await refused(LINES, tmp_path, whole({"detail": detail}, 403))
    assert isinstance(error, BadRequestError)
    assert "larger plans" in error.message
    assert "key" not in error.message
    assert "--set output_format=pcm_24000" in error.hint
    assert "{settings}" in for_window(error.hint)


async def test_three_refusals_of_401_are_three_messages(tmp_path: Path) -> None:
    told = {}
    for status in ("detected_unusual_activity", "quota_exceeded", "invalid_api_key"):
        detail = {"status": status, "message": "So it is."}
        told[status] = await refused(LINES, tmp_path, whole({"detail": detail}, 401))
    assert len({error.message for error in told.values()}) == 3
    assert len({error.hint for error in told.values()}) == 3
    assert isinstance(told["quota_exceeded"], QuotaError)
    assert isinstance(told["invalid_api_key"], AuthenticationError)
    assert "VPN" in told["detected_unusual_activity"].hint


async def test_a_model_that_does_not_speak_is_named_with_one_that_does(tmp_path: Path) -> None:
    message = {"error": {"message": "Invalid URL (POST /v1/audio/speech)", "type": "invalid_request_error"}}
    error = await refused(PCM, tmp_path, whole(message, 404))
    assert isinstance(error, UnknownModelError)
    assert "tts-1 doesn't speak" in error.message
    assert "gpt-4o-mini-tts" in error.hint


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        (TEXT, 0.7),
        ("Hello there, old friend.", 0.2),
        ("港口今天很安静，船还在睡觉。", 0.4),
        ("1945, 1946, 1947, 1948.", 0.2),
    ],
)
@pytest.mark.parametrize("case", [PCM, WAV], ids=str)
async def test_a_fifth_of_the_sound_is_told_as_far_too_short(
    case: Case, text: str, seconds: float, tmp_path: Path
) -> None:
    short = np.resize(SAMPLES, int(seconds * 24_000))
    body = short.tobytes() if case is PCM else wav(short)
    async with bench(case, tmp_path, fault=whole(body)) as running:
        with pytest.raises(TruncatedError, match="far too short"):
            await running.speak(text)


@pytest.mark.parametrize("speed", [0.25, 4.0])
async def test_a_server_that_heeds_no_speed_has_sent_all_of_it(speed: float, tmp_path: Path) -> None:
    case = replace(PCM, fields={"speed": speed})
    np.testing.assert_array_equal(
        await heard(case, tmp_path, whole(SAMPLES.tobytes())),
        await heard(PCM, tmp_path, whole(SAMPLES.tobytes())),
    )


@pytest.mark.parametrize(
    ("speed", "pace", "told"),
    [
        (1.5, 1.0, True),
        (1.5, 1.5, False),
        (1.5, 1.25, False),  # a slow voice
        (2.0, 1.0, True),
        (0.5, 1.0, True),
        (0.5, 0.5, False),
        (1.0, 0.5, False),
        (1.2, 1.0, False),  # too near to tell
    ],
)
async def test_a_server_that_heeds_no_speed_is_told(
    speed: float, pace: float, told: bool, tmp_path: Path
) -> None:
    samples = np.resize(SAMPLES, round(speaking_seconds(TEXT) / pace * 24_000))
    async with bench(
        replace(PCM, fields={"speed": speed}), tmp_path, fault=whole(samples.tobytes())
    ) as running:
        notes = {chunk.note for chunk in await running.speak(TEXT)} - {""}
    assert notes == (
        {"OpenAI seems not to heed the speed: the audio is as long as at speed 1."} if told else set()
    )


@pytest.mark.parametrize(
    "listed",
    [
        ["ann", "bob"],
        {"voices": ["ann", "bob"]},
        {"data": [{"id": "ann"}, {"voice_id": "bob"}]},
        {"voices": {"ann": {"language": "en"}, "bob": {"gender": "M"}}},
        {"ann": {"name": "Ann"}, "bob": "Bob"},
        {"data": {"voices": [{"name": "ann"}, {"voice": "bob"}]}},
        {"voices": [{"id": "ann", "name": None, "language": 7}, "bob"]},
        {"object": "list", "data": [{"id": "ann"}, {"id": "bob"}]},
    ],
)
async def test_lists_of_voices_of_every_shape(listed: Any, tmp_path: Path) -> None:
    async with bench(WAV, tmp_path) as running:
        running.server.speech_path, running.server.fault = "/v1/audio/voices", whole(listed)
        assert [voice.id for voice in await running.backend.voices("home/tts-1")] == ["ann", "bob"]


@pytest.mark.parametrize("status", [400, 404, 405, 422, 501])
async def test_a_server_that_refuses_to_list_its_voices_has_those_of_the_settings(
    status: int, tmp_path: Path
) -> None:
    case = replace(WAV, options=lambda url: WAV.options(url) | {"voices": ["zed"]})
    async with bench(case, tmp_path) as running:
        running.server.speech_path, running.server.fault = "/v1/audio/voices", whole({"error": "no"}, status)
        assert [voice.id for voice in await running.backend.voices("home/tts-1")] == ["zed"]


async def test_two_first_calls_at_once_open_one_client() -> None:
    client_module._certificates.cache_clear()
    client = HttpClient("Nobody", Address.parse("https://127.0.0.1:9"))
    calls = [client.fetch("GET", "/", dict) for _ in range(5)]
    assert all(isinstance(each, SpeechError) for each in await asyncio.gather(*calls, return_exceptions=True))
    await client.close()
    assert not [
        each for each in gc.get_objects() if isinstance(each, httpx.AsyncClient) and not each.is_closed
    ]
