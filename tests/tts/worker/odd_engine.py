"""A child that does what engines do, good and bad."""

from __future__ import annotations

import array
import os
import signal
import sys
import threading
from typing import Any

from tts_tui.backends.worker.serve import Channel, Job, Refused, serve


class Floats(array.array):  # type: ignore[type-arg]
    def astype(self, _dtype: str) -> Floats:
        return self


def speak(job: Job) -> dict[str, Any]:
    """`count` chunks of 240 samples, each with its index as value."""
    job.event("began")
    for index in range(job.arguments["count"]):
        job.audio(Floats("f", [index] * 240))
    return {"pid": os.getpid()}


def forever(job: Job) -> None:
    """Speaks until it is cancelled."""
    while True:
        job.audio(Floats("f", [0.5] * 240))


def deaf(job: Job) -> None:
    """Says one thing and never looks at `cancelled`."""
    job.event("began", pid=os.getpid())
    threading.Event().wait()


def loud(job: Job) -> None:
    sys.stdout.write("garbage from a library\n")
    os.write(1, b"\xff\xff\xff\x7fgarbage from C")


def broken(job: Job) -> None:
    job.channel.send(job.arguments["text"].encode())
    threading.Event().wait()


def long(job: Job) -> None:
    job.audio(Floats("f", bytes(job.arguments["length"] * 4)))


def refuse(job: Job) -> None:
    raise Refused("No weights here.", kind="missing model", hint="tts-tui models get it")


def fail(job: Job) -> None:
    raise ZeroDivisionError("the engine's own fault")


def exhaust(job: Job) -> None:
    raise MemoryError("no more")


def die(job: Job) -> None:
    sys.stderr.write("last words\n")
    os.kill(os.getpid(), getattr(signal, job.arguments["signal"]) + job.arguments.get("offset", 0))


def environment(job: Job) -> dict[str, Any]:
    return {"variables": dict(os.environ)}


def leave(job: Job) -> None:
    os._exit(3)


def main(channel: Channel) -> None:
    work = (speak, forever, deaf, loud, broken, long, refuse, fail, exhaust, die, environment, leave)
    serve(channel, {handler.__name__: handler for handler in work})
