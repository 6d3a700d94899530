"""How parent and child talk: frames on two pipes.

A frame is a little-endian uint32 (the length of what follows), one byte that says the kind, and the payload:

- `J`: a UTF-8 JSON object.
- `A`: a uint32 request id and mono float32 samples, both little-endian.

The parent sends `{"op": name, "id": n, ...}` for work and `{"op": "cancel", "id": n}`. The child answers each piece of
work with any number of `{"id": n, "event": name, ...}` and `A` frames, and ends it with the event `done`, `error` or
`cancelled`.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

MAX_LENGTH = 64 * 1024 * 1024
"""Longest frame in bytes: 11 minutes of audio at 24 kHz. What claims to be longer isn't our protocol."""

HEADER = struct.Struct("<I")
_PREFIX = struct.Struct("<IB")
_AUDIO_ID = struct.Struct("<I")
_JSON, _AUDIO = ord("J"), ord("A")
ENDINGS = frozenset({"done", "error", "cancelled"})

Event = dict[str, Any]


class FrameError(Exception):
    """The bytes aren't a frame."""


def pack_event(event: Mapping[str, Any]) -> bytes:
    payload = json.dumps(event).encode()
    return _PREFIX.pack(len(payload) + 1, _JSON) + payload


def pack_audio(request: int, samples: bytes) -> bytes:
    """A frame of samples: `samples` holds little-endian float32."""
    return _PREFIX.pack(len(samples) + 1 + _AUDIO_ID.size, _AUDIO) + _AUDIO_ID.pack(request) + samples


def length_of(header: bytes) -> int:
    """The length of the body that follows.

    Raises:
        FrameError: no frame is that long.
    """
    length: int = HEADER.unpack(header)[0]
    if not 1 <= length <= MAX_LENGTH:
        raise FrameError(f"a frame of {length} bytes was announced")
    return length


def unpack(body: bytes) -> Event | tuple[int, bytes]:
    """An event, or a request id and its float32 samples.

    Raises:
        FrameError: it is neither.
    """
    kind, payload = body[0], body[1:]
    if kind == _AUDIO and len(payload) >= _AUDIO_ID.size and len(payload) % 4 == 0:
        return _AUDIO_ID.unpack_from(payload)[0], payload[_AUDIO_ID.size :]
    if kind == _JSON:
        try:
            event = json.loads(payload)
        except (ValueError, RecursionError) as error:
            raise FrameError(f"a message isn't JSON ({error})") from error
        if isinstance(event, dict):
            return event
    raise FrameError(f"a frame of kind {kind:#x} with {len(payload)} bytes makes no sense")
