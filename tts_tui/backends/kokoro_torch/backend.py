"""Kokoro 82M on PyTorch: for machines with a GPU."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from tts_tui.backends.base import Backend, BackendContext
from tts_tui.backends.engines.catalog import KOKORO_TORCH
from tts_tui.backends.engines.options import EngineOptions
from tts_tui.backends.engines.running import how_to_install, interpreter, why_missing
from tts_tui.backends.kokoro.backend import MAX_CHARACTERS, SPEEDS
from tts_tui.backends.kokoro.catalog import VOICES
from tts_tui.backends.kokoro.engine import SAMPLE_RATE
from tts_tui.backends.options import read_options
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import MissingDependencyError, UnknownVoiceError, UsageError
from tts_tui.speech.request import ChunkRequest

if TYPE_CHECKING:
    from tts_tui.backends.kokoro_torch.engine import TorchEngine

MODEL = "kokoro-v1.0-torch"
MODULES = ("torch", "kokoro", "onnx", "attr")
"""What `pip install 'tts-tui[torch]'` brings: with it no environment of its own is needed."""

CONCURRENCY = 2
"""One speaks, and the next is on its way to the worker."""


class KokoroTorchBackend(Backend):
    """The same voices, phonemes and word times as the ONNX backend."""

    def __init__(self, context: BackendContext) -> None:
        self._context = context
        self._options = read_options("kokoro_torch", context.options, EngineOptions)
        self._engine: TorchEngine | None = None
        self._threads = ThreadPoolExecutor(CONCURRENCY, thread_name_prefix="kokoro-torch")

    def models(self) -> Sequence[Model]:
        here = interpreter(KOKORO_TORCH, self._context, MODULES) is not None
        return [
            Model(
                id=MODEL,
                name="Kokoro 82M v1.0 (PyTorch)",
                provider="kokoro",
                provider_name="Kokoro",
                backend="kokoro_torch",
                available=here,
                reason="" if here else why_missing(KOKORO_TORCH, self._context),
                hint="" if here else how_to_install(KOKORO_TORCH),
                word_times="model",
                max_characters=MAX_CHARACTERS,
                concurrency=CONCURRENCY,
                sample_rate=SAMPLE_RATE,
                trims_silence=True,
                speeds=SPEEDS,
            )
        ]

    async def voices(self, model: str, *, refresh: bool = False) -> Sequence[Voice]:
        return VOICES

    def language_of(self, voice: str) -> str:
        from tts_tui.backends.kokoro.voices import parse_voice

        try:
            return parse_voice(voice).language
        except UnknownVoiceError:
            return ""

    async def start(self, model: str) -> None:
        await self._started()

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        from tts_tui.backends.kokoro.speaking import speak  # numpy

        slowest, fastest = SPEEDS
        if not slowest <= request.speed <= fastest:
            raise UsageError(
                f"Kokoro's speed lies between {slowest:g} and {fastest:g}, not {request.speed:g}."
            )
        spoken = speak(await self._started(), request)
        step = None
        try:
            while True:
                step = self._threads.submit(next, spoken, None)
                if (chunk := await asyncio.wrap_future(step)) is None:
                    return
                yield chunk
        finally:
            if step:  # one that is cancelled still runs in its thread until its sentence is done
                step.add_done_callback(lambda _: spoken.close())

    async def close(self) -> None:
        engine, self._engine = self._engine, None
        if engine:
            await asyncio.to_thread(engine.close)

    def describe(self) -> dict[str, str]:
        """What runs the model, once it is loaded, for people: device, memory, version."""
        if not self._engine or not self._engine.loaded:
            return {}
        loaded = self._engine.loaded
        return {MODEL: f"torch {loaded['torch']} on {loaded['device']}, {loaded['memory_mb']} MB"}

    async def _started(self) -> TorchEngine:
        if self._engine is None:
            from tts_tui.backends.kokoro_torch.engine import TorchEngine  # numpy

            python = interpreter(KOKORO_TORCH, self._context, MODULES)
            if python is None:
                raise MissingDependencyError(
                    f"Kokoro on PyTorch can't speak: {why_missing(KOKORO_TORCH, self._context)}",
                    hint=how_to_install(KOKORO_TORCH),
                )
            self._engine = TorchEngine(python, self._context, self._options)
        await self._engine.load()
        return self._engine
