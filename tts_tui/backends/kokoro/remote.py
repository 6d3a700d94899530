"""A `KokoroEngine` in a worker: our own in a second process of this Python, or PyTorch's in its environment."""

from __future__ import annotations

import asyncio
import concurrent.futures
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Generator, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from tts_tui.backends.kokoro.engine import Utterance
from tts_tui.backends.worker.child_process import Launch
from tts_tui.backends.worker.worker import Pcm, Worker
from tts_tui.store.memory import resident_mb_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tts_tui.backends.kokoro.engine_choice import KokoroOptions

SCRIPT = Path(__file__).with_name("child.py")
T = TypeVar("T")


class RemoteModel:
    """The process that has the model, asked on the event loop; `serving.ServedEngine` answers there.

    It answers one call after the other: the next sentence is prepared when the one before is decoded.

    Attributes:
        facts: what it told of itself when it loaded or last spoke; empty before that.
    """

    def __init__(self, worker: Worker, arguments: Callable[[], Awaitable[Mapping[str, object]]]) -> None:
        """
        Args:
            arguments: gives the arguments of the process, and makes the files that it lacks.
        """
        self.worker = worker
        self.facts: Mapping[str, Any] = {}
        self._arguments = arguments

    async def load(self) -> None:
        """Start the process and load the model there; harmless when done.

        Raises:
            WorkerError: the process can't run.
            SpeechError: it can't load the model.
        """
        self.facts = await self.worker.call("load", **await self._arguments())

    async def prepare(
        self, tokens: Sequence[int], style: NDArray[np.float32], speed: float
    ) -> Mapping[str, Any]:
        """See `KokoroEngine.prepare`."""
        await self.load()  # the process may have been ended since, idle or killed
        return await self.worker.call(
            "prepare", tokens=list(tokens), style=style.ravel().tolist(), speed=speed
        )

    async def windows(self, number: object, *, first: bool) -> AsyncGenerator[NDArray[np.float32], None]:
        """See `KokoroEngine.windows`."""
        async with aclosing(self.worker.stream("windows", number=number, first=first)) as answers:
            async for answer in answers:
                if isinstance(answer, Pcm):
                    yield answer.samples
                else:
                    self.facts = answer.fields

    async def close(self) -> None:
        """End the process."""
        await self.worker.close()


class RemoteEngine:
    """Its methods block, and aren't for the event loop that it was made on, which must run meanwhile."""

    opening = 0

    def __init__(self, model: RemoteModel) -> None:
        self.model = model
        self._loop = asyncio.get_running_loop()
        self._waiting: concurrent.futures.Future[Any] | None = None
        self._cancelled = False

    @property
    def name(self) -> str:
        return str(self.model.facts["engine"])

    @property
    def provider(self) -> str:
        memory = resident_mb_of(self.model.worker.pid)
        here = f"of {memory} MB" if memory else "that isn't running now"
        return f"{self.model.facts['provider']} in a process {here}"

    def prepare(self, tokens: Sequence[int], style: NDArray[np.float32], speed: float) -> Utterance:
        reply = self._wait(self.model.prepare(tokens, style, speed))
        return Utterance(np.array(reply["frames"], np.int64), reply["start"], reply["end"], reply["number"])

    def windows(self, utterance: Utterance, *, first: bool) -> Generator[NDArray[np.float32], None, None]:
        windows = self.model.windows(utterance.state, first=first)
        try:
            while (samples := self._wait(_next(windows))) is not None:
                yield samples
        finally:  # not waited for: a generator may be closed on the loop, too
            asyncio.run_coroutine_threadsafe(windows.aclose(), self._loop)

    def cancel(self) -> None:
        """Take back what the process was asked, and ask no more; it doesn't block."""
        self._cancelled = True
        if self._waiting:
            self._waiting.cancel()

    def close(self) -> None:
        self._wait(self.model.close())

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        """
        Raises:
            CancelledError: of concurrent.futures.
        """
        waiting = asyncio.run_coroutine_threadsafe(work, self._loop)
        self._waiting = waiting
        if self._cancelled:  # while its thread was on the way here
            waiting.cancel()
        return waiting.result()


async def open_remote(model: Path, cache: Path, options: KokoroOptions) -> RemoteEngine:
    """The engine of the settings in a process of its own, made first where that wasn't done yet (some seconds).

    Raises:
        WorkerError: the process can't run.
        SynthesisError: it can't load the engine.
    """

    async def arguments() -> Mapping[str, object]:
        return {
            "model": str(model),
            "cache": str(cache),
            "engine": options.engine,
            "runtime": options.runtime,
        }

    worker = Worker("Kokoro", Launch(Path(sys.executable), SCRIPT), cache / "kokoro.log")
    engine = RemoteEngine(RemoteModel(worker, arguments))
    await engine.model.load()
    return engine


async def _next(windows: AsyncGenerator[NDArray[np.float32], None]) -> NDArray[np.float32] | None:
    return await anext(windows, None)
