"""A child that does what engines do, good and bad."""

from __future__ import annotations

import array
import os
import signal
import sys
import threading
from typing import Any

from tts_tui.backends.worker.serve import Channel, Task, TaskRefused, serve


class Floats(array.array):  # type: ignore[type-arg]
    def astype(self, _dtype: str) -> Floats:
        return self


def speak(task: Task) -> dict[str, Any]:
    """`count` chunks of 240 samples, each with its index as value."""
    task.event("began")
    for index in range(task.arguments["count"]):
        task.audio(Floats("f", [index] * 240))
    return {"pid": os.getpid()}


def forever(task: Task) -> None:
    """Speaks until it is cancelled."""
    while True:
        task.audio(Floats("f", [0.5] * 240))


def deaf(task: Task) -> None:
    """Says one thing and never looks at `cancelled`."""
    task.event("began", pid=os.getpid())
    threading.Event().wait()


def loud(task: Task) -> None:
    sys.stdout.write("garbage from a library\n")
    os.write(1, b"\xff\xff\xff\x7fgarbage from C")


def broken(task: Task) -> None:
    task.channel.send(task.arguments["text"].encode())
    threading.Event().wait()


def long(task: Task) -> None:
    task.audio(Floats("f", bytes(task.arguments["length"] * 4)))


def refuse(task: Task) -> None:
    raise TaskRefused("No weights here.", kind="missing model", hint="tts-tui models get it")


def fail(task: Task) -> None:
    raise ZeroDivisionError("the engine's own fault")


def exhaust(task: Task) -> None:
    raise MemoryError("no more")


def die(task: Task) -> None:
    sys.stderr.write("last words\n")
    os.kill(os.getpid(), getattr(signal, task.arguments["signal"]) + task.arguments.get("offset", 0))


def environment(task: Task) -> dict[str, Any]:
    return {"variables": dict(os.environ)}


def leave(task: Task) -> None:
    os._exit(3)


def main(channel: Channel) -> None:
    work = (speak, forever, deaf, loud, broken, long, refuse, fail, exhaust, die, environment, leave)
    serve(channel, {handler.__name__: handler for handler in work})
