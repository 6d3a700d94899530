"""Dask clusters in this process, and the backends that their workers open: functions of a module, for processes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from distributed import Scheduler, Worker
from rendering import Workshop
from scripted_backend import ScriptedBackend, manager_of

from tts_tui.backends.base import BackendContext
from tts_tui.backends.builtin import BUILT_IN
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import MissingModelError
from tts_tui.speech.request import ChunkRequest
from tts_tui.store.leases import owner_name
from tts_tui.studio.render.cluster import Cluster
from tts_tui.studio.render.making import Maker


class LoggedBackend(ScriptedBackend):
    """Takes its time, and writes down who made what."""

    def __init__(self, folder: Path, source: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        self._log = folder / "made.txt"
        self._source = source

    def sound_source(self, request: ChunkRequest) -> Mapping[str, Any] | None:
        return self._source

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        await asyncio.sleep(0.05)
        async for chunk in super().synthesize(request):
            with self._log.open("a") as log:
                log.write(f"{os.getpid()} {request.text}\n")
            yield chunk


def tones(folder: Path, source: Mapping[str, Any] | None = None) -> TTSBackendManager:
    """What a worker opens."""
    return manager_of(LoggedBackend(folder, source), BackendContext(cache=folder, data=folder))


def without_model(folder: Path) -> TTSBackendManager:
    """A worker whose engine isn't whole."""
    raise MissingModelError("Its weights aren't here.", hint="tts-tui models get tones-1")


def kokoro(cache: Path, data: Path) -> TTSBackendManager:
    """The embedded Kokoro, as the tests' own manager has it."""
    specs = [spec for spec in BUILT_IN if spec.name == "kokoro"]
    return TTSBackendManager(
        BackendContext(cache=cache, data=data), specs, {"kokoro": {"engine": "streaming"}}
    )


def made(folder: Path) -> list[tuple[int, str]]:
    """Who made what, in order."""
    lines = (folder / "made.txt").read_text().splitlines() if (folder / "made.txt").exists() else []
    return [(int(pid), text) for pid, _, text in (line.partition(" ") for line in lines)]


def crew(shop: Workshop, job: int, address: str, opener: Callable[[], TTSBackendManager]) -> Cluster:
    """Who makes a job that runs now."""
    me = owner_name()
    shop.jobs.claim(job, me)
    maker = Maker(shop.jobs, job, me, shop.manager)
    return Cluster(maker, shop.manager, shop.jobs.get(job).settings, address, opener)


@dataclass
class Machines:
    """A scheduler and one worker, which can be ended and begun anew at the same address."""

    scheduler: Scheduler
    worker: Worker

    @property
    def address(self) -> str:
        return str(self.scheduler.address)

    @classmethod
    async def begin(cls, port: int = 0, resources: Mapping[str, float] | None = None) -> Machines:
        scheduler = await Scheduler(
            host="127.0.0.1", port=port, dashboard=False, dashboard_address="127.0.0.1:0"
        )
        worker = await Worker(
            scheduler.address, nthreads=2, host="127.0.0.1", dashboard=False, resources=resources
        )
        return cls(scheduler, worker)

    async def end(self) -> None:
        await self.worker.close()
        await self.scheduler.close()


@asynccontextmanager
async def machines(resources: Mapping[str, float] | None = None) -> AsyncIterator[Machines]:
    """The same, ended at the end."""
    there = await Machines.begin(resources=resources)
    try:
        yield there
    finally:
        await there.end()
