"""Makes the units of a job on the workers of a Dask cluster: sounds come back to the job's own folder."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from tts_tui.backends.base import Backend
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.catalog import Model
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import UnreachableError
from tts_tui.speech.request import ChunkRequest
from tts_tui.store.job_rows import JobSettings
from tts_tui.studio.cached import source_of
from tts_tui.studio.render.making import OUTAGE_SECONDS, Maker

if TYPE_CHECKING:
    from tts_tui.studio.render.remote import Connection

EACH = 2
"""Sentences that are under way for a thread of a worker: it never waits for us, and the scheduler holds few."""

_POLL_SECONDS = 0.5


def users_manager() -> TTSBackendManager:
    """The backends as the user of a worker's machine has set them up."""
    from tts_tui.studio.session import open_session

    manager = open_session().open_manager()
    manager.check_options()
    return manager


@dataclass(slots=True)
class Cluster:
    """The workers of a scheduler make them: those that are there when it begins, each `EACH` a thread.

    Attributes:
        address: of the scheduler, or `local:N`.
        opener: makes the backends on a worker; a function of a module that it can import.
    """

    maker: Maker
    manager: TTSBackendManager
    settings: JobSettings
    address: str
    opener: Callable[[], TTSBackendManager] = users_manager
    _waits: str = field(default="", init=False)

    @property
    def note(self) -> str:
        return self._waits or self.maker.note

    async def run(self) -> None:
        from tts_tui.studio.render.remote import Connection

        settings = self.settings
        backend = await self.manager.start(settings.model, settings.provider)
        _, model = self.manager.resolve(settings.model, settings.provider)
        await asyncio.to_thread(backend.make_ready, settings.language)
        async with aclosing(
            Connection(self.address, self.opener, settings, gpu=model.prefers_gpu)
        ) as connection:
            threads = await self._threads(connection)
            remote = Remote(backend, self.manager, model, connection)
            await self.maker.make(remote, model, threads * EACH)

    async def _threads(self, connection: Connection) -> int:
        """Of all workers, once there are any."""
        until = time.monotonic() + OUTAGE_SECONDS
        while not (threads := await connection.threads()):
            self._waits = "the cluster has no workers yet"
            if time.monotonic() > until:
                raise UnreachableError(
                    f"The cluster at {self.address} has no workers.",
                    hint=f"On each machine: dask worker {self.address}",
                )
            await asyncio.sleep(_POLL_SECONDS)
        self._waits = ""
        return threads


class Remote(Backend):
    """A backend whose sentences are made elsewhere, by the same engine as here."""

    def __init__(
        self, here: Backend, manager: TTSBackendManager, model: Model, connection: Connection
    ) -> None:
        """
        Args:
            here: what says what their sound must be like.
        """
        self._here = here
        self._manager = manager
        self._model = model
        self._connection = connection

    def models(self) -> Sequence[Model]:
        return self._here.models()

    def sound_source(self, request: ChunkRequest) -> Mapping[str, Any] | None:
        return self._here.sound_source(request)

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        source = await asyncio.to_thread(source_of, self._manager, self._here, self._model, request)
        sound = await self._connection.speak(request, msgspec.to_builtins(source))
        yield sound.chunk
