"""Who makes the units of a job: this process, or several beside it that each load the engine once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tts_tui import children
from tts_tui.cores import core_numbers
from tts_tui.speech import errors
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import SpeechError, WorkerError
from tts_tui.store.job_rows import JobSettings
from tts_tui.store.jobs import Jobs
from tts_tui.studio.render.making import Maker
from tts_tui.studio.render.worker import EXPLAINED

CORES_EACH = 2
"""Of a worker: what an engine here makes good use of."""

ENGINE_MB: Mapping[str, int] = {"kokoro": 500}
"""Of memory that is reserved for a worker, by backend: the 370 MB that `bench/render.py --model kokoro-v1.0-onnx` shows
at its peak with sentences of up to 180 characters, and room for longer ones. What isn't here is made by one process:
servers, and engines of which nobody knows."""

_SHARE = 0.8
"""Of the memory that is there: what workers may take."""
_DEATHS = 5
"""Workers that may end without a word, one after the other, before the job stops."""
_MEMORY = Path("/proc/meminfo")


def usual_workers(model: Model, cores: int, memory_mb: float, beside_mb: float = 0.0) -> int:
    """How many processes make a job where nobody says: one for two cores, as many as there is memory for.

    Args:
        beside_mb: of memory that each takes beside its engine.
    """
    if (each := ENGINE_MB.get(model.backend)) is None:
        return 1
    return max(1, min(cores // CORES_EACH, int(memory_mb * _SHARE // (each + beside_mb))))


def memory_mb(file: Path = _MEMORY) -> float:
    """Of this machine, what is free now; endless where nobody says."""
    with suppress(OSError, ValueError):
        for line in file.read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) / 1024
    return float("inf")


class Crew(Protocol):
    """Makes units until none are left, or the job runs no more."""

    @property
    def note(self) -> str:
        """What is waited for, for people."""

    async def run(self) -> None:
        """Make them; cancelled, it lets go of what is in hand.

        Raises:
            SpeechError: it can't go on.
        """


@dataclass(frozen=True, slots=True)
class Alone:
    """This process makes them."""

    maker: Maker
    settings: JobSettings

    @property
    def note(self) -> str:
        return self.maker.note

    async def run(self) -> None:
        await self.maker.run(self.settings)


@dataclass(slots=True)
class Beside:
    """Processes of their own, each on cores of its own; one that dies is replaced.

    Attributes:
        most: how many.
        log: where their stderr goes.
    """

    jobs: Jobs
    job: int
    most: int
    log: Path
    _deaths: int = field(default=0, init=False)
    _notes: dict[int, str] = field(default_factory=dict, init=False)

    @property
    def note(self) -> str:
        return next(filter(None, self._notes.values()), "")

    async def run(self) -> None:
        cores = core_numbers()
        shares = [
            cores[number :: self.most] if self.most <= len(cores) else [] for number in range(self.most)
        ]
        tasks = [asyncio.create_task(self._keep_one(number, share)) for number, share in enumerate(shares)]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _keep_one(self, number: int, cores: Sequence[int]) -> None:
        """One worker after the other, until one says that nothing is left."""
        while True:
            made = self.jobs.progress(self.job).made
            code, said = await self._one(number, cores)
            self._notes.pop(number, None)
            if code == 0:
                return
            if code == EXPLAINED and said:
                raise told_by(said)
            self.jobs.free_gone(self.job)
            self._deaths = self._deaths + 1 if self.jobs.progress(self.job).made == made else 1
            if self._deaths >= _DEATHS:
                raise WorkerError(
                    f"The processes that make the sentences end by themselves (exit code {code}).",
                    hint=f"See {self.log}, or use --workers 1.",
                )

    async def _one(self, number: int, cores: Sequence[int]) -> tuple[int, bytes]:
        command = children.ours("tts_tui.studio.render.worker", str(self.job), ",".join(map(str, cores)))
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *command.arguments,
                env=command.environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                start_new_session=True,  # ^C is for us: we end them
            )
        assert process.stdout is not None
        said = b""
        try:
            async for line in process.stdout:
                if (note := noted(line)) is None:
                    said += line
                else:
                    self._notes[number] = note
            await process.wait()
        except asyncio.CancelledError:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            raise
        return process.returncode or 0, said


def noted(line: bytes) -> str | None:
    """The note that a worker tells; None where it is another line."""
    with suppress(ValueError):
        told = json.loads(line)
        if isinstance(told, dict) and isinstance(told.get("note"), str):
            return str(told["note"])
    return None


def told_by(said: bytes) -> SpeechError:
    """What a worker said that stops it."""
    try:
        told = json.loads(said.splitlines()[-1])
        kind = getattr(errors, told["error"], WorkerError)
        if not (isinstance(kind, type) and issubclass(kind, SpeechError)):
            kind = WorkerError
        error: SpeechError = kind(told["message"], hint=told["hint"])
    except (ValueError, KeyError, TypeError, IndexError):
        return WorkerError("A process that makes sentences ended without saying why.")
    return error
