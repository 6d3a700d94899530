"""The parent's side: an engine that runs somewhere else, started when needed, restarted when it died."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tts_tui.backends.worker.child_process import Child, Launch, Received
from tts_tui.speech.errors import (
    DiskFullError,
    MissingDependencyError,
    MissingModelError,
    SpeechError,
    SynthesisError,
    UnreachableError,
    UsageError,
    WorkerError,
)

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples

ERRORS: Mapping[str, type[SpeechError]] = {
    "synthesis": SynthesisError,
    "memory": WorkerError,
    "usage": UsageError,
    "missing model": MissingModelError,
    "missing dependency": MissingDependencyError,
    "unreachable": UnreachableError,
    "disk": DiskFullError,
}


@dataclass(frozen=True, slots=True, eq=False)
class Pcm:
    """Mono float32 samples, shape (frames,)."""

    samples: Samples


@dataclass(frozen=True, slots=True)
class EngineEvent:
    """Something the engine says: `done` is the last of a request."""

    name: str
    fields: Mapping[str, Any]


class Worker:
    """Requests are answered in the order they came, one at a time.

    Bound to the event loop of its first use until `close`.
    """

    def __init__(
        self,
        name: str,
        launch: Launch,
        log: Path,
        *,
        idle_seconds: float = 600.0,
        stall_seconds: float = 300.0,
        cancel_seconds: float = 10.0,
    ) -> None:
        """
        Args:
            name: what users call the engine.
            log: where its stderr goes; emptied at every start.
            idle_seconds: it is ended after that long without a request, which frees its memory.
            stall_seconds: it is ended when it is at work and says nothing for that long.
            cancel_seconds: it is ended when it hasn't let go of a cancelled request after that long.
        """
        self.name = name
        self._launch = launch
        self._log = log
        self._idle_seconds = idle_seconds
        self._stall_seconds = stall_seconds
        self._cancel_seconds = cancel_seconds
        self._child: Child | None = None
        self._starting = asyncio.Lock()
        self._idle: asyncio.TimerHandle | None = None
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def pid(self) -> int | None:
        """The process that runs now."""
        return self._child.pid if self._child and self._child.running else None

    async def stream(self, op: str, **arguments: object) -> AsyncGenerator[Pcm | EngineEvent]:
        """Ask for work and receive what it makes; close the generator early to cancel.

        Raises:
            WorkerError: the process died, hangs, or ran out of memory; the next request starts a new one.
            SpeechError: the engine refused, of the type that fits.
        """
        child = await self._running_child()
        number, answers = child.open(op, arguments)
        try:
            while True:
                report = _decode(self.name, await self._next(child, answers))
                yield report
                if isinstance(report, EngineEvent) and report.name == "done":
                    return
        finally:
            self._leave(child, number)

    async def call(self, op: str, **arguments: object) -> Mapping[str, Any]:
        """Ask for work and wait for its result. Raises what `stream` raises."""
        result: Mapping[str, Any] = {}
        async with aclosing(self.stream(op, **arguments)) as reports:
            async for report in reports:
                if isinstance(report, EngineEvent):
                    result = report.fields
        return result

    async def close(self) -> None:
        """End the process, and wait for that. It may be used again."""
        self._stop_idling()
        child, self._child = self._child, None
        if child:
            await child.close()
        if self._closing:
            await asyncio.gather(*self._closing)

    async def _running_child(self) -> Child:
        self._stop_idling()
        async with self._starting:
            if self._child is None or not self._child.running:
                self._child = await Child.start(self.name, self._launch, self._log)
            return self._child

    async def _next(self, child: Child, answers: asyncio.Queue[Received]) -> Received:
        """The next answer; what waits its turn may wait as long as the child works on something else."""
        clock = asyncio.get_running_loop().time
        began = clock()
        while True:
            left = max(child.last_message_at, began) + self._stall_seconds - clock()
            try:
                return await asyncio.wait_for(answers.get(), max(left, 0))
            except TimeoutError:
                if max(child.last_message_at, began) + self._stall_seconds <= clock():
                    child.kill(f"it said nothing for {self._stall_seconds:g} seconds")
                    return await answers.get()

    def _leave(self, child: Child, number: int) -> None:
        loop = asyncio.get_running_loop()
        if child.is_open(number):
            child.cancel(number)
            loop.call_later(self._cancel_seconds, self._end_if_open, child, number)
        if child is self._child and not self._idle:
            self._idle = loop.call_later(self._idle_seconds, self._unload)

    def _end_if_open(self, child: Child, number: int) -> None:
        if child.is_open(number):
            child.kill(f"it went on for {self._cancel_seconds:g} seconds after it was cancelled")

    def _unload(self) -> None:
        self._idle = None
        if self._child and self._child.busy:
            self._idle = asyncio.get_running_loop().call_later(self._idle_seconds, self._unload)
        elif self._child:
            task = asyncio.create_task(self._child.close())
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)
            self._child = None

    def _stop_idling(self) -> None:
        if self._idle:
            self._idle.cancel()
            self._idle = None


def _decode(name: str, received: Received) -> Pcm | EngineEvent:
    import numpy as np

    if isinstance(received, SpeechError):
        raise received
    if isinstance(received, bytes):
        return Pcm(np.frombuffer(received, "<f4").astype(np.float32, copy=False))
    if received["event"] == "error":
        message = f"{name}: {received['message']}"
        raise ERRORS.get(received["kind"], SynthesisError)(message, hint=received["hint"])
    if received["event"] == "cancelled":
        raise WorkerError(f"{name} cancelled what nobody asked it to.")
    return EngineEvent(
        received["event"], {key: value for key, value in received.items() if key not in ("id", "event")}
    )
