"""Answers of 200 that aren't the speech that was asked for, and those that look wrong and are right."""

from __future__ import annotations

import base64
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import numpy as np
import pytest
from http_cases import CASES, TEXT, Case, bench
from http_sound import SECONDS_PER_CHARACTER, encoded, speech_like, wav
from http_stub import Received, Reply

from tts_tui.speech.errors import NotAudioError, QuotaError, ServerError, SpeechError, TruncatedError

Fault = Callable[[Received, Reply], Awaitable[None]]
BYTES = [case for case in CASES if case.wire in ("pcm", "wav")]
WAVS = [case for case in CASES if case.wire == "wav"]
EVENTS = [case for case in CASES if case.wire == "events"]
LINES = [case for case in CASES if case.wire == "lines"]

PAGE = "<!DOCTYPE html><html><head><title>Sign in</title><script>x()</script></head><body>Please sign in</body></html>"
SAMPLES = speech_like(TEXT)
SECONDS = len(SAMPLES) / 24_000


def whole(body: bytes | str, kind: str) -> Fault:
    async def fault(_: Received, reply: Reply) -> None:
        await reply.whole(body, content_type=kind)

    return fault


def until_closed(body: bytes, kind: str) -> Fault:
    """An answer without a length, whose end is the end of the connection: nothing tells that it is cut off."""

    async def fault(_: Received, reply: Reply) -> None:
        await reply.head(200, {"content-type": kind, "connection": "close"})
        await reply.raw(body)
        reply.close()

    return fault


def in_pieces(body: bytes, kind: str, size: int) -> Fault:
    async def fault(_: Received, reply: Reply) -> None:
        await reply.start(kind)
        for at in range(0, len(body), size):
            await reply.piece(body[at : at + size])
        await reply.end()

    return fault


async def fails(case: Case, folder: Path, fault: Fault, kind: type[SpeechError], says: str) -> None:
    async with bench(case, folder, fault=fault) as running:
        with pytest.raises(kind, match=says):
            await running.speak()
        running.server.fault = None
        assert await running.speak(), "the next request works"


@pytest.mark.parametrize("case", BYTES, ids=str)
@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (whole(PAGE, "text/html; charset=utf-8"), "a web page instead of audio: Sign in|Please sign in"),
        (whole(PAGE, "audio/mpeg"), "instead of audio"),
        (
            whole('{"error": {"message": "overloaded"}}', "application/json"),
            "JSON instead of audio: overloaded",
        ),
        (whole('{"error": {"message": "overloaded"}}', "audio/wav"), "instead of audio: overloaded"),
        (whole("no", "text/plain"), "instead of audio"),
        (whole(b"", "audio/wav"), "empty answer"),
        (whole(wav(SAMPLES[:0]), "audio/wav"), "no sound|without a single sample"),
        (whole(b"ID3" + b"\0" * 500, "audio/mpeg"), "audio|sound"),
    ],
    ids=["page", "lying-page", "json", "lying-json", "text", "empty", "header-only", "broken-mp3"],
)
async def test_what_is_not_audio(case: Case, fault: Fault, says: str, tmp_path: Path) -> None:
    await fails(case, tmp_path, fault, NotAudioError, says)


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize(
    ("body", "kind"),
    [(PAGE, "text/html"), ("", "application/json"), ("\x1b[31mgarbage\x1b[0m\n", "text/plain")],
    ids=["page", "empty", "garbage"],
)
async def test_what_is_not_speech_at_all(case: Case, body: str, kind: str, tmp_path: Path) -> None:
    async with bench(case, tmp_path, fault=whole(body, kind)) as running:
        with pytest.raises((NotAudioError, TruncatedError)) as caught:
            await running.speak()
        assert "\x1b" not in caught.value.message
        running.server.fault = None
        assert await running.speak()


@pytest.mark.parametrize("case", WAVS, ids=str)
@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, 0x7FFFFFFF, None])
async def test_a_wav_that_names_no_size_is_heard(case: Case, size: int | None, tmp_path: Path) -> None:
    body = wav(SAMPLES, size=size)
    async with bench(case, tmp_path, fault=until_closed(body, "audio/wav")) as running:
        chunks = await running.speak()
    audio = np.concatenate([chunk.samples for chunk in chunks])
    np.testing.assert_array_equal(audio, SAMPLES.astype(np.float32) / 32768)


@pytest.mark.parametrize("case", WAVS, ids=str)
async def test_two_wavs_in_one_answer_are_one_sound(case: Case, tmp_path: Path) -> None:
    half = len(SAMPLES) // 2
    body = wav(SAMPLES[:half]) + wav(SAMPLES[half:], size=0xFFFFFFFF)
    async with bench(case, tmp_path, fault=in_pieces(body, "audio/wav", 777)) as running:
        audio = np.concatenate([chunk.samples for chunk in await running.speak()])
    np.testing.assert_array_equal(audio, SAMPLES.astype(np.float32) / 32768)


@pytest.mark.parametrize("case", WAVS, ids=str)
async def test_a_wav_cut_off_where_nothing_tells_is_truncated(case: Case, tmp_path: Path) -> None:
    body = wav(SAMPLES)[: len(SAMPLES)]
    await fails(case, tmp_path, until_closed(body, "audio/wav"), TruncatedError, "less than it announced")


@pytest.mark.parametrize("case", BYTES, ids=str)
async def test_a_server_that_swallowed_its_own_failure_is_found_out(case: Case, tmp_path: Path) -> None:
    short = SAMPLES[: 24_000 // 2]
    body = short.tobytes() if case.wire == "pcm" else wav(short)
    fault = in_pieces(body, "application/octet-stream", 4000)
    await fails(case, tmp_path, fault, TruncatedError, r"only 0\.5 s of audio for 99 characters")


@pytest.mark.parametrize("size", [1, 3, 4097])
async def test_samples_split_in_the_middle(size: int, tmp_path: Path) -> None:
    text = "Good morning."
    samples = speech_like(text)
    fault = in_pieces(samples.tobytes(), "application/octet-stream", size)
    async with bench(CASES[0], tmp_path, fault=fault) as running:
        chunks = await running.speak(text)
    audio = np.concatenate([chunk.samples for chunk in chunks])
    np.testing.assert_array_equal(audio, samples.astype(np.float32) / 32768)
    assert all(chunk.seconds >= 0.02 for chunk in chunks[:-1]), "a chunk for every byte"


@pytest.mark.parametrize("kind", ["wav", "mp3", "flac", "opus", "aac"])
@pytest.mark.parametrize("told", ["audio/mpeg", "application/octet-stream", "audio/pcm", ""])
async def test_a_format_that_was_not_asked_for_is_heard_for_what_it_is(
    kind: str, told: str, tmp_path: Path
) -> None:
    """The pcm that was asked for would be noise."""
    fault = in_pieces(encoded(SAMPLES, kind), told, 1000)
    async with bench(CASES[0], tmp_path, fault=fault) as running:
        chunks = await running.speak()
    audio = np.concatenate([chunk.samples for chunk in chunks])
    assert sum(chunk.seconds for chunk in chunks) == pytest.approx(SECONDS, abs=0.15)
    assert np.sqrt(np.mean(audio**2)) == pytest.approx(0.22, abs=0.03)


def event(kind: str, **fields: object) -> bytes:
    return b"data: " + json.dumps({"type": kind, **fields}).encode() + b"\n\n"


def delta(data: bytes) -> bytes:
    return event("speech.audio.delta", audio=base64.b64encode(data).decode())


DONE = event("speech.audio.done", usage={"input_tokens": 1, "output_tokens": 2, "total_tokens": 3})


@pytest.mark.parametrize("case", EVENTS, ids=str)
@pytest.mark.parametrize(
    ("body", "kind", "says"),
    [
        (delta(SAMPLES.tobytes()), TruncatedError, "before the speech was done"),
        (b"", TruncatedError, "before the speech was done"),
        (DONE, NotAudioError, "empty answer"),
        (delta(SAMPLES.tobytes()) + b'data: {"type": "speech.aud', NotAudioError, "can't be read"),
        (b"data: not json\n\n", NotAudioError, "can't be read"),
        (event("speech.audio.delta", audio="***"), NotAudioError, "can't be read"),
        (event("speech.audio.delta", audio=7), NotAudioError, "can't be read"),
        (
            event("error", error={"message": "You exceeded your quota", "code": "insufficient_quota"}),
            QuotaError,
            "exceeded your quota",
        ),
        (delta(b"\0\0") + event("error", error={"message": "Busy \x1b[1mnow"}), ServerError, "Busy now"),
    ],
)
async def test_events(case: Case, body: bytes, kind: type[SpeechError], says: str, tmp_path: Path) -> None:
    await fails(case, tmp_path, in_pieces(body, "text/event-stream", 5000), kind, says)


@pytest.mark.parametrize("case", EVENTS, ids=str)
async def test_a_done_without_usage_costs_an_unknown_sum(case: Case, tmp_path: Path) -> None:
    body = delta(SAMPLES.tobytes()) + event("speech.audio.done") + b"data: [DONE]\n\n"
    async with bench(case, tmp_path, fault=in_pieces(body, "text/event-stream", 999)) as running:
        chunks = await running.speak()
    assert sum(chunk.seconds for chunk in chunks) == pytest.approx(SECONDS)
    assert {chunk.cost_usd for chunk in chunks} == {None}


def line(data: bytes, **fields: object) -> bytes:
    return json.dumps({"audio_base64": base64.b64encode(data).decode(), **fields}).encode() + b"\n"


@pytest.mark.parametrize("case", LINES, ids=str)
@pytest.mark.parametrize(
    ("body", "kind", "says"),
    [
        (line(SAMPLES.tobytes())[:-40], TruncatedError, "in the middle of a line"),
        (b"not json\n" + line(SAMPLES.tobytes()), NotAudioError, "can't be read: not json"),
        (line(SAMPLES.tobytes(), alignment={"characters": 5}), NotAudioError, "can't be read"),
        (b'{"detail": {"status": "quota_exceeded", "message": "none left"}}\n', QuotaError, "none left"),
        (line(SAMPLES[:9000].tobytes()), TruncatedError, r"only 0\.4 s of audio"),
    ],
)
async def test_lines(case: Case, body: bytes, kind: type[SpeechError], says: str, tmp_path: Path) -> None:
    await fails(case, tmp_path, in_pieces(body, "application/json", 5000), kind, says)


@pytest.mark.parametrize("case", LINES, ids=str)
async def test_lines_without_times_are_heard(case: Case, tmp_path: Path) -> None:
    async with bench(case, tmp_path, fault=in_pieces(line(SAMPLES.tobytes()), "", 999)) as running:
        chunks = await running.speak()
    assert sum(chunk.seconds for chunk in chunks) == pytest.approx(len(TEXT) * SECONDS_PER_CHARACTER)
    assert not any(chunk.words for chunk in chunks)
