"""Speech from ElevenLabs."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import numpy as np

from tts_tui.backends.base import Backend, BackendContext
from tts_tui.backends.capabilities import Account
from tts_tui.backends.elevenlabs import catalog, wire
from tts_tui.backends.elevenlabs.alignment import WordAligner
from tts_tui.backends.elevenlabs.options import BASE_URL, MOST_CONCURRENCY, ElevenLabsOptions
from tts_tui.backends.elevenlabs.voices import AccountVoices
from tts_tui.backends.http.address import Address
from tts_tui.backends.http.client import Answer, HttpClient
from tts_tui.backends.http.last_answers import keep
from tts_tui.backends.http.limits import Limits
from tts_tui.backends.http.sound_stream import SoundReader
from tts_tui.backends.options import read_options
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.chunk import AudioChunk, WordTime
from tts_tui.speech.errors import AuthenticationError, SpeechError, UnknownVoiceError, did_you_mean
from tts_tui.speech.hints import enter_key, sends_key
from tts_tui.speech.money import Price
from tts_tui.speech.request import ChunkRequest

NAME = "ElevenLabs"


class ElevenLabsBackend(Backend):
    """ElevenLabs' streaming speech with the times of its characters."""

    def __init__(self, context: BackendContext, limits: Limits | None = None) -> None:
        self._options = options = read_options("elevenlabs", context.options, ElevenLabsOptions)
        address = Address.parse(options.base_url, allow_http=options.allow_http)
        self._keyed = address.origin == BASE_URL or options.send_key
        self._secret = context.secret
        self._client = HttpClient(
            NAME,
            address,
            secret="elevenlabs" if self._keyed else "",
            keyed_by=sends_key("elevenlabs", NAME),
            key=self._key,
            headers=_headers,
            limits=limits,
        )
        self._file = context.cache / "elevenlabs-models.json"
        self._concurrency = options.concurrency
        self._voices = AccountVoices(self._client, self._key, context.cache / "elevenlabs-voices.json")
        self._recent = RecentRequests()
        self._list(catalog.recalled_models(self._file))

    def sound_source(self, request: ChunkRequest) -> Mapping[str, Any]:
        return {"url": self._options.base_url}

    def models(self) -> Sequence[Model]:
        models = [replace(self._model(listed), takes_key=self._keyed) for listed in self._listed]
        if self._keyed and not self._key():
            reason = f"There is no key for {NAME}."
            hint = enter_key("elevenlabs")
            return [model.unavailable(AuthenticationError, reason, hint) for model in models]
        return models

    async def voices(self, model: str, *, refresh: bool = False) -> Sequence[Voice]:
        """The account's voices, the same for all models; asking for them again asks for the models too."""
        if not refresh and (known := await self._voices.cached()):
            return known
        await self._ask_models()
        return await self._voices.ask()

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        path = f"/v1/text-to-speech/{quote(request.voice, safe='')}/stream/with-timestamps"
        query = {"output_format": wire.output_format(request)}
        body = wire.speech_request(request, self._recent.id_before(request))
        try:
            async with self._client.request("POST", path, params=query, json=body) as answer:
                self._note_concurrency(answer)
                async with aclosing(self._chunks(request, answer)) as chunks:
                    async for chunk in chunks:
                        yield chunk
                self._recent.note(request, answer.request_id)
        except SpeechError as error:
            raise await self._explained(error, request) from None

    async def account(self) -> Account:
        """The plan and what is left of it."""
        return (await self._client.fetch("GET", "/v1/user/subscription", wire.Subscription)).account()

    async def close(self) -> None:
        await self._client.close()

    async def _chunks(self, request: ChunkRequest, answer: Answer) -> AsyncGenerator[AudioChunk, None]:
        reader = SoundReader(NAME, raw=wire.raw_decoder(wire.output_format(request)))
        aligner = WordAligner(request.text)
        cost = self._cost(request, answer)
        words: list[WordTime] = []
        try:
            async with aclosing(wire.speech_lines(NAME, answer)) as lines:
                async for line in lines:
                    words += aligner.feed(line.alignment, line.normalized)
                    if (samples := await reader.feed(line.audio)) is not None:
                        yield AudioChunk(samples, reader.sample_rate, tuple(words), cost)
                        words, cost = [], None
            rest = await reader.finish()
            words += aligner.finish()
            if rest is not None or words:
                samples = np.zeros(0, np.float32) if rest is None else rest
                yield AudioChunk(samples, reader.sample_rate, tuple(words), cost)
        finally:
            reader.close()
        reader.check_length(request.text, request.speed)

    def _cost(self, request: ChunkRequest, answer: Answer) -> float | None:
        """What the server says that it took, else what the list says."""
        price = self._prices.get(request.model, Price())
        with suppress(ValueError):
            spent = price.of_credits(float(answer.headers.get("character-cost", "")))
            if spent is not None:
                return spent
        return price.of_characters(len(request.text))

    def _note_concurrency(self, answer: Answer) -> None:
        with suppress(ValueError):
            most = int(answer.headers.get("maximum-concurrent-requests", ""))
            self._concurrency = max(1, min(most, MOST_CONCURRENCY))

    async def _ask_models(self) -> None:
        listed = await self._client.fetch("GET", "/v1/models", tuple[catalog.ListedModel, ...])
        speaking = [
            entry
            for entry in listed
            if entry.can_do_text_to_speech
            and entry.model_id.isprintable()
            and entry.model_id.startswith(catalog.PREFIX)
        ]
        if speaking:
            self._list(speaking)
            await asyncio.to_thread(keep, self._file, speaking)

    async def _explained(self, error: SpeechError, request: ChunkRequest) -> SpeechError:
        """The same error; that of a refused voice lists the voices of the account."""
        if not isinstance(error, UnknownVoiceError):
            return error
        with suppress(SpeechError):
            await self._voices.ask()
        known = [f"{voice.id} ({voice.name})" for voice in await self._voices.cached()]
        return UnknownVoiceError(
            f"{NAME} has no voice {request.voice!r}: {error.message}", hint=did_you_mean(request.voice, known)
        )

    def _list(self, listed: Sequence[catalog.ListedModel]) -> None:
        self._listed = listed
        self._prices = {entry.model_id: catalog.price(entry, self._options.prices) for entry in listed}

    def _model(self, listed: catalog.ListedModel) -> Model:
        return catalog.model(listed, self._prices[listed.model_id], self._concurrency)

    def _key(self) -> str | None:
        return self._secret("elevenlabs") if self._keyed else None


class RecentRequests:
    """Which request spoke which text lately, so that the next one can continue its tone."""

    _MOST = 64
    _SECONDS = 3600.0
    """The server forgets them after two hours."""

    def __init__(self) -> None:
        self._requests: OrderedDict[tuple[str, str, str], tuple[str, float]] = OrderedDict()

    def note(self, request: ChunkRequest, request_id: str) -> None:
        """A request was spoken to its end."""
        if request_id:
            self._requests[request.model, request.voice, request.text] = request_id, time.monotonic()
            while len(self._requests) > self._MOST:
                self._requests.popitem(last=False)

    def id_before(self, request: ChunkRequest) -> str:
        """The request that spoke the text before this one; empty if it isn't known, or not through yet."""
        key = request.model, request.voice, request.previous_text
        request_id, noted = self._requests.get(key, ("", 0.0))
        return request_id if time.monotonic() - noted < self._SECONDS else ""


def _headers(key: str) -> Mapping[str, str]:
    return {"xi-api-key": key}
