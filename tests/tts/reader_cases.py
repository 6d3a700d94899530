"""The readers of what servers and workers send, each with what it should be sent, for whoever damages that."""

from __future__ import annotations

import base64
import json
import random
import struct
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

from http_sound import speech_like, wav

from tts_tui.audio.files.wavstream import PcmDecoder, WavStreamDecoder
from tts_tui.backends.elevenlabs import wire as elevenlabs
from tts_tui.backends.http.client import Answer
from tts_tui.backends.http.errors import refused
from tts_tui.backends.http.line_stream import EventReader, JsonLineReader
from tts_tui.backends.http.refusal import read_refusal
from tts_tui.backends.openai import wire as openai
from tts_tui.backends.worker import frames
from tts_tui.speech.errors import SpeechError, SynthesisError

Pieces = list[bytes]

_SAMPLES = speech_like("One.")[:400]
_ANSWER = cast(Answer, SimpleNamespace(headers={}, request_id="req_1"))


@dataclass(frozen=True)
class Reader:
    """A reader.

    Attributes:
        good: a stream that it reads to its end.
        read: reads a stream; raises `SpeechError` where it makes no sense.
        long: a stream that is n times as long as another.
    """

    name: str
    good: bytes
    read: Callable[[Pieces], int]
    long: Callable[[int], Pieces]


def pieces_of(data: bytes, chance: random.Random) -> Pieces:
    """The data in random portions."""
    cuts = sorted(chance.randrange(len(data) + 1) for _ in range(chance.randrange(8)))
    return [data[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(data)], strict=True)]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The data with a few things wrong with it."""
    broken = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(broken) + 1)
        until = min(len(broken), at + chance.choice((1, 2, 4, 16, 100)))
        match chance.randrange(7):
            case 0:
                broken[at:until] = bytes(chance.randrange(256) for _ in range(until - at))
            case 1:
                del broken[at:until]
            case 2:
                broken[at:at] = broken[at:until]
            case 3:
                broken[at:until] = chance.choice(
                    (b"\xff" * 4, b"\0" * 4, b"\x80", b"RIFF", b"data", b"\n\n", b"{", b"[")
                )
            case 4:
                del broken[at:]
            case 5:
                broken[at:at] = chance.choice(
                    (b'{"', b'"', b"\\u0000", b"\\ud800", b"[" * 2000, b"1e999", b"\r")
                )
            case _:
                other = chance.randrange(len(broken) + 1)
                broken[other:other] = broken[at:until]
    return bytes(broken)


def _read_wav(pieces: Pieces) -> int:
    decoder = WavStreamDecoder()
    parts = [part for piece in pieces for part in decoder.feed(piece)] + decoder.finish()
    assert decoder.truncated in (True, False)
    return sum(map(len, parts))


def _read_pcm(pieces: Pieces) -> int:
    decoder = PcmDecoder(24_000, channels=2, bits=24)
    return sum(len(decoder.feed(piece)) for piece in pieces)


def _read_events(pieces: Pieces) -> int:
    reader, events = EventReader(), openai.SpeechEvents("OpenAI", _ANSWER)
    found = [events._read(data) for piece in pieces for data in reader.feed(piece)]
    return len(found + [events._read(data) for data in reader.finish()])


def _read_lines(pieces: Pieces) -> int:
    reader = JsonLineReader()
    found = [elevenlabs._read("ElevenLabs", _ANSWER, line) for piece in pieces for line in reader.feed(piece)]
    return len(found + [elevenlabs._read("ElevenLabs", _ANSWER, line) for line in reader.finish()])


def _read_refusal(pieces: Pieces) -> int:
    refusal = read_refusal(b"".join(pieces)[: 64 << 10], ("sk-secret",))
    error = refused("OpenAI", 400, {}, refusal)
    assert error.message.isprintable()
    assert len(error.message) < 1200
    return len(error.message)


def _read_frames(pieces: Pieces) -> int:
    data, at, count = b"".join(pieces), 0, 0
    try:
        while len(data) - at >= frames.HEADER.size:
            length = frames.length_of(data[at : at + frames.HEADER.size])
            body = data[at + frames.HEADER.size : at + frames.HEADER.size + length]
            if len(body) < length:
                break
            frames.unpack(body)
            at, count = at + frames.HEADER.size + length, count + 1
    except frames.FrameError as error:
        raise SynthesisError(str(error)) from None
    return count


def _event(**fields: Any) -> bytes:
    return b"event: x\ndata: " + json.dumps(fields).encode() + b"\r\n\r\n"


_AUDIO = base64.b64encode(_SAMPLES.tobytes()).decode()
_DELTA = _event(type="speech.audio.delta", audio=_AUDIO)
_LINE = (
    json.dumps(
        {
            "audio_base64": _AUDIO,
            "alignment": {
                "characters": ["O", "n", "e"],
                "character_start_times_seconds": [0.0, 0.1, 0.2],
                "character_end_times_seconds": [0.1, 0.2, 0.3],
            },
            "normalized_alignment": None,
        }
    ).encode()
    + b"\n"
)
_FRAME = frames.pack_audio(7, struct.pack("<50f", *range(50))) + frames.pack_event({"id": 7, "event": "x"})
_NAUGHTY = json.dumps(
    {"detail": [{"loc": ["body", "speed"], "msg": "\x1b[31mno <b>sk-12345678</b>", "type": "x"}]}
)

READERS: tuple[Reader, ...] = (
    Reader("wav", wav(_SAMPLES) + wav(_SAMPLES, size=0), _read_wav, lambda n: [wav(_SAMPLES)] * (40 * n)),
    Reader("pcm", _SAMPLES.tobytes(), _read_pcm, lambda n: [b"\1\2\3\4\5\6\7"] * (4000 * n)),
    Reader(
        "sse",
        _DELTA
        + _event(type="speech.audio.done", usage={"input_tokens": 1, "output_tokens": 2})
        + b"data: [DONE]\n\n",
        _read_events,
        lambda n: [_DELTA[at : at + 7] for _ in range(20 * n) for at in range(0, len(_DELTA), 7)],
    ),
    Reader(
        "ndjson",
        _LINE * 2,
        _read_lines,
        lambda n: [_LINE[at : at + 7] for _ in range(20 * n) for at in range(0, len(_LINE), 7)],
    ),
    Reader("frames", _FRAME * 2, _read_frames, lambda n: [_FRAME * (500 * n)]),
    Reader("refusal", _NAUGHTY.encode(), _read_refusal, lambda n: [b"<b>" * (400 * n)]),
)

__all__ = ["READERS", "Reader", "SpeechError", "damaged", "pieces_of"]
