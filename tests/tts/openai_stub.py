"""What OpenAI's server does, as far as speech goes: its checks, its errors, its streams."""

from __future__ import annotations

import base64
import json

from http_sound import encoded, speech_like
from http_stub import Received, Reply

KEY = "sk-test-0123456789abcdefghij"
MODELS = ("tts-1", "tts-1-hd", "gpt-4o-mini-tts", "gpt-4o-mini-tts-2025-12-15")
OLD = ("alloy", "ash", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer")
NEW = (*OLD, "ballad", "verse", "marin", "cedar")
FIELDS = {"model", "input", "voice", "instructions", "response_format", "speed", "stream_format"}
KINDS = {
    "mp3": "audio/mpeg",
    "opus": "audio/opus",
    "aac": "audio/aac",
    "flac": "audio/flac",
    "wav": "audio/wav",
}


def error(message: str, kind: str, param: str | None = None, code: str | None = None) -> dict[str, object]:
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


async def openai(request: Received, reply: Reply) -> None:
    """The handler."""
    if request.headers.get("authorization") != f"Bearer {KEY}":
        await reply.whole(
            error(
                "Incorrect API key provided: sk-wrong*****************7f2a.",
                "invalid_request_error",
                None,
                "invalid_api_key",
            ),
            401,
            x_request_id="req_401",
        )
    elif (request.method, request.path) == ("GET", "/v1/models"):
        listed = [
            {"id": name, "object": "model", "created": 1, "owned_by": "openai", "shutdown_date": "2027-01-06"}
            for name in (*MODELS, "gpt-5")
        ]
        await reply.whole({"object": "list", "data": listed})
    elif (request.method, request.path) == ("POST", "/v1/audio/speech"):
        await _speech(request, reply)
    else:
        await reply.whole(
            error(f"Invalid URL ({request.method} {request.path})", "invalid_request_error"), 404
        )


async def _speech(request: Received, reply: Reply) -> None:
    body = request.json()
    old = body["model"].startswith("tts-1")
    voice = body["voice"]["id"] if isinstance(body["voice"], dict) else body["voice"]
    wrong = None
    if unknown := set(body) - FIELDS:
        wrong = (f"Unrecognized request argument supplied: {', '.join(unknown)}", None, None)
    elif body["model"] not in MODELS:
        wrong = (f"The model `{body['model']}` does not exist", None, "model_not_found")
    elif isinstance(body["voice"], str) and voice not in (OLD if old else NEW):
        wrong = (f"Input should be 'nova', 'shimmer' or 'echo', got '{voice}'", "voice", None)
    elif len(body["input"]) > 4096:
        wrong = ("String should have at most 4096 characters", "input", "string_above_max_length")
    elif not 0.25 <= body.get("speed", 1.0) <= 4.0:
        wrong = ("Input should be less than or equal to 4", "speed", None)
    elif old and body.get("stream_format") == "sse":
        wrong = ("stream_format sse is not supported for this model", "stream_format", None)
    if wrong:
        message, param, code = wrong
        status = 404 if code == "model_not_found" else 400
        await reply.whole(
            error(message, "invalid_request_error", param, code), status, x_request_id="req_bad"
        )
        return
    kind = body.get("response_format", "mp3")
    samples = speech_like(body["input"])[:: max(1, round(body.get("speed", 1.0)))]
    data = encoded(samples, kind)
    if body.get("stream_format") == "sse":
        await reply.start("text/event-stream; charset=utf-8", x_request_id="req_sse")
        for at in range(0, len(data), 5001):
            delta = {"type": "speech.audio.delta", "audio": base64.b64encode(data[at : at + 5001]).decode()}
            await reply.piece(f"event: speech.audio.delta\ndata: {json.dumps(delta)}\n\n".encode())
        usage = {"input_tokens": len(body["input"]) // 4, "output_tokens": len(samples) * 20 // 24_000}
        done = {"type": "speech.audio.done", "usage": usage | {"total_tokens": sum(usage.values())}}
        await reply.piece(f"event: speech.audio.done\ndata: {json.dumps(done)}\n\n".encode())
    else:
        await reply.start(KINDS.get(kind, "application/octet-stream"), x_request_id="req_ok")
        for at in range(0, len(data), 4001):
            await reply.piece(data[at : at + 4001])
    await reply.end()
