"""Several calls under way, their audio in strict order."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from dataclasses import dataclass

from tts_tui.pipeline.plan import Call
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import EmptyTextError, SynthesisError

Synthesize = Callable[[Call], AsyncGenerator[AudioChunk, None]]


@dataclass(frozen=True, slots=True)
class Ended:
    """All audio of a call was given; `unsaid` tells why it has none, where it can't have any."""

    unsaid: EmptyTextError | None = None


@dataclass(slots=True)
class _Running:
    call: Call
    results: asyncio.Queue[AudioChunk | Ended | Exception]
    task: asyncio.Task[None]


async def in_order(
    calls: Iterator[Call], synthesize: Synthesize, concurrency: int
) -> AsyncGenerator[tuple[Call, AudioChunk | Ended], None]:
    """Run up to `concurrency` calls at once and give their chunks in the order of the calls.

    Only the first call runs until its first chunk is there: nothing delays what the user waits for. Closing the
    generator cancels every call.

    Raises:
        Exception: what a call raised, once all audio before it was given.
    """
    running: deque[_Running] = deque()

    async def run(call: Call, results: asyncio.Queue[AudioChunk | Ended | Exception]) -> None:
        try:
            async with aclosing(synthesize(call)) as chunks:
                async for chunk in chunks:
                    results.put_nowait(chunk)
        except (
            asyncio.CancelledError
        ):  # by us, or by a backend that was closed while it spoke: nobody may wait on
            results.put_nowait(SynthesisError("The engine was closed while it spoke.", hint="Speak again."))
            raise
        except EmptyTextError as error:
            results.put_nowait(Ended(error))
        except Exception as error:  # noqa: BLE001  (raised again where its turn comes)
            results.put_nowait(error)
        else:
            results.put_nowait(Ended())

    def begin(most: int) -> None:
        while len(running) < most and (call := next(calls, None)) is not None:
            results: asyncio.Queue[AudioChunk | Ended | Exception] = asyncio.Queue()
            running.append(_Running(call, results, asyncio.create_task(run(call, results))))

    try:
        begin(1)
        while running:
            head = running[0]
            result = await head.results.get()
            if isinstance(result, Exception):
                raise result
            yield head.call, result
            if isinstance(result, Ended):
                running.popleft()
            begin(max(1, concurrency))
    finally:
        for left in running:
            left.task.cancel()
        await asyncio.gather(*(left.task for left in running), return_exceptions=True)
