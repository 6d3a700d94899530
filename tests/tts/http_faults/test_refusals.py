"""Answers other than 200: the type that fits, what it says, whether to try again, and what never shows."""

from __future__ import annotations

import gzip
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from email.utils import formatdate
from itertools import product
from pathlib import Path
from time import time
from typing import Any

import pytest
from http_cases import CASES, KEYS, TEXT, Case, bench
from http_stub import HttpStub, Received, Reply

from tts_tui.backends.base import BackendContext
from tts_tui.backends.http.limits import Limits
from tts_tui.speech.errors import (
    AuthenticationError,
    BadRequestError,
    DeadlineError,
    NotAudioError,
    ProviderError,
    QuotaError,
    RateLimitError,
    ServerError,
    SpeechError,
    UnknownModelError,
    UnknownVoiceError,
)

EACH_CASE = pytest.mark.parametrize("case", CASES, ids=str)


def answer(status: int, body: Any = "no", **headers: str) -> Callable[[Received, Reply], Awaitable[None]]:
    async def fault(_: Received, reply: Reply) -> None:
        await reply.whole(body, status, **headers)

    return fault


async def refusal(
    case: Case, folder: Path, fault: Callable[[Received, Reply], Awaitable[None]]
) -> SpeechError:
    """The error of a call that is answered so; the next one works."""
    async with bench(case, folder, fault=fault) as running:
        with pytest.raises(SpeechError) as caught:
            await running.speak()
        running.server.fault = None
        assert await running.speak(), "the next request works"
    return caught.value


@pytest.mark.parametrize(
    ("status", "kind", "retryable"),
    [
        (400, BadRequestError, False),
        (401, AuthenticationError, False),
        (402, QuotaError, False),
        (403, AuthenticationError, False),
        (404, BadRequestError, False),
        (408, DeadlineError, True),
        (409, ServerError, True),
        (413, BadRequestError, False),
        (422, BadRequestError, False),
        (429, RateLimitError, True),
        (500, ServerError, True),
        (502, ServerError, True),
        (503, ServerError, True),
        (529, ServerError, True),
    ],
)
@EACH_CASE
async def test_every_status(
    case: Case, status: int, kind: type[ProviderError], retryable: bool, tmp_path: Path
) -> None:
    error = await refusal(case, tmp_path, answer(status, "so it is", x_request_id="req_9"))
    assert type(error) is kind
    assert isinstance(error, ProviderError)
    assert error.retryable is retryable
    assert (error.status, error.request_id) == (status, "req_9")
    assert "so it is" in error.message
    assert "req_9" in error.message


@EACH_CASE
async def test_a_refused_key_is_named(case: Case, tmp_path: Path) -> None:
    error = await refusal(case, tmp_path, answer(401))
    provider = next((name for name in KEYS if case.name.startswith(name)), "home")
    if case.name.startswith("alltalk"):
        assert error.hint == "The settings send it no key."
    else:
        assert error.hint.endswith(f"tts-tui config set-key {provider} enters it.")


SHAPES: list[tuple[int, Any, type[SpeechError], str]] = [
    (
        429,
        {
            "error": {
                "message": "Spent",
                "type": "insufficient_quota",
                "param": None,
                "code": "insufficient_quota",
            }
        },
        QuotaError,
        "Spent",
    ),
    (
        429,
        {"error": {"message": "Slow", "type": "requests", "param": None, "code": "rate_limit_exceeded"}},
        RateLimitError,
        "Slow",
    ),
    (400, {"error": {"message": "Bad", "type": "x", "param": "input", "code": None}}, BadRequestError, "Bad"),
    (404, {"error": {"message": "Gone", "code": "model_not_found"}}, UnknownModelError, "Gone"),
    (400, {"error": "plain"}, BadRequestError, "plain"),
    (401, {"detail": {"status": "quota_exceeded", "message": "Spent"}}, QuotaError, "Spent"),
    (
        401,
        {
            "detail": {
                "type": "authentication_error",
                "code": "invalid_api_key",
                "message": "Wrong",
                "request_id": "req_b",
            }
        },
        AuthenticationError,
        "req_b",
    ),
    (
        402,
        {"detail": {"type": "payment_required", "code": "insufficient_credits", "message": "Spent"}},
        QuotaError,
        "Spent",
    ),
    (404, {"detail": {"status": "voice_not_found", "message": "Gone"}}, UnknownVoiceError, "Gone"),
    (
        422,
        {"detail": [{"loc": ["body", "text"], "msg": "Required", "type": "missing"}]},
        BadRequestError,
        "Required",
    ),
    (429, {"detail": {"status": "concurrent_limit_exceeded", "message": "Five"}}, RateLimitError, "Five"),
    (429, {"detail": {"status": "system_busy", "message": "Busy"}}, RateLimitError, "Busy"),
    (400, {"detail": "just a string"}, BadRequestError, "just a string"),
    (500, {"status": "error", "message": "Broken"}, ServerError, "Broken"),
    (500, [1, 2, 3], ServerError, "1,"),
    (
        500,
        "<html><head><title>x</title></head><body><h1>502 Bad Gateway</h1></body></html>",
        ServerError,
        "502 Bad Gateway",
    ),
    (
        500,
        b"\xff\xfe\x1b[31mred\x1b[0m\x00 \x1b]0;title\x07\xe2\x80\xaeevil [bold]markup[/]",
        ServerError,
        "red",
    ),
    (500, b"", ServerError, "HTTP 500"),
    (500, b"[" * 100_000, ServerError, r"\[\["),
]


@pytest.mark.parametrize(("status", "body", "kind", "says"), SHAPES)
async def test_every_shape_of_error(
    status: int, body: Any, kind: type[SpeechError], says: str, tmp_path: Path
) -> None:
    for case in CASES[0], CASES[3]:
        async with bench(case, tmp_path, fault=answer(status, body)) as running:
            with pytest.raises(kind, match=says) as caught:
                await running.speak()
        message = caught.value.message
        assert message.isprintable(), repr(message)
        assert len(message) < 500
        assert "<h1>" not in message


@pytest.mark.parametrize(
    ("headers", "wait", "retryable"),
    [
        ({"retry_after": "7"}, 7.0, True),
        ({"retry_after_ms": "1500", "retry_after": "7"}, 1.5, True),
        ({"retry_after": "45"}, 45.0, False),
        ({"retry_after": "86400"}, 86_400.0, False),
        ({"retry_after": "soon"}, None, True),
        ({"retry_after": "-5"}, 0.0, True),
        ({"x_should_retry": "false"}, None, False),
        ({}, None, True),
    ],
)
async def test_how_long_to_wait(
    headers: dict[str, str], wait: float | None, retryable: bool, tmp_path: Path
) -> None:
    error = await refusal(CASES[0], tmp_path, answer(429, "slowly", **headers))
    assert isinstance(error, RateLimitError)
    assert error.retry_after == wait
    assert error.retryable is retryable
    if wait == 86_400.0:
        assert error.hint == "Try again in 24 h."


async def test_a_date_to_wait_for(tmp_path: Path) -> None:
    headers = {"retry_after": formatdate(time() + 3600, usegmt=True)}
    error = await refusal(CASES[0], tmp_path, answer(429, "slowly", **headers))
    assert error.retry_after == pytest.approx(3600, abs=120)
    assert not error.retryable, "nobody waits for that"


async def test_the_server_may_ask_to_try_again(tmp_path: Path) -> None:
    error = await refusal(CASES[0], tmp_path, answer(400, "not yet", x_should_retry="true"))
    assert isinstance(error, BadRequestError)
    assert error.retryable


async def test_a_refused_voice_without_a_code_lists_those_there_are(tmp_path: Path) -> None:
    """As servers do that only speak OpenAI's dialect."""
    fault = answer(400, {"detail": "Voice 'zed' not found"})
    async with bench(replace(CASES[2], voice="zed"), tmp_path, fault=fault) as running:
        await running.backend.voices("home/tts-1")
        with pytest.raises(UnknownVoiceError, match="no voice 'zed'") as caught:
            await running.speak()
    assert "bob" in caught.value.hint


@EACH_CASE
async def test_a_redirect_is_not_followed(case: Case, tmp_path: Path) -> None:
    async with HttpStub(answer(200, "caught")) as thief:
        error = await refusal(case, tmp_path, answer(307, location=thief.url + "/v1/audio/speech"))
        assert not thief.requests, "the key went elsewhere"
    assert isinstance(error, BadRequestError)
    assert "another address" in error.message


@EACH_CASE
async def test_a_huge_error_is_read_only_at_its_start(case: Case, tmp_path: Path) -> None:
    written = 0

    async def fault(_: Received, reply: Reply) -> None:
        nonlocal written
        await reply.start("text/html", status=503)
        for _ in range(2000):
            await reply.piece(b"x" * 65_536)
            written += 65_536

    error = await refusal(case, tmp_path, fault)
    assert isinstance(error, ServerError)
    assert written < 16 << 20, "all of it was taken"


async def test_a_bomb_in_an_error_is_not_unpacked(tmp_path: Path) -> None:
    bomb = gzip.compress(b"\0" * (50 << 20))
    error = await refusal(CASES[0], tmp_path, answer(500, bomb, content_encoding="gzip"))
    assert isinstance(error, ServerError)


async def test_endless_headers_are_given_up(tmp_path: Path) -> None:
    async def fault(_: Received, reply: Reply) -> None:
        await reply.raw(b"HTTP/1.1 200 OK\r\n")
        while True:
            await reply.raw(b"x-filler: " + b"y" * 8000 + b"\r\n")

    error = await refusal(CASES[0], tmp_path, fault)
    assert isinstance(error, ProviderError)


async def test_an_endless_list_of_voices_is_given_up(tmp_path: Path) -> None:
    async def fault(request: Received, reply: Reply) -> None:
        await reply.start("application/json")
        while True:
            await reply.piece(json.dumps(["voice"] * 1000).encode())

    async with bench(CASES[2], tmp_path, Limits(document=1 << 20)) as running:
        running.server.speech_path = "/v1/audio/voices"
        running.server.fault = fault
        with pytest.raises(NotAudioError, match="more than 1 MB"):
            await running.backend.voices("home/tts-1")


@pytest.mark.parametrize("case", [case for case in CASES if "alltalk" not in case.name], ids=str)
async def test_a_key_that_a_server_repeats_is_not_shown(case: Case, tmp_path: Path) -> None:
    key = KEYS["home" if "profile" in case.name else case.name.partition("-")[0]]

    async def tattle(request: Received, reply: Reply) -> None:
        heard = [value for name, value in request.headers.items() if name in ("authorization", "xi-api-key")]
        assert key in heard[0]
        await reply.whole({"detail": f"I got {heard[0]} and {key}."}, 401)

    async with bench(case, tmp_path, fault=tattle) as running:
        with pytest.raises(AuthenticationError) as caught:
            await running.speak()
    error = caught.value
    assert "[key]" in error.message
    chain: BaseException | None = error
    while chain is not None:
        assert key not in f"{chain!r} {chain} {vars(chain)!r}"
        chain = None if chain.__suppress_context__ else chain.__context__


@pytest.mark.parametrize("key", ["sk-with\nnewline", "schlüssel", "sk-\x00"])
async def test_a_key_that_cannot_be_one_is_told_before_it_is_sent(key: str, tmp_path: Path) -> None:
    case = CASES[0]
    async with bench(case, tmp_path) as running:
        context = BackendContext(tmp_path, tmp_path, case.options(running.stub.url), lambda _: key)
        backend = case.make(context, Limits())
        with pytest.raises(AuthenticationError, match="no key has") as caught:
            await anext(backend.synthesize(case.request()))
        await backend.close()
        assert not running.stub.requests
    assert key not in str(caught.value)


@EACH_CASE
async def test_half_a_character_is_a_typed_error(case: Case, tmp_path: Path) -> None:
    async with bench(case, tmp_path) as running:
        with pytest.raises(BadRequestError, match="surrogate"):
            await running.speak(TEXT + "\ud83d")
        assert await running.speak()


# without a carriage return, a line feed or a zero byte, which end a header
NASTY = "\x1b]0;owned\x07\x1b[2J\x08\x7f\xe2\x80\xae\xc2\x9b31mred"
NASTY_TEXT = "\x1b]0;owned\x07\x1b[2J\x08\x7f\u202e\x9b31mred\u2066\r\n\u200b\ufff9"


@pytest.mark.parametrize("status", [200, 400, 401, 404, 422, 429, 500])
@EACH_CASE
async def test_nothing_that_a_server_sends_steers_the_terminal(
    case: Case, status: int, tmp_path: Path
) -> None:
    bodies = (
        NASTY_TEXT,
        f"<{NASTY_TEXT}",
        f"[{NASTY_TEXT}",
        f"{{{NASTY_TEXT}",
        json.dumps({"error": {"message": NASTY_TEXT, "param": NASTY_TEXT, "code": NASTY_TEXT}}),
        json.dumps({"detail": [{"loc": ["body", NASTY_TEXT], "msg": NASTY_TEXT}]}),
        json.dumps({"status": NASTY_TEXT, "message": NASTY_TEXT, "output_file_url": NASTY_TEXT}),
        f"data: {NASTY_TEXT}\n\n",
        "RIFF\0\0\0\0WAVE" + NASTY_TEXT,
    )
    names = (
        "x_request_id",
        "request_id",
        "content_type",
        "content_encoding",
        "retry_after",
        "character_cost",
    )
    paths = {case.speech_path} | ({"/api/tts-generate"} if "alltalk" in case.name else set())
    headers = ({}, {"content_type": "text/event-stream"}, dict.fromkeys(names, NASTY))
    async with bench(case, tmp_path) as running:
        for path, body, sent in product(paths, bodies, headers):
            running.server.speech_path, running.server.fault = path, answer(status, body, **sent)
            with pytest.raises(SpeechError) as caught:
                await running.speak()
                raise SpeechError("this call wasn't touched")
            error = caught.value
            assert error.message.isprintable(), repr(error.message)
            assert error.hint.isprintable(), repr(error.hint)
            assert getattr(error, "request_id", "").isprintable()
