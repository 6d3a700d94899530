"""OpenAI's dialect on the wire: the request, the events of its answer, lists of voices."""

from __future__ import annotations

import base64
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from typing import Any, Literal

import msgspec

from tts_tui.backends.http.client import Answer
from tts_tui.backends.http.errors import refused
from tts_tui.backends.http.line_stream import EventReader
from tts_tui.backends.http.refusal import clean, read_refusal
from tts_tui.backends.openai.server import Offer, Server
from tts_tui.speech.catalog import Voice
from tts_tui.speech.errors import NotAudioError, TruncatedError
from tts_tui.speech.request import ChunkRequest

CUSTOM_VOICE = "voice_"


def speech_request(server: Server, offer: Offer, request: ChunkRequest) -> dict[str, Any]:
    """The body of `POST /audio/speech`; the vendor's schema is closed, so nothing is in it that isn't needed."""
    voice: str | dict[str, str] = request.voice
    if offer.events and request.voice.startswith(CUSTOM_VOICE):
        voice = {"id": request.voice}
    body: dict[str, Any] = {
        "model": offer.name,
        "input": request.text,
        "voice": voice,
        "response_format": response_format(server, request),
    }
    if request.speed != 1.0:
        body["speed"] = request.speed
    if offer.instructions and (instructions := request.settings.get("instructions")):
        body["instructions"] = instructions
    if offer.events:
        body["stream_format"] = "sse"
    return body | dict(server.extras)


def response_format(server: Server, request: ChunkRequest) -> str:
    """The audio format to ask for."""
    return str(request.settings.get("format") or server.formats[0])


class Usage(msgspec.Struct, frozen=True):
    """What a call used."""

    input_tokens: int
    output_tokens: int


class _Event(msgspec.Struct, frozen=True):
    type: str = ""
    audio: str = ""
    usage: Usage | None = None
    error: Any = None


class SpeechEvents:
    """Server-sent speech.

    Attributes:
        usage: told by the event that ends the speech.
    """

    def __init__(self, provider: str, answer: Answer) -> None:
        self._provider = provider
        self._answer = answer
        self._done = False
        self.usage: Usage | None = None

    async def audio(self) -> AsyncGenerator[bytes, None]:
        """The bytes of the audio.

        Raises:
            TruncatedError: the stream ended without saying that it is done.
            NotAudioError: it holds something else than speech events.
            SpeechError: what the server reports in the middle of the stream.
        """
        reader = EventReader()
        async with aclosing(self._answer.pieces()) as pieces:
            async for piece in pieces:
                for data in reader.feed(piece):
                    if audio := self._read(data):
                        yield audio
        for data in reader.finish():
            if audio := self._read(data):
                yield audio
        if not self._done:
            raise TruncatedError(
                f"{self._provider} ended its stream before the speech was done.",
                provider=self._provider,
                request_id=self._answer.request_id,
            )

    def _read(self, data: bytes) -> bytes:
        if data.strip() == b"[DONE]":  # how the dialect's other streams end
            self._done = True
            return b""
        try:
            event = msgspec.json.decode(data, type=_Event)
            audio = base64.b64decode(event.audio, validate=True)
        except (msgspec.DecodeError, ValueError, RecursionError):
            raise NotAudioError(
                f"{self._provider} sent an event that can't be read: {clean(data[:200].decode(errors='replace'))}",
                provider=self._provider,
                request_id=self._answer.request_id,
            ) from None
        if event.error or event.type == "error":
            raise refused(self._provider, 500, self._answer.headers, read_refusal(data))
        if event.type == "speech.audio.done":
            self._done = True
            self.usage = event.usage
        return audio


class ServedModel(msgspec.Struct, frozen=True):
    """A model in `GET /models`."""

    id: str
    shutdown_date: str | None = None


class ListedModels(msgspec.Struct, frozen=True):
    data: list[ServedModel] = []


def voices_of(listed: Any) -> Sequence[Voice]:
    """The voices of `GET /audio/voices`, in the server's order, each once; every shape that servers send is read."""
    found: dict[str, Voice] = {}
    for name, entry in _entries(listed):
        facts = entry if isinstance(entry, dict) else {}
        fields = {key: value for key, value in facts.items() if isinstance(value, str)}
        voice_id = (
            fields.get("id")
            or fields.get("voice_id")
            or name
            or fields.get("name")
            or fields.get("voice")
            or ""
        )
        # what can't be shown can't be chosen either
        if voice_id and voice_id.isprintable():
            label = fields.get("name") or (entry if name and isinstance(entry, str) else "")
            voice = Voice(
                voice_id,
                clean(label) or voice_id,
                language=clean(fields.get("language") or fields.get("locale") or ""),
                gender=_GENDERS.get(fields.get("gender", "").lower(), ""),
                description=clean(fields.get("description") or ""),
            )
            found.setdefault(voice_id, voice)
    return tuple(found.values())


_LISTS = ("voices", "data", "items", "results")
_GENDERS: dict[str, Literal["female", "male", ""]] = {
    "f": "female",
    "female": "female",
    "m": "male",
    "male": "male",
}


def _entries(listed: Any) -> Iterator[tuple[str, Any]]:
    """What a list has for each voice, with its name where the list is a map from names; lists in lists are opened."""
    if isinstance(listed, list):
        for entry in listed:
            yield (entry, None) if isinstance(entry, str) else ("", entry)
    elif isinstance(listed, dict):
        inner = [listed[name] for name in _LISTS if isinstance(listed.get(name), list | dict)]
        for each in inner:
            yield from _entries(each)
        if not inner and all(isinstance(entry, dict | str | None) for entry in listed.values()):
            yield from listed.items()
