"""One child process: started, written to, listened to, ended. `worker.Worker` decides when."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tts_tui import children
from tts_tui.backends.worker.frames import ENDINGS, HEADER, Event, FrameError, length_of, pack_event, unpack
from tts_tui.speech.errors import WorkerError
from tts_tui.store.private import make_folder

TAIL_BYTES = 4096
TAIL_LINES = 8
EXIT_SECONDS = 2.0
"""How long a child that lost its stdin may take to end by itself."""


@dataclass(frozen=True, slots=True)
class Launch:
    """What to run.

    Attributes:
        python: the interpreter of the engine's environment.
        script: a file with `main(channel)`, which imports the standard library, `tts_tui`'s modules that do the
            same, and the engine.
        environment: variables set beside ours.
    """

    python: Path
    script: Path
    environment: Mapping[str, str] = field(default_factory=dict)


Received = Event | bytes | WorkerError
"""An event, float32 samples, or the end of the child."""


class Child:
    """A running child. Whoever opens a request reads its queue until an ending or a `WorkerError`."""

    def __init__(self, name: str, process: asyncio.subprocess.Process, log: Path) -> None:
        self._name = name
        self._process = process
        self._log = log
        self._requests: dict[int, asyncio.Queue[Received]] = {}
        self._last_id = 0
        self._why = ""
        self._failure: WorkerError | None = None
        self._reader = asyncio.create_task(self._read(), name=f"{name} worker")
        self.last_message_at = asyncio.get_running_loop().time()
        """Seconds on the loop's clock."""

    @classmethod
    async def start(cls, name: str, launch: Launch, log: Path) -> Child:
        """
        Raises:
            WorkerError: the interpreter can't be run.
        """
        make_folder(log.parent)
        command = children.script(launch.python, launch.script, **launch.environment)
        with log.open("wb") as stderr:
            try:
                process = await asyncio.create_subprocess_exec(
                    *command.arguments,
                    stdin=asyncio.subprocess.PIPE,
                    stdout=asyncio.subprocess.PIPE,
                    stderr=stderr,
                    env=command.environment,
                    start_new_session=True,  # Ctrl+C in the terminal is for us
                )
            except OSError as error:
                raise WorkerError(f"{name}'s process can't be started: {error}.") from error
        return cls(name, process, log)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        """It takes requests: it hasn't ended, and wasn't told to."""
        return not self._why and not self._reader.done()

    @property
    def busy(self) -> bool:
        return bool(self._requests)

    def open(self, op: str, arguments: Mapping[str, object]) -> tuple[int, asyncio.Queue[Received]]:
        """Hand it a piece of work; what it answers comes through the queue."""
        self._last_id += 1
        answers: asyncio.Queue[Received] = asyncio.Queue()
        if self._failure:
            answers.put_nowait(self._failure)
        else:
            self._requests[self._last_id] = answers
            self._send({"op": op, "id": self._last_id, **arguments})
        return self._last_id, answers

    def cancel(self, request: int) -> None:
        """Ask it to let go of an open request."""
        self._send({"op": "cancel", "id": request})

    def is_open(self, request: int) -> bool:
        """It hasn't ended that request yet."""
        return request in self._requests

    def kill(self, why: str) -> None:
        """End it at once; open requests fail with that reason."""
        self._why = self._why or why
        with suppress(ProcessLookupError):
            self._process.kill()

    async def close(self) -> None:
        """End it, gently at first."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            await asyncio.wait_for(asyncio.shield(self._reader), EXIT_SECONDS)
        except TimeoutError:
            self.kill("it was closed")
            await self._reader

    def _send(self, message: Event) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(pack_event(message))

    async def _read(self) -> None:
        assert self._process.stdout is not None
        try:
            while True:
                length = length_of(await self._process.stdout.readexactly(HEADER.size))
                self._dispatch(await self._process.stdout.readexactly(length))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # it has ended
        except FrameError as error:
            self.kill(f"it broke the protocol: {error}")
        code = await self._process.wait()
        self._failure = WorkerError(
            f"{self._name}'s process ended: {self._why or _cause(code)}.{self._tail()}",
            hint=f"It starts again with the next use. Its whole log: {self._log}",
        )
        for queue in self._requests.values():
            queue.put_nowait(self._failure)
        self._requests.clear()

    def _dispatch(self, body: bytes) -> None:
        """
        Raises:
            FrameError: the message can't be a child's.
        """
        self.last_message_at = asyncio.get_running_loop().time()
        message = unpack(body)
        if isinstance(message, tuple):
            number, samples = message
            if number in self._requests:
                self._requests[number].put_nowait(samples)
        elif not (isinstance(message.get("id"), int) and isinstance(message.get("event"), str)):
            raise FrameError("a message lacks its request or its event")
        elif queue := self._requests.get(message["id"]):
            queue.put_nowait(message)
            if message["event"] in ENDINGS:
                del self._requests[message["id"]]

    def _tail(self) -> str:
        """The last lines of its log, where the reason often stands; nothing if somebody deleted it."""
        try:
            with self._log.open("rb") as log:
                log.seek(max(0, self._log.stat().st_size - TAIL_BYTES))
                lines = log.read().decode(errors="replace").strip().splitlines()[-TAIL_LINES:]
        except OSError:
            return ""
        return "".join(f"\n  {line}" for line in lines)


def _cause(code: int) -> str:
    if code == -signal.SIGKILL:
        return "it was killed, most likely because memory ran out"
    if code < 0:
        named = -code in list(signal.Signals)  # most real-time ones have no name
        return f"{signal.Signals(-code).name if named else f'signal {-code}'} hit it"
    return f"it exited with code {code}"
