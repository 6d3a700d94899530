"""What runs on a worker of a Dask cluster: the engine, loaded once, and the sentences that it is given."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing, suppress
from typing import Any

import msgspec
from distributed import Worker, WorkerPlugin, get_worker

from tts_tui import __version__
from tts_tui.backends.base import Backend
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import ClusterError, SpeechError, SynthesisError, unexpected
from tts_tui.speech.request import ChunkRequest
from tts_tui.store.job_rows import JobSettings
from tts_tui.store.kept_sound import KeptSound, packed
from tts_tui.studio.cached import source_of


class SpeakerPlugin(WorkerPlugin):
    """The engine of one model on one worker; it runs on the worker's own loop."""

    def __init__(
        self,
        opener: Callable[[], TTSBackendManager],
        settings: JobSettings,
        cores: Sequence[int] = (),
        workers: int = 0,
    ) -> None:
        """
        Args:
            opener: makes the backends.
            cores: of the machine, which so many `workers` share, whose names are numbers from 0.
        """
        self._opener = opener
        self._settings = settings
        self._cores = cores
        self._workers = workers

    async def setup(self, worker: Worker) -> None:
        """Begin to load the engine; why it can't be is told to who asks for a sentence."""
        if 0 < self._workers <= len(self._cores) and hasattr(os, "sched_setaffinity"):
            with suppress(OSError):  # engines take as many threads as they find cores
                os.sched_setaffinity(0, self._cores[int(worker.name) :: self._workers])
        self._manager: TTSBackendManager | None = None
        self._loading = asyncio.create_task(self._load())

    async def teardown(self, worker: Worker) -> None:
        """Free the engine."""
        self._loading.cancel()
        await asyncio.gather(self._loading, return_exceptions=True)
        if self._manager:
            await self._manager.close()

    async def _load(self) -> tuple[TTSBackendManager, Backend, Model]:
        settings = self._settings
        self._manager = manager = self._opener()
        backend = await manager.start(settings.model, settings.provider)
        await asyncio.to_thread(backend.make_ready, settings.language)
        return manager, backend, manager.resolve(settings.model, settings.provider)[1]

    async def speak(self, request: ChunkRequest, wanted: Mapping[str, Any]) -> KeptSound:
        """The sound of a call.

        Raises:
            SpeechError: it can't be made, or this isn't what should make it.
        """
        if wanted["tts-tui"] != __version__:  # before its engine is so much as loaded
            raise differing({"tts-tui": wanted["tts-tui"]}, {"tts-tui": __version__}, self._settings.model)
        manager, backend, model = await asyncio.shield(self._loading)
        source = await asyncio.to_thread(source_of, manager, backend, model, request)
        has = {"tts-tui": __version__, **msgspec.to_builtins(source)}
        if has != wanted:
            raise differing(wanted, has, model.id)
        began = time.perf_counter()
        async with aclosing(backend.synthesize(request)) as chunks:
            made = [chunk async for chunk in chunks]
        if not made:
            raise SynthesisError(f"{model.name} gave no audio.")
        return KeptSound.of(made, time.perf_counter() - began)


async def speak(plugin: str, asked: bytes, wanted: Mapping[str, Any]) -> tuple[str, bytes]:
    """What a worker is given to do: ("sound", its bytes), ("error", as JSON) or ("lost", nothing)."""
    worker = get_worker()
    speaker = worker.plugins.get(plugin)
    if not isinstance(speaker, SpeakerPlugin):
        return "lost", b""
    try:
        sound = await speaker.speak(msgspec.msgpack.decode(asked, type=ChunkRequest), wanted)
    except Exception as trouble:  # noqa: BLE001  (a third party's backend may raise anything)
        error = unexpected(trouble)
        told = {
            "error": type(error).__name__,
            "message": f"On the worker {worker.address}: {error.message}",
            "hint": error.hint,
        }
        return "error", json.dumps(told).encode()
    return "sound", await asyncio.to_thread(packed, sound)


def differing(wanted: Mapping[str, Any], has: Mapping[str, Any], model: str) -> SpeechError:
    """That a worker would give another sound than the job's other sentences have."""
    names = [name for name in {**wanted, **has} if wanted.get(name) != has.get(name)]
    told = "; ".join(
        f"{name} is {_short(has.get(name))} there, {_short(wanted.get(name))} in the job" for name in names
    )
    if "tts-tui" in names:
        hint = f"On its machine: pip install 'tts-tui[cluster]=={wanted['tts-tui']}'"
    elif "weights" in names:
        hint = f"On its machine: tts-tui models get {model}"
    else:
        hint = "Give its machine the same packages and the same [backends] in its settings (tts-tui config path)."
    return ClusterError(f"it isn't as this job needs it: {told}.", hint=hint)


def _short(value: Any) -> str:
    said = "nothing" if value in (None, "") else str(value)
    return said if len(said) <= 24 else f"{said[:20]}…"
