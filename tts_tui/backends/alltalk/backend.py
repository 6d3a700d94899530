"""Speech from an AllTalk server, by its native API or by the one that it borrows from OpenAI."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace

from tts_tui.backends.alltalk import wire
from tts_tui.backends.alltalk.options import Options
from tts_tui.backends.alltalk.server import AllTalkServer
from tts_tui.backends.alltalk.state import PREFIX
from tts_tui.backends.base import Backend, BackendContext
from tts_tui.backends.http.account import Account
from tts_tui.backends.http.client import Answer
from tts_tui.backends.http.limits import Limits
from tts_tui.backends.http.sound import SoundReader
from tts_tui.backends.http.speech import heard
from tts_tui.backends.options import read_options
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import (
    DeadlineError,
    SpeechError,
    UnknownVoiceError,
    UnreachableError,
    did_you_mean,
)
from tts_tui.speech.request import ChunkRequest

LIMITS = Limits(answer=300.0, silence=120.0)
"""A whole text is made before the answer comes, on a CPU perhaps."""


class AllTalkBackend(Backend):
    """One server, which speaks one text at a time."""

    def __init__(self, context: BackendContext, limits: Limits = LIMITS) -> None:
        self._options = read_options("alltalk", context.options, Options)
        self._server = AllTalkServer(self._options, limits, context.cache / "alltalk.json")
        self._output = f"tts_tui_{secrets.token_hex(4)}"
        self._one_at_a_time = asyncio.Lock()

    def models(self) -> Sequence[Model]:
        models = self._server.state.offered()
        if self._options.api == "openai":
            models = [_borrowed(model) for model in models]
        if (error := self._server.unreachable) is not None:
            hint = f"{error.hint} Then press r in the voice list.".lstrip()
            return [model.unavailable(UnreachableError, error.message, hint) for model in models]
        return models

    async def voices(self, model: str, *, refresh: bool = False) -> Sequence[Voice]:
        """The voices of an engine; of one that isn't loaded, only that it has one of its own."""
        await self._server.ask(again=refresh)
        if self._options.api == "openai":
            return tuple(Voice(name, name.capitalize()) for name in wire.OPENAI_VOICES)
        if model != PREFIX + self._server.state.engine:
            return (wire.ENGINE_VOICE,)
        return await self._server.ask_voices()

    def language_of(self, voice: str) -> str:
        return next((known.language for known in self._server.voices if known.id == voice), "")

    async def start(self, model: str) -> None:
        """Ask the server what it is, since others may have changed that, and make it load the engine."""
        await self._server.ask(again=True)
        await self._load_engine(model)

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        await self._server.ask()
        await self._load_engine(request.model)
        await self._check_voice(request)
        async with self._one_at_a_time:
            await self._server.load_model(str(request.settings.get("engine_model", self._server.state.model)))
            still_speaking = True
            try:
                async with self._answer(request) as answer:
                    reader = SoundReader("AllTalk", answer.content_type)
                    async with aclosing(heard(answer.pieces(), reader)) as chunks:
                        async for chunk in chunks:
                            yield chunk
                still_speaking = False
            except SpeechError as error:
                still_speaking = isinstance(error, DeadlineError)
                raise
            finally:
                if still_speaking:
                    await self._server.stop()
        reader.check_length(request.text, request.speed)

    async def account(self) -> Account:
        """Ask the server what it has loaded."""
        await self._server.ask(again=True)
        state = self._server.state
        streams = "streams" if state.streaming else "doesn't stream"
        return Account(f"AllTalk {state.version} has {state.engine} loaded ({state.model}), which {streams}.")

    async def close(self) -> None:
        await self._server.client.close()

    async def _load_engine(self, model: str) -> None:
        async with self._one_at_a_time:
            await self._server.load_engine(model.removeprefix(PREFIX))

    @asynccontextmanager
    async def _answer(self, request: ChunkRequest) -> AsyncGenerator[Answer, None]:
        """The audio of a chunk, by the way that can do what is asked."""
        client, state = self._server.client, self._server.state
        if self._options.api == "openai":
            call = client.request("POST", "/v1/audio/speech", json=wire.openai_body(request))
        elif wire.can_stream(state, request):
            query = wire.stream_query(state, request, self._output)
            call = client.request("GET", "/api/tts-generate-streaming", params=query)
        else:
            form = wire.generate_form(state, request, self._output)
            made = await client.fetch("POST", "/api/tts-generate", wire.Outcome, form=form)
            call = client.request("GET", wire.file_path(made))
        async with call as answer:
            yield answer

    async def _check_voice(self, request: ChunkRequest) -> None:
        """AllTalk's own answer to a wrong voice doesn't say that it is one."""
        known = [voice.id for voice in await self.voices(request.model)]
        if self._server.state.version == 2 and self._options.api == "native":
            known.append(wire.ENGINE_VOICE.id)
        if request.voice not in known:
            raise UnknownVoiceError(
                f"AllTalk's {self._server.state.engine} has no voice {request.voice!r}.",
                hint=did_you_mean(request.voice, known),
            )


def _borrowed(model: Model) -> Model:
    """What is left of a model through the API borrowed from OpenAI, which has no fields for the rest."""
    kept = tuple(setting for setting in model.settings if setting.name == "engine_model")
    return replace(model, streaming=False, settings=kept)
