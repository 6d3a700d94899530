"""The child's side: take work from the parent, one piece at a time, and answer in frames.

A reader thread watches stdin, so that a cancel is seen while the engine computes, and ends the process when the
parent is gone.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Protocol

from tts_tui.backends.worker.frames import (
    HEADER,
    Event,
    FrameError,
    length_of,
    pack_audio,
    pack_event,
    unpack,
)


class TaskCancelled(Exception):
    """The parent doesn't want the rest."""


class TaskRefused(Exception):
    """A failure that a user can fix, told without a traceback.

    Attributes:
        kind: which error the parent raises, see `worker.ERRORS`.
    """

    def __init__(self, message: str, *, kind: str = "synthesis", hint: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        self.hint = hint


class Float32Array(Protocol):
    """What `Task.audio` needs of a numpy array; this side imports no numpy."""

    def astype(self, dtype: str, /) -> Any: ...


class Channel:
    """The two pipes to the parent."""

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        self.source = source
        self.sink = sink
        self._writing = threading.Lock()

    @classmethod
    def over_stdio(cls) -> Channel:
        """Keep stdout for frames, and send what libraries print there to stderr."""
        sys.stdout.flush()
        sink = os.fdopen(os.dup(1), "wb", buffering=0)
        os.dup2(2, 1)  # for C libraries
        sys.stdout = sys.stderr
        return cls(os.fdopen(os.dup(0), "rb"), sink)

    def send(self, frame: bytes) -> None:
        view = memoryview(frame)
        with self._writing:
            while view:  # a raw pipe may take less than it is given
                view = view[self.sink.write(view) :]

    def receive(self) -> Event | None:
        """The next message, or None when the parent has closed its end."""
        header = self.source.read(HEADER.size)
        if len(header) < HEADER.size:
            return None
        message = unpack(self.source.read(length_of(header)))
        return message if isinstance(message, dict) else None


@dataclass(frozen=True)
class Task:
    """One piece of work.

    Attributes:
        cancelled: set as soon as the parent cancels it.
    """

    id: int
    op: str
    arguments: Mapping[str, Any]
    channel: Channel
    cancelled: threading.Event = field(default_factory=threading.Event)

    def check(self) -> None:
        """Call it between two tokens or chunks.

        Raises:
            TaskCancelled: the parent doesn't want the rest.
        """
        if self.cancelled.is_set():
            raise TaskCancelled

    def event(self, name: str, **fields: Any) -> None:
        self.channel.send(pack_event({"id": self.id, "event": name, **fields}))

    def audio(self, samples: Float32Array) -> None:
        """Send mono samples, shape (frames,)."""
        self.check()
        self.channel.send(pack_audio(self.id, samples.astype("<f4").tobytes()))


Handler = Callable[[Task], Mapping[str, Any] | None]


def serve(channel: Channel, handlers: Mapping[str, Handler]) -> None:
    """Do the parent's work with the handler of each op, on this thread, until the parent goes."""
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    waiting: dict[int, Task] = {}

    def read() -> None:
        try:
            while message := channel.receive():
                op, number = message.pop("op"), message.pop("id")
                if op != "cancel":
                    waiting[number] = Task(number, op, message, channel)
                    tasks.put(waiting[number])
                elif number in waiting:
                    waiting[number].cancelled.set()
        except (FrameError, OSError):
            pass  # it was killed in the middle of a message
        finally:
            # the parent is gone: no answer can be delivered, and the engine may be deep in a computation
            os._exit(0)

    threading.Thread(target=read, daemon=True, name="frames").start()
    while True:
        task = tasks.get()
        _run(handlers[task.op], task)
        del waiting[task.id]


def _run(handler: Handler, task: Task) -> None:
    try:
        task.check()
        result = handler(task) or {}
    except TaskCancelled:
        task.event("cancelled")
    except TaskRefused as refusal:
        task.event("error", kind=refusal.kind, message=str(refusal), hint=refusal.hint)
    except Exception as error:  # noqa: BLE001 - an engine may raise anything; the parent names it, the log has it all
        traceback.print_exc()
        kind = "memory" if _is_out_of_memory(error) else "synthesis"
        task.event("error", kind=kind, message=f"{type(error).__name__}: {error}", hint="")
    else:
        task.event("done", **result)


def _is_out_of_memory(error: Exception) -> bool:
    return isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError"
