"""Installing and removing engines in the service's thread, and what a screen shows of it while it lasts."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from tts_tui.backends.engines.catalog import Engine
from tts_tui.backends.engines.environment import EngineEnvironment, EngineState
from tts_tui.events.messages import EnginesChanged, Post
from tts_tui.events.service import SpeechService
from tts_tui.speech.errors import NotWritableError, SpeechError

if TYPE_CHECKING:
    from tts_tui.backends.base import BackendContext
    from tts_tui.backends.engines.install import InstallProgress


@dataclass(frozen=True, slots=True)
class EngineRow:
    """An engine as it is on this machine.

    Attributes:
        bytes_on_disk: of its environment, 0 if there is none.
        spoken: how its first words went, for people.
    """

    engine: Engine
    state: EngineState
    bytes_on_disk: int
    spoken: str


@dataclass(eq=False, slots=True)
class Installation:
    """Written in the service's thread only; any thread reads.

    Attributes:
        began: `time.monotonic()` of the user's key.
        lines: what was said so far.
        ended: when it was over, None before that.
        error: why it failed.
    """

    engine: Engine
    began: float = field(default_factory=time.monotonic)
    lines: list[InstallProgress] = field(default_factory=list)
    ended: float | None = None
    error: SpeechError | None = None

    @property
    def seconds(self) -> float:
        """How long it has taken."""
        return (self.ended or time.monotonic()) - self.began

    @property
    def ready(self) -> bool:
        """Whether the engine is installed, and has spoken."""
        return bool(self.lines) and self.lines[-1].step == "ready"


class Engines:
    """Called from the window's thread, returns at once.

    Attributes:
        rows: every engine as it was last looked at; empty before that.
        installation: the one that runs, or the last one.
    """

    def __init__(self, context: BackendContext, service: SpeechService, post: Post) -> None:
        self._context = context
        self._service = service
        self._post = post
        self._task: asyncio.Task[None] | None = None
        self._disk = asyncio.Lock()
        self.rows: Sequence[EngineRow] = ()
        self.installation: Installation | None = None

    @property
    def installing(self) -> bool:
        return self.installation is not None and self.installation.ended is None

    def refresh(self) -> None:
        """Look again what is installed; `rows` change."""
        self._service.run(self._look)

    def install(self, engine: Engine) -> None:
        """Begin, unless one is being installed; `EnginesChanged` follows when it is over."""
        if not self.installing:
            self.installation = Installation(engine)
            self._service.run(partial(self._install, self.installation))

    def cancel(self) -> None:
        """End the installation; what there is of the environment is made again the next time."""
        if self._task:
            self._task.get_loop().call_soon_threadsafe(self._task.cancel)

    def remove(self, engine: Engine) -> None:
        """Delete it, but not its weights and voices; `EnginesChanged` follows."""
        self._service.run(partial(self._remove, engine))

    async def _look(self) -> None:
        engines = self._service.manager.engines()
        async with self._disk:  # files aren't counted while they are being deleted
            self.rows = await asyncio.to_thread(lambda: [self._row(engine) for engine in engines])

    def _row(self, engine: Engine) -> EngineRow:
        environment = EngineEnvironment(engine, self._context.data)
        manifest = environment.manifest
        size = environment.bytes_on_disk() if manifest else 0  # nor while they are being made
        return EngineRow(engine, environment.state, size, manifest.spoken if manifest else "")

    async def _install(self, installation: Installation) -> None:
        from tts_tui.backends.engines.install import install

        engine = installation.engine
        self._task = asyncio.current_task()
        try:
            await self._service.release(engine.backend)  # its process would run what is replaced
            async with aclosing(install(engine, self._context)) as lines:
                async for line in lines:
                    installation.lines.append(line)
        except SpeechError as error:
            installation.error = error
        finally:
            self._task = None
            installation.ended = time.monotonic()
            message = f"{engine.title} is installed." if installation.ready else ""
            self._post(EnginesChanged(message, installation.error))

    async def _remove(self, engine: Engine) -> None:
        environment = EngineEnvironment(engine, self._context.data)
        try:
            await self._service.release(engine.backend)
            async with self._disk:
                await asyncio.to_thread(environment.remove)
        except OSError as error:
            reason = f"{environment.folder} can't be removed: {error.strerror}."
            self._post(EnginesChanged(error=NotWritableError(reason)))
        else:
            self._post(EnginesChanged(f"{engine.title} is removed."))
