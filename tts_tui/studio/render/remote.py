"""The way to a Dask cluster: a client that is made again when its scheduler was lost, and what is asked of workers."""

from __future__ import annotations

import asyncio
import logging
import os
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from distributed import Client, LocalCluster
from distributed.client import ClosedClientError, FutureCancelledError
from distributed.scheduler import KilledWorker
from distributed.security import Security

from tts_tui import __version__, children
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.cores import core_numbers
from tts_tui.speech.errors import ClusterError, UnreachableError, WorkerError
from tts_tui.speech.request import ChunkRequest
from tts_tui.store.job_rows import JobSettings
from tts_tui.store.kept_sound import KeptSound, unpacked
from tts_tui.studio.render import remote_worker
from tts_tui.studio.render.cluster_address import local_workers
from tts_tui.studio.render.crew import told_by

CONNECT_SECONDS = 10.0
"""For a scheduler to answer."""
_LOST = (FutureCancelledError, ClosedClientError, OSError, TimeoutError)
"""What tells that the scheduler is gone; its own comm errors are OSErrors."""


class Connection:
    """One client at a time, of one scheduler."""

    def __init__(
        self, address: str, opener: Callable[[], TTSBackendManager], settings: JobSettings, *, gpu: bool
    ) -> None:
        """
        Args:
            opener: makes the backends on a worker.
            gpu: the engine wants one; where no worker offers any it does without.
        """
        self.address = address
        self._opener = opener
        self._settings = settings
        self._gpu = gpu
        self._plugin = f"tts-tui {settings.provider} {settings.model}"
        self._local: LocalCluster | None = None
        self._client: Client | None = None
        self._connecting = asyncio.Lock()
        self._scratch = TemporaryDirectory(prefix="tts-tui-")
        _quiet()

    async def threads(self) -> int:
        """Of all workers that are there now.

        Raises:
            SpeechError: it can't be reached.
        """
        client = await self._connected()
        try:
            if (scheduler := client.scheduler) is None:  # closed meanwhile
                raise ClosedClientError
            told = await scheduler.identity(n_workers=-1)
        except _LOST as error:
            await self._drop(client)
            raise self._unreachable() from error
        workers = told["workers"].values()
        if self._gpu and any("GPU" in worker["resources"] for worker in workers):
            return sum(worker["nthreads"] for worker in workers if "GPU" in worker["resources"])
        self._gpu = False
        return sum(worker["nthreads"] for worker in workers)

    async def speak(self, request: ChunkRequest, source: Mapping[str, Any]) -> KeptSound:
        """The sound of a call, made by a worker whose engine is the same.

        Args:
            source: what shapes the sound beside the request.

        Raises:
            SpeechError: of the type that fits; `UnreachableError` where the scheduler was lost.
        """
        client = await self._connected()
        asked = msgspec.msgpack.encode(replace(request, settings=dict(request.settings)))
        future = None
        try:
            future = client.submit(
                remote_worker.speak,
                self._plugin,
                asked,
                {"tts-tui": __version__, **source},
                pure=False,
                fifo_timeout=0,
                resources={"GPU": 1} if self._gpu else None,
            )
            kind, data = await future
        except _LOST as error:
            await self._drop(client)
            raise self._unreachable() from error
        except KilledWorker as error:
            raise WorkerError(
                "The workers that were given this sentence died.", hint="See the logs of the workers."
            ) from error
        except (ImportError, AttributeError) as error:
            raise self._other_version(error) from error
        finally:
            if future is not None:
                future.release()
        if kind == "sound":
            return unpacked(data)
        if kind == "lost":  # a scheduler that was restarted knows of no plug-ins
            await self._drop(client)
            raise self._unreachable()
        raise told_by(data)

    async def aclose(self) -> None:
        """Let go of it; workers of this machine end."""
        if self._client:
            await self._drop(self._client)
        if self._local:
            if (closing := self._local.close()) is not None:
                await closing
            self._local = None
        self._scratch.cleanup()

    async def _connected(self) -> Client:
        async with self._connecting:
            if self._client is None:
                self._client = await self._connect()
            return self._client

    async def _connect(self) -> Client:
        count = local_workers(self.address)
        if count and self._local is None:
            self._local = await _local_cluster(count, self._scratch.name)
        # `Client` warns of packages that differ; what matters of that is compared by each worker
        with warnings.catch_warnings(action="ignore"):
            client = Client(
                self._local or self.address,
                asynchronous=True,
                set_as_default=False,
                timeout=CONNECT_SECONDS,
            )
            try:
                await client
                cores = core_numbers() if count else []
                speaker = remote_worker.SpeakerPlugin(self._opener, self._settings, cores, count or 0)
                await client.register_plugin(speaker, name=self._plugin)
            except (ImportError, AttributeError) as error:
                await _closed(client)
                raise self._other_version(error) from error
            except _LOST as error:
                await _closed(client)
                raise self._unreachable() from error
        return client

    async def _drop(self, client: Client) -> None:
        """The next call makes another."""
        if self._client is client:
            self._client = None
            await _closed(client)

    def _unreachable(self) -> UnreachableError:
        return UnreachableError(
            f"The cluster's scheduler at {self.address} can't be reached.",
            hint="`dask scheduler` starts one; `tts-tui jobs resume` goes on.",
        )

    def _other_version(self, error: Exception) -> ClusterError:
        return ClusterError(
            f"A worker of {self.address} has another tts-tui, or none: {error}.",
            hint=f"On its machine: pip install 'tts-tui[cluster]=={__version__}'",
        )


async def _local_cluster(count: int, scratch: str) -> LocalCluster:
    """Processes of this machine, on loopback, behind certificates that nobody else has."""
    kept = children.environment()
    return await LocalCluster(
        n_workers=count,
        threads_per_worker=1,
        processes=True,
        asynchronous=True,
        host="127.0.0.1",
        security=Security.temporary(),  # who reaches a scheduler can have it run anything
        dashboard_address=None,
        scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
        silence_logs=logging.CRITICAL,
        memory_limit=0,  # an engine's memory is no cache that could be let go
        local_directory=scratch,
        env={name: "" for name in os.environ if name not in kept and name.upper().endswith("_API_KEY")},
    )


async def _closed(client: Client) -> None:
    with suppress(Exception):  # it is gone, whatever it says
        await client.close(timeout=2)


def _quiet() -> None:
    """Dask's own log goes to ours, not to the terminal."""
    dask = logging.getLogger("distributed")
    dask.handlers.clear()
    dask.propagate = True
    dask.setLevel(logging.CRITICAL)
