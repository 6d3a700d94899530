"""Kokoro's `Engine` in a worker: the window's interpreter and the engine's never wait for each other."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine, Generator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from tts_tui.backends.kokoro.engine import Utterance
from tts_tui.backends.worker.child import Launch
from tts_tui.backends.worker.worker import Pcm, Worker
from tts_tui.store.memory import resident_mb_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tts_tui.backends.kokoro.engines import KokoroOptions

SCRIPT = Path(__file__).with_name("child.py")
T = TypeVar("T")


class RemoteEngine:
    """Its methods block, and aren't for the event loop that it was opened on, which must run meanwhile.

    The process answers one call after the other: the next sentence is prepared when the one before is decoded.
    """

    def __init__(self, model: Path, cache: Path, options: KokoroOptions) -> None:
        self._loop = asyncio.get_running_loop()
        self._worker = Worker("Kokoro", Launch(Path(sys.executable), SCRIPT), cache / "kokoro.log")
        self._wanted = {
            "model": str(model),
            "cache": str(cache),
            "engine": options.engine,
            "runtime": options.runtime,
        }
        self._told: Mapping[str, Any] = {}

    @classmethod
    async def open(cls, model: Path, cache: Path, options: KokoroOptions) -> RemoteEngine:
        """Start the process and load the engine there, made first where that wasn't done yet (some seconds).

        Raises:
            WorkerError: the process can't run.
            SynthesisError: it can't load the engine.
        """
        engine = cls(model, cache, options)
        await engine._load()
        return engine

    opening = 0

    @property
    def name(self) -> str:
        return str(self._told["engine"])

    @property
    def provider(self) -> str:
        memory = resident_mb_of(self._worker.pid)
        here = f"of {memory} MB" if memory else "that isn't running now"
        return f"{self._told['provider']} in a process {here}"

    @property
    def reason(self) -> str:
        """Why this engine, for people."""
        return str(self._told["reason"])

    def prepare(self, tokens: Sequence[int], style: NDArray[np.float32], speed: float) -> Utterance:
        told = self._wait(self._prepare(tokens, style, speed))
        return Utterance(np.array(told["frames"], np.int64), told["start"], told["end"], told["number"])

    def windows(self, utterance: Utterance, *, first: bool) -> Generator[NDArray[np.float32], None, None]:
        answers = self._worker.stream("windows", number=utterance.state, first=first)
        try:
            while (answer := self._wait(_next(answers))) is not None:
                if isinstance(answer, Pcm):
                    yield answer.samples
        finally:  # not waited for: a generator may be closed on the loop, too
            asyncio.run_coroutine_threadsafe(answers.aclose(), self._loop)

    def whole(self, utterance: Utterance) -> NDArray[np.float32]:
        return np.concatenate(list(self.windows(utterance, first=False)))

    def close(self) -> None:
        self._wait(self._worker.close())

    async def _load(self) -> None:
        self._told = await self._worker.call("load", **self._wanted)

    async def _prepare(
        self, tokens: Sequence[int], style: NDArray[np.float32], speed: float
    ) -> Mapping[str, Any]:
        await self._load()  # the process may have been ended since, idle or killed
        return await self._worker.call(
            "prepare", tokens=list(tokens), style=style.ravel().tolist(), speed=speed
        )

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


async def _next(answers: Any) -> Any:
    return await anext(answers, None)
