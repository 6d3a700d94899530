"""Kokoro 82M on PyTorch: for machines with a GPU."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from tts_tui.backends.base import BackendContext
from tts_tui.backends.engines.catalog import KOKORO_TORCH
from tts_tui.backends.engines.options import EngineOptions
from tts_tui.backends.engines.running import how_to_install, interpreter, why_missing
from tts_tui.backends.kokoro.engine import SAMPLE_RATE, Engine
from tts_tui.backends.kokoro.threaded import CONCURRENCY, MAX_CHARACTERS, SPEEDS, ThreadedKokoro
from tts_tui.backends.options import read_options
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import MissingDependencyError
from tts_tui.speech.request import ChunkRequest

if TYPE_CHECKING:
    from tts_tui.backends.kokoro_torch.engine import TorchModel

MODEL = "kokoro-v1.0-torch"
MODULES = ("torch", "kokoro", "onnx", "attr")
"""What `pip install 'tts-tui[torch]'` brings: with it no environment of its own is needed."""


class KokoroTorchBackend(ThreadedKokoro):
    """The same voices, phonemes and word times as the ONNX backend."""

    engines = (KOKORO_TORCH,)

    def __init__(self, context: BackendContext) -> None:
        super().__init__()
        self._context = context
        self._options = read_options("kokoro_torch", context.options, EngineOptions)
        self._model: TorchModel | None = None

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
                phonemes=True,
            )
        ]

    async def start(self, model: str) -> None:
        await self._started()

    async def close(self) -> None:
        model, self._model = self._model, None
        await super().close()
        if model:
            await model.close()

    def _sounds_as(self, request: ChunkRequest) -> dict[str, object]:
        return {"engine": "torch"}

    def describe(self) -> dict[str, str]:
        """What runs the model, once it is loaded, for people: device, memory, version."""
        runs = self._model.describe() if self._model else ""
        return {MODEL: runs} if runs else {}

    @asynccontextmanager
    async def _engine_for(self, request: ChunkRequest) -> AsyncGenerator[Engine, None]:
        from tts_tui.backends.kokoro_torch.engine import TorchEngine  # numpy

        engine = TorchEngine(await self._started())
        try:
            yield engine
        finally:
            engine.close()

    async def _started(self) -> TorchModel:
        if self._model is None:
            from tts_tui.backends.kokoro_torch.engine import TorchModel  # numpy

            python = interpreter(KOKORO_TORCH, self._context, MODULES)
            if python is None:
                raise MissingDependencyError(
                    f"Kokoro on PyTorch can't speak: {why_missing(KOKORO_TORCH, self._context)}",
                    hint=how_to_install(KOKORO_TORCH),
                )
            self._model = TorchModel(python, self._context, self._options)
        model = self._model
        await model.load()
        return model
