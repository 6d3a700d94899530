"""OpenAI's dialect on the wire: the request, the events of its answer, lists of voices."""

from __future__ import annotations

import base64
import binascii
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import aclosing
from typing import Any

import msgspec

from tts_tui.backends.http.client import Answer
from tts_tui.backends.http.errors import refused
from tts_tui.backends.http.lines import EventReader
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
        "response_format": sent_as(server, request),
    }
    if request.speed != 1.0:
        body["speed"] = request.speed
    if offer.instructions and (instructions := request.settings.get("instructions")):
        body["instructions"] = instructions
    if offer.events:
        body["stream_format"] = "sse"
    return body | dict(server.extras)


def sent_as(server: Server, request: ChunkRequest) -> str:
    """The audio format to ask for."""
    return str(request.settings.get("format") or server.formats[0])


class Usage(msgspec.Struct, frozen=True):
    """What a call used."""

    input_tokens: int
    output_tokens: int


class _Error(msgspec.Struct, frozen=True):
    message: str = ""


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
        if data == b"[DONE]":
            return b""
        try:
            event = msgspec.json.decode(data, type=_Event)
            audio = base64.b64decode(event.audio, validate=True)
        except (msgspec.DecodeError, binascii.Error, RecursionError):
            raise NotAudioError(
                f"{self._provider} sent an event that can't be read.",
                provider=self._provider,
                request_id=self._answer.request_id,
            ) from None
        if event.error or event.type == "error":
            raise refused(self._provider, 500, self._answer.headers, read_refusal(data))
        if event.type == "speech.audio.done":
            self._done = True
            self.usage = event.usage
        return audio


class ListedModel(msgspec.Struct, frozen=True):
    """A model in `GET /models`."""

    id: str
    shutdown_date: str | None = None


class ListedModels(msgspec.Struct, frozen=True):
    data: list[ListedModel] = []


class _NamedVoice(msgspec.Struct, frozen=True):
    """Servers differ in what they call things."""

    id: str = ""
    voice_id: str = ""
    name: str = ""
    language: str | None = None
    gender: str | None = None
    description: str | None = None


class _Voices(msgspec.Struct, frozen=True):
    voices: list[str | _NamedVoice] = []
    data: list[str | _NamedVoice] = []


ListedVoices = list[str | _NamedVoice] | _Voices


def voices_of(listed: ListedVoices) -> Sequence[Voice]:
    """The voices of `GET /audio/voices`, in the server's order, each once."""
    entries: Iterable[str | _NamedVoice] = (
        listed if isinstance(listed, list) else [*listed.voices, *listed.data]
    )
    found: dict[str, Voice] = {}
    for entry in entries:
        named = _NamedVoice(id=entry) if isinstance(entry, str) else entry
        voice_id = named.id or named.voice_id or named.name
        # what can't be shown can't be chosen either
        if voice_id and voice_id.isprintable():
            gender = (named.gender or "").lower()
            found.setdefault(
                voice_id,
                Voice(
                    voice_id,
                    clean(named.name) or voice_id,
                    language=clean(named.language or ""),
                    gender="female"
                    if gender in ("f", "female")
                    else "male"
                    if gender in ("m", "male")
                    else "",
                    description=clean(named.description or ""),
                ),
            )
    return tuple(found.values())
