"""Kokoro 82M on PyTorch: for machines with a GPU."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from tts_tui.backends.base import BackendContext
from tts_tui.backends.engines.catalog import KOKORO_TORCH
from tts_tui.backends.engines.engine_options import EngineOptions
from tts_tui.backends.engines.engine_worker import (
    description,
    how_to_install,
    interpreter,
    require_interpreter,
    why_missing,
)
from tts_tui.backends.kokoro.engine import KokoroEngine
from tts_tui.backends.kokoro.threaded import ANY_MODEL, ThreadedKokoro
from tts_tui.backends.options import read_options
from tts_tui.speech.catalog import Model
from tts_tui.speech.request import ChunkRequest

if TYPE_CHECKING:
    from tts_tui.backends.kokoro.remote import RemoteModel

MODEL = "kokoro-v1.0-torch"
MODULES = ("torch", "kokoro", "onnx", "attr")
"""What `pip install 'tts-tui[torch]'` brings: with it no environment of its own is needed."""


class KokoroTorchBackend(ThreadedKokoro):
    """The same voices, phonemes and word times as the ONNX backend."""

    def __init__(self, context: BackendContext) -> None:
        super().__init__(context)
        self._context = context
        self._options = read_options("kokoro_torch", context.options, EngineOptions)
        self._model: RemoteModel | None = None

    def models(self) -> Sequence[Model]:
        here = interpreter(KOKORO_TORCH, self._context, MODULES) is not None
        return [
            replace(
                ANY_MODEL,
                id=MODEL,
                name="Kokoro 82M v1.0 (PyTorch)",
                backend="kokoro_torch",
                prefers_gpu=True,
                available=here,
                reason="" if here else why_missing(KOKORO_TORCH, self._context),
                hint="" if here else how_to_install(KOKORO_TORCH),
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
        model = self._model
        if model is None or not model.facts or model.worker.pid is None:
            return {}
        return {MODEL: description(model.worker, model.facts)}

    @asynccontextmanager
    async def _engine_for(self, request: ChunkRequest) -> AsyncGenerator[KokoroEngine, None]:
        from tts_tui.backends.kokoro.remote import RemoteEngine  # numpy

        engine = RemoteEngine(await self._started())
        try:
            yield engine
        finally:
            engine.cancel()

    async def _started(self) -> RemoteModel:
        if self._model is None:
            from tts_tui.backends.kokoro_torch.model import torch_model  # numpy

            failing = "Kokoro on PyTorch can't speak"
            python = require_interpreter(KOKORO_TORCH, self._context, MODULES, failing=failing)
            self._model = torch_model(python, self._context, self._options)
        model = self._model
        await model.load()
        return model
