"""Speech from an AllTalk server, by its native API or by the one that it borrows from OpenAI."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager, suppress
from dataclasses import replace

from tts_tui.backends.alltalk import wire
from tts_tui.backends.alltalk.options import AllTalkOptions
from tts_tui.backends.alltalk.output_name import OutputName
from tts_tui.backends.alltalk.server import AllTalkServer
from tts_tui.backends.alltalk.state import LOADED, PREFIX
from tts_tui.backends.alltalk.switching import switch_engine
from tts_tui.backends.base import Backend, BackendContext
from tts_tui.backends.capabilities import Account
from tts_tui.backends.http.client import Answer
from tts_tui.backends.http.limits import Limits
from tts_tui.backends.http.sound_stream import SoundReader
from tts_tui.backends.http.speech import audio_of
from tts_tui.backends.options import read_options
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import (
    DeadlineError,
    ProviderError,
    SpeechError,
    TruncatedError,
    UnknownVoiceError,
    did_you_mean,
)
from tts_tui.speech.hints import ASK_AGAIN, also_in_window
from tts_tui.speech.request import ChunkRequest

QUESTION = 10.0
"""Seconds for an answer that takes no work; a server that stays silent so long is stuck."""
_NO_MODEL = "no TTS model loaded"


class AllTalkBackend(Backend):
    """One server, which speaks one text at a time."""

    def __init__(self, context: BackendContext, limits: Limits | None = None) -> None:
        self._options = options = read_options("alltalk", context.options, AllTalkOptions)
        # a whole text is made before the answer comes, on a CPU perhaps
        patient = Limits(answer=options.speech_seconds, silence=options.speech_seconds, question=QUESTION)
        self._server = AllTalkServer(options, limits or patient, context.cache / "alltalk.json")
        self._output = OutputName(context.cache)
        self._one_at_a_time = asyncio.Lock()

    def models(self) -> Sequence[Model]:
        models = self._server.state.offered()
        if self._options.api == "openai":
            models = [_borrowed(model) for model in models]
        if (error := self._server.unreachable) is not None:
            hint = also_in_window(error.hint, ASK_AGAIN)
            return [model.unavailable(type(error), error.message, hint) for model in models]
        return models

    async def look(self) -> None:
        with suppress(ProviderError):  # `models` tells
            await self._server.ask(again=True)

    async def voices(self, model: str, *, refresh: bool = False) -> Sequence[Voice]:
        """The voices of an engine; of one that isn't loaded, only that it has one of its own."""
        await self._server.ask(again=refresh)
        state = self._server.state
        if self._options.api == "openai":
            return tuple(Voice(name, name.capitalize()) for name in wire.OPENAI_VOICES)
        if state.engine_of(model) != state.engine:
            return (wire.ENGINE_VOICE,)
        return await self._server.ask_voices()

    def language_of(self, voice: str) -> str:
        return wire.locale_of(voice)

    async def start(self, model: str) -> None:
        """Ask the server what it is, since others may have changed that. It switches only where it is to speak."""
        await self._server.ask(again=True)

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        server = self._server
        await server.ask()
        async with self._one_at_a_time:
            await switch_engine(server, server.state.engine_of(request.model), self._options)
            request = replace(request, voice=await self._voice(request))
            await server.load_model(str(request.settings.get("engine_model", server.state.model)))
            still_speaking = True
            try:
                async with aclosing(self._spoken(request)) as chunks:
                    async for chunk in chunks:
                        yield chunk
                still_speaking = False
            except SpeechError as error:
                still_speaking = isinstance(error, DeadlineError)
                raise self._explained(error) from None
            finally:
                if still_speaking:
                    await server.stop()

    def describe(self) -> Mapping[str, str]:
        state = self._server.state
        if not state.version or self._server.unreachable:
            return {}
        model = state.model or "no model"
        runs = f"AllTalk {state.version}: {state.loaded_name} ({model})"
        return dict.fromkeys((LOADED, PREFIX + state.engine), runs)

    async def account(self) -> Account:
        """Ask the server what it has loaded."""
        await self._server.ask(again=True)
        state = self._server.state
        streams = "streams" if state.streaming else "doesn't stream"
        model = state.model or "no model"
        return Account(f"AllTalk {state.version} has {state.engine} loaded ({model}), which {streams}.")

    async def close(self) -> None:
        await self._server.close()
        self._output.release()

    async def _spoken(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        """The audio of a chunk, by the way that can do what is asked."""
        client = self._server.client
        if self._options.api == "openai":
            call = client.request("POST", "/v1/audio/speech", json=wire.openai_body(request))
        elif wire.can_stream(self._server.state, request):
            begun = False
            try:
                async with aclosing(_chunks(request, await self._streamed(request))) as chunks:
                    async for chunk in chunks:
                        begun = True
                        yield chunk
                return
            except TruncatedError:
                if begun:
                    raise
            # it breaks off a stream that it can't make, and tells why only where it generates
            call = self._generated(request)
        else:
            call = self._generated(request)
        async with aclosing(_chunks(request, call)) as chunks:
            async for chunk in chunks:
                yield chunk

    async def _streamed(self, request: ChunkRequest) -> AbstractAsyncContextManager[Answer]:
        query = wire.stream_query(request, await self._output_name())
        return self._server.client.request("GET", "/api/tts-generate-streaming", params=query)

    @asynccontextmanager
    async def _generated(self, request: ChunkRequest) -> AsyncGenerator[Answer, None]:
        """The file that the server makes of a chunk."""
        client = self._server.client
        form = wire.generate_form(request, await self._output_name())
        reply = await client.fetch(
            "POST", "/api/tts-generate", wire.StatusAnswer, form=form, within=client.limits.answer
        )
        async with client.request("GET", wire.file_path(reply)) as answer:
            yield answer

    async def _output_name(self) -> str:
        return await asyncio.to_thread(self._output.take)

    async def _voice(self, request: ChunkRequest) -> str:
        """The id of the voice, which may be named as the list shows it: AllTalk doesn't say that one is wrong."""
        voices = list(await self.voices(request.model))
        if self._server.state.version == 2 and self._options.api == "native":
            voices.append(wire.ENGINE_VOICE)
        if found := wire.find_voice(voices, request.voice):
            return found
        raise UnknownVoiceError(
            f"AllTalk's {self._server.state.loaded_name} has no voice {request.voice!r}.",
            hint=did_you_mean(request.voice, [voice.id for voice in voices]),
        )

    def _explained(self, error: SpeechError) -> SpeechError:
        """The same error, with what fixes it where that is on AllTalk's own page."""
        if _NO_MODEL in error.message:
            error.hint = f"Get or load a model on AllTalk's own page, {self._server.page}."
        elif isinstance(error, DeadlineError) and error.status is None:
            error.retryable = False  # it is still busy with the first
            error.hint = "Look at AllTalk's own log; [backends.alltalk] speech_seconds allows it more time."
        return error


async def _chunks(
    request: ChunkRequest, call: AbstractAsyncContextManager[Answer]
) -> AsyncGenerator[AudioChunk, None]:
    async with call as answer:
        reader = SoundReader("AllTalk", answer.content_type)
        async with aclosing(audio_of(answer.pieces(), reader)) as chunks:
            async for chunk in chunks:
                yield chunk
        reader.check_length(request.text, request.speed)


def _borrowed(model: Model) -> Model:
    """What is left of a model through the API borrowed from OpenAI, which has no fields for the rest."""
    settings = tuple(setting for setting in model.settings if setting.name == "engine_model")
    return replace(model, streaming=False, settings=settings, language_choices=())
