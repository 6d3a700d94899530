"""Speech from OpenAI and from the servers that speak its dialect."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import replace
from typing import Any

import numpy as np

from tts_tui.backends.base import Backend, BackendContext
from tts_tui.backends.capabilities import Account
from tts_tui.backends.http.client import HttpClient
from tts_tui.backends.http.limits import Limits
from tts_tui.backends.http.refusal import clean
from tts_tui.backends.http.sound_stream import RawDecoder, SoundReader
from tts_tui.backends.http.speech import audio_of
from tts_tui.backends.openai import wire
from tts_tui.backends.openai.profile import profile
from tts_tui.backends.openai.server import Server
from tts_tui.backends.openai.vendor import vendor
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import (
    AuthenticationError,
    BadRequestError,
    ProviderError,
    ServerError,
    SpeechError,
    UnknownModelError,
    UnknownVoiceError,
    UnreachableError,
    did_you_mean,
)
from tts_tui.speech.hints import ASK_AGAIN, Hint, also_in_window, enter_key
from tts_tui.speech.request import ChunkRequest

_DIALECT = tuple(
    Voice(name, name.capitalize()) for name in ["alloy", "echo", "fable", "onyx", "nova", "shimmer"]
)
"""What a server takes that speaks the dialect and lists no voices of its own."""


_HAS_NO_LIST = (400, 404, 405, 422, 501)
_FILLED_IN: dict[str, Any] = {"speed": 1.0, "instructions": "", "response_format": "pcm"}
"""What is sent of fields that some servers require though the dialect doesn't."""

_REFUSED = {
    "speed": Hint(
        "This server doesn't take that speed: --speed 1 asks for none.",
        "This server doesn't take that speed: set it to 1.",
    ),
    "instructions": Hint(
        "This server doesn't take instructions: --set instructions= leaves them out.",
        "This server doesn't take instructions: empty them in the model's settings ({settings}).",
    ),
    "response_format": Hint(
        "This server doesn't take that format: --set format=wav asks for another.",
        "This server doesn't take that format: choose another in the model's settings ({settings}), Sent as.",
    ),
}
"""What fixes a request whose field a server refuses, where it doesn't say so itself."""


class OpenAIBackend(Backend):
    """One server: OpenAI's, or that of a profile."""

    def __init__(self, server: Server, context: BackendContext, limits: Limits | None = None) -> None:
        self._server = server
        self._secret = context.secret
        self._offers = {offer.model.id: offer for offer in server.offers}
        self._voices: Sequence[Voice] = ()
        self._failure: ProviderError | None = None
        self._filled_in: dict[str, Any] = {}
        self._client = HttpClient(
            server.name,
            server.address,
            secret=server.secret,
            keyed_by=server.keyed_by,
            key=self._key,
            headers=self._headers,
            limits=limits or Limits(answer=server.answer_seconds),
        )

    def sound_source(self, request: ChunkRequest) -> Mapping[str, Any]:
        server = self._server
        sent = server.formats[0], server.sample_rate
        return {"url": server.address.url, "sent": sent, "extras": dict(server.extras)}

    def models(self) -> Sequence[Model]:
        keyed = bool(self._server.secret)
        models = [replace(offer.model, takes_key=keyed) for offer in self._offers.values()]
        if self._server.needs_key and not self._key():
            reason = f"There is no key for {self._server.name}."
            hint = enter_key(self._server.secret)
            return [model.unavailable(AuthenticationError, reason, hint) for model in models]
        if isinstance(error := self._failure, UnreachableError):
            hint = also_in_window(error.hint, ASK_AGAIN)
            return [model.unavailable(UnreachableError, error.message, hint) for model in models]
        if error is not None:  # one that can't list its voices may speak all the same
            return [replace(model, notice=model.notice or error.message) for model in models]
        return models

    async def voices(self, model: str, *, refresh: bool = False) -> Sequence[Voice]:
        offer = self._offers[model]
        if not self._server.lists_voices:
            return offer.voices
        if refresh or not self._voices:
            self._voices = await self._ask_voices() or offer.voices or _DIALECT
        return self._voices

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        body = wire.speech_request(self._server, self._offers[request.model], request)
        while True:
            try:
                async with aclosing(self._spoken(request, self._filled_in | body)) as chunks:
                    async for chunk in chunks:
                        yield chunk
                return
            except BadRequestError as error:  # nothing was heard of it
                if error.field in body or error.field in self._filled_in or error.field not in _FILLED_IN:
                    raise self._explained(error, request) from None
                self._filled_in[error.field] = _FILLED_IN[error.field]
            except SpeechError as error:
                raise self._explained(error, request) from None

    async def _spoken(self, request: ChunkRequest, body: dict[str, Any]) -> AsyncGenerator[AudioChunk, None]:
        server, offer = self._server, self._offers[request.model]
        async with self._client.request("POST", "/audio/speech", json=body) as answer:
            self._failure = None
            raw = RawDecoder(server.sample_rate) if wire.response_format(server, request) == "pcm" else None
            if answer.content_type == "text/event-stream":
                events = wire.SpeechEvents(server.name, answer)
                reader, pieces, cost = SoundReader(server.name, raw=raw), events.audio(), None
            else:
                events = None
                reader = SoundReader(server.name, answer.content_type, raw)
                pieces, cost = answer.pieces(), offer.price.of_characters(len(request.text))
            async with aclosing(audio_of(pieces, reader, cost)) as chunks:
                async for chunk in chunks:
                    yield chunk
            reader.check_length(request.text, request.speed)
            note, spent = reader.speed_note(request.text, request.speed), None
            if events is not None and events.usage is not None:
                usage = events.usage
                spent = offer.price.of_tokens(usage.input_tokens, usage.output_tokens)
            if note or spent is not None:
                yield AudioChunk(np.zeros(0, np.float32), reader.sample_rate, cost_usd=spent, note=note)

    async def look(self) -> None:
        """A server on this machine; others aren't called before they are to speak."""
        if self._server.lists_voices and self._server.address.loopback:
            with suppress(SpeechError):  # `models` tells
                await self.voices(next(iter(self._offers)), refresh=True)

    async def account(self) -> Account:
        """Ask for the list of models: it tests the key and tells of new models and of ends."""
        try:
            listed = await self._client.fetch("GET", "/models", wire.ListedModels)
        except ProviderError as error:
            if error.status not in _HAS_NO_LIST:
                raise
            return Account(f"{self._server.name} answers, but lists no models, which would test a key.")
        count = sum("tts" in model.id for model in listed.data)
        for model in listed.data:
            if (offer := self._offers.get(model.id)) and model.shutdown_date:
                day = clean(model.shutdown_date)
                notice = f"{self._server.name} retires it on {day}."
                retired = replace(offer.model, notice=notice, retires=day)
                self._offers[model.id] = replace(offer, model=retired)
        return Account(
            f"{self._server.name} answers and lists {count or len(listed.data)} models for speech."
        )

    async def close(self) -> None:
        await self._client.close()

    def _key(self) -> str | None:
        return self._secret(self._server.secret) if self._server.secret else None

    def _headers(self, key: str) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {key}", **self._server.headers}

    async def _ask_voices(self) -> Sequence[Voice]:
        try:
            listed: Any = await self._client.fetch("GET", "/audio/voices", dict[str, Any] | list[Any])  # type: ignore[arg-type]
        except ProviderError as error:
            if error.status not in _HAS_NO_LIST:
                self._failure = error
                raise
            listed = []  # it has no such list
        self._failure = None
        found = wire.voices_of(listed)
        if not found and any(listed.values() if isinstance(listed, dict) else listed):
            self._failure = ServerError(
                f"{self._server.name} answered /audio/voices with something else than the JSON it should be.",
                hint="Name its voices in the settings: voices = [...] in its profile.",
                provider=self._server.name,
                retryable=False,
            )
            raise self._failure
        return found

    def _explained(self, error: SpeechError, request: ChunkRequest) -> SpeechError:
        """The same error, or a better one: where the server refused the voice, with what there is."""
        refused = isinstance(error, BadRequestError) and "voice" in error.message.lower()
        if not isinstance(error, UnknownVoiceError) and not (refused and request.voice in error.message):
            return self._of_place(error, request) if isinstance(error, BadRequestError) else error
        known = self._voices or self._offers[request.model].voices
        return UnknownVoiceError(
            f"{self._server.name} has no voice {request.voice!r} for {request.model}: {error.message}",
            hint=did_you_mean(request.voice, [voice.id for voice in known], most=20),
        )

    def _of_place(self, error: BadRequestError, request: ChunkRequest) -> SpeechError:
        """The same error, or a better one where it is the address or the model that is wrong."""
        server = self._server
        if error.field in _REFUSED:
            error.hint = error.hint or _REFUSED[error.field]
        if error.status not in (404, 405):
            return error
        if "invalid url" in error.message.lower():
            others = [name for name in self._offers if name != request.model]
            return UnknownModelError(
                f"{server.name}'s {request.model} doesn't speak: {error.message}",
                hint=f"Try {others[0]}." if others else "Name a model for speech in the settings.",
            )
        url = server.address.url
        if url.endswith("/v1"):
            error.hint = f"Check base_url: nothing answers to {url}/audio/speech."
        else:
            error.hint = f"base_url usually ends in /v1: try {url}/v1."
        return error


def openai(context: BackendContext) -> OpenAIBackend:
    """The backend of OpenAI itself."""
    return OpenAIBackend(vendor(context.options), context)


def compatible(name: str, table: Mapping[str, Any], context: BackendContext) -> OpenAIBackend:
    """The backend of a profile."""
    return OpenAIBackend(profile(name, table), context)
