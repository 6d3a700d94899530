"""What Kokoro's backends share: the voices, and an engine that blocks, taken through its work in threads."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import AsyncGenerator, Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, aclosing
from dataclasses import replace
from typing import Any

from tts_tui.backends.base import Backend, BackendContext
from tts_tui.backends.kokoro.catalog import VOICE_IDS, VOICES
from tts_tui.backends.kokoro.engine import SAMPLE_RATE, KokoroEngine
from tts_tui.backends.kokoro.voices import language_of, parse_voice
from tts_tui.speech.blend import Blend
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import SpeechError, SynthesisError, UnknownVoiceError, UsageError
from tts_tui.speech.pronunciation import Pronunciation
from tts_tui.speech.request import ChunkRequest

CONCURRENCY = 2
"""One speaks, and the next is being prepared."""

MAX_CHARACTERS = 400

ANY_MODEL = Model(
    id="",
    name="Kokoro",
    provider="kokoro",
    provider_name="Kokoro",
    backend="",
    word_times="model",
    max_characters=MAX_CHARACTERS,
    concurrency=CONCURRENCY,
    sample_rate=SAMPLE_RATE,
    trims_silence=True,
    speeds=(0.5, 2.0),
    phonemes=True,
)
"""What its models have in common, whatever runs them."""


class Steps:
    """Takes generators that block through their steps, each step in a thread."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(CONCURRENCY, thread_name_prefix="kokoro")
        self._closed = False

    async def of(self, spoken: Generator[AudioChunk, None, None]) -> AsyncGenerator[AudioChunk, None]:
        """What `spoken` yields. Whoever closes early isn't kept waiting for the step that runs.

        Raises:
            SynthesisError: it was closed in between.
        """
        import asyncio  # which lists do without

        step = None
        try:
            while not self._closed:
                step = self._threads.submit(next, spoken, None)
                if (chunk := await asyncio.wrap_future(step)) is None:
                    return
                yield chunk
            raise SynthesisError("Kokoro was closed while it spoke.", hint="Speaking again starts it.")
        finally:
            if step:  # one that is cancelled still runs in its thread until it is done
                step.add_done_callback(lambda _: spoken.close())

    async def close(self) -> None:
        """Begin no more steps, and wait for those that run."""
        import asyncio

        self._closed = True
        await asyncio.to_thread(self._threads.shutdown)


class ThreadedKokoro(Backend):
    """Speaks with whatever engine a subclass gives."""

    def __init__(self, context: BackendContext) -> None:
        self._steps = Steps()
        self._blends = context.blends

    @abstractmethod
    def _engine_for(self, request: ChunkRequest) -> AbstractAsyncContextManager[KokoroEngine]:
        """The engine to speak a request with, and what to call once no more of it is needed.

        Raises:
            SpeechError: it can't be loaded.
        """

    @abstractmethod
    def _sounds_as(self, request: ChunkRequest) -> Mapping[str, object]:
        """The weights and the engine that speak a request now."""

    def sound_source(self, request: ChunkRequest) -> Mapping[str, Any]:
        from tts_tui import __version__  # what is done to the sound may change with each
        from tts_tui.backends.kokoro.request_audio import parse  # numpy

        return {
            "tts-tui": __version__,
            "phonemes": parse(request)[1].symbols,
            **self._sounds_as(request),
        }

    async def voices(self, model: str, *, refresh: bool = False) -> Sequence[Voice]:
        return (*VOICES, *(_named(name, text) for name, text in self._blends().items()))

    def voice_id(self, named: str) -> str:
        """The text of a blend for its name, in any case."""
        if named in VOICE_IDS:
            return named
        blends = self._blends()
        if named in blends:
            return blends[named]
        return next((text for name, text in blends.items() if name.casefold() == named.casefold()), named)

    def blend(self, voice: str) -> Blend:
        return parse_voice(self.voice_id(voice))

    def language_of(self, voice: str) -> str:
        try:
            return language_of(self.blend(voice))
        except SpeechError:  # speaking meets it too, and tells
            return ""

    def make_ready(self, language: str) -> None:
        from tts_tui.backends.kokoro.phonemes.phonemize import make_ready

        make_ready(language)

    def pronounce(self, texts: Sequence[str], language: str) -> list[Pronunciation]:
        from tts_tui.backends.kokoro.pronouncing import pronounce

        return pronounce(texts, language)

    def readings(self, word: str, language: str) -> Mapping[str, str]:
        from tts_tui.backends.kokoro.pronouncing import readings

        return readings(word, language)

    def unknown_phonemes(self, phonemes: str) -> str:
        from tts_tui.backends.kokoro.pronouncing import unknown_phonemes

        return unknown_phonemes(phonemes)

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        from tts_tui.backends.kokoro.phonemes.phonemize import check
        from tts_tui.backends.kokoro.request_audio import speak  # numpy

        slowest, fastest = ANY_MODEL.speeds
        if not slowest <= request.speed <= fastest:
            raise UsageError(
                f"Kokoro's speed lies between {slowest:g} and {fastest:g}, not {request.speed:g}."
            )
        check(request.language or self.language_of(request.voice) or "en-US")  # before anything is loaded
        request = replace(request, voice=self.voice_id(request.voice))
        steps = self._steps  # before the engine: `close` ends both
        async with (
            self._engine_for(request) as engine,
            aclosing(steps.of(speak(engine, request))) as chunks,
        ):
            async for chunk in chunks:
                yield chunk

    async def close(self) -> None:
        steps, self._steps = self._steps, Steps()
        await steps.close()


def _named(name: str, text: str) -> Voice:
    """A blend as it stands among the voices: known by its name, asked for by its text."""
    try:
        blend = parse_voice(text)
    except UnknownVoiceError as error:
        return Voice(text, name, description="blend", unavailable=error.message)
    parts = [voice for voice in VOICES if voice.id in dict(blend.parts)]
    genders = {voice.gender for voice in parts}
    why = next((voice.unavailable for voice in parts if voice.unavailable), "")
    gender = genders.pop() if len(genders) == 1 else ""
    return Voice(text, name, language_of(blend), gender, "", blend.description, why)
