"""Several calls under way, their audio in strict order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass

from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import EmptyTextError, SynthesisError
from tts_tui.studio.plan import Call

Synthesize = Callable[[Call], AsyncGenerator[AudioChunk, None]]


@dataclass(frozen=True, slots=True)
class Ended:
    """All audio of a call was given; `unsaid` tells why it has none, where it can't have any."""

    unsaid: EmptyTextError | None = None


@dataclass(frozen=True, slots=True)
class _Running:
    call: Call
    results: asyncio.Queue[AudioChunk | Ended | Exception]
    task: asyncio.Task[None]


@dataclass(frozen=True, slots=True)
class _Waits:
    """No call is to be had for now."""


async def in_order(
    calls: AsyncGenerator[Call | None, None], synthesize: Synthesize, concurrency: int
) -> AsyncGenerator[tuple[Call, AudioChunk | Ended] | None, None]:
    """Run up to `concurrency` calls at once and give their chunks in the order of the calls.

    Only the first call runs until its first chunk is there: nothing delays what the user waits for. Closing the
    generator cancels every call. Where `calls` gives None, so does this, once all before it was given.

    Raises:
        Exception: what a call or `calls` raised, once all audio before it was given.
    """
    order: asyncio.Queue[_Running | _Waits | Exception | None] = asyncio.Queue()
    running: set[asyncio.Task[None]] = set()
    room = asyncio.Semaphore(1)

    async def run(call: Call, results: asyncio.Queue[AudioChunk | Ended | Exception]) -> None:
        try:
            async with aclosing(synthesize(call)) as chunks:
                async for chunk in chunks:
                    results.put_nowait(chunk)
        # by us, or by a backend that was closed while it spoke: no consumer may keep waiting
        except asyncio.CancelledError:
            results.put_nowait(SynthesisError("The engine was closed while it spoke.", hint="Speak again."))
            raise
        except EmptyTextError as error:
            results.put_nowait(Ended(error))
        except Exception as error:  # noqa: BLE001  (raised again where its turn comes)
            results.put_nowait(error)
        else:
            results.put_nowait(Ended())

    async def begin_calls() -> None:
        try:
            await room.acquire()
            async for call in calls:
                if call is None:
                    order.put_nowait(_Waits())
                    continue
                results: asyncio.Queue[AudioChunk | Ended | Exception] = asyncio.Queue()
                task = asyncio.create_task(run(call, results))
                running.add(task)
                order.put_nowait(_Running(call, results, task))
                await room.acquire()
        except Exception as error:  # noqa: BLE001  (raised again where its turn comes)
            order.put_nowait(error)
        else:
            order.put_nowait(None)

    beginning = asyncio.create_task(begin_calls())
    alone = True
    try:
        while (head := await order.get()) is not None:
            if isinstance(head, Exception):
                raise head
            if isinstance(head, _Waits):
                yield None
                continue
            result: AudioChunk | Ended | Exception | None = None
            while not isinstance(result, Ended):
                result = await head.results.get()
                if isinstance(result, Exception):
                    raise result
                yield head.call, result
                for _ in range(concurrency - 1 if alone else 0):
                    room.release()
                alone = False
            running.discard(head.task)
            room.release()
    finally:
        for task in (beginning, *running):
            task.cancel()
        await asyncio.gather(beginning, *running, return_exceptions=True)
        await calls.aclose()
