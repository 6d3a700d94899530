"""Several calls under way, their audio in strict order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from msgspec import Struct

from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import EmptyTextError, SynthesisError
from tts_tui.studio.plan import Call

Synthesize = Callable[[Call], AsyncGenerator[AudioChunk, None]]


class Ended(Struct, frozen=True):
    """All audio of a call was given; `unsaid` tells why it has none, where it can't have any."""

    unsaid: EmptyTextError | None = None


Result = AudioChunk | Ended | Exception


class _Running(Struct, frozen=True):
    call: Call
    results: asyncio.Queue[Result]
    task: asyncio.Task[None]


class _Waits(Struct, frozen=True):
    """No call is there for now."""


async def in_order(
    calls: AsyncGenerator[Call | None, None], synthesize: Synthesize, concurrency: int
) -> AsyncGenerator[tuple[Call, AudioChunk | Ended] | None, None]:
    """Run up to `concurrency` calls at once and give their chunks in the order of the calls.

    Only the first call runs until its first chunk is there: nothing delays what the user waits for. Closing the
    generator cancels every call. Where `calls` gives None, so does this, once all before it was given.

    Raises:
        Exception: what a call or `calls` raised, once all audio before it was given.
    """
    ahead = _Lookahead(calls, synthesize)
    try:
        while (head := await ahead.order.get()) is not None:
            if isinstance(head, Exception):
                raise head
            if isinstance(head, _Waits):
                yield None
                continue
            async with aclosing(_results(head)) as results:
                async for result in results:
                    yield head.call, result
                    ahead.widen(concurrency)
            ahead.end(head)
    finally:
        await ahead.cancel()
        await calls.aclose()


async def _results(running: _Running) -> AsyncGenerator[AudioChunk | Ended, None]:
    """What a call gives, the last of it `Ended`."""
    result: Result | None = None
    while not isinstance(result, Ended):
        result = await running.results.get()
        if isinstance(result, Exception):
            raise result
        yield result


class _Lookahead:
    """Begins calls while there is room for them.

    Attributes:
        order: the calls that were begun, in their order; None behind the last, or what ended them.
    """

    def __init__(self, calls: AsyncGenerator[Call | None, None], synthesize: Synthesize) -> None:
        self.order: asyncio.Queue[_Running | _Waits | Exception | None] = asyncio.Queue()
        self._calls = calls
        self._synthesize = synthesize
        self._tasks: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(1)
        self._is_narrow = True
        self._beginning = asyncio.create_task(self._begin_calls())

    def widen(self, concurrency: int) -> None:
        """From now on that many calls may run at once; after the first time it does nothing."""
        if self._is_narrow:
            self._is_narrow = False
            for _ in range(concurrency - 1):
                self._room.release()

    def end(self, running: _Running) -> None:
        """All of a call was given: there is room for another."""
        self._tasks.discard(running.task)
        self._room.release()

    async def cancel(self) -> None:
        tasks = (self._beginning, *self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _begin_calls(self) -> None:
        try:
            await self._room.acquire()
            async for call in self._calls:
                if call is None:
                    self.order.put_nowait(_Waits())
                    continue
                results: asyncio.Queue[Result] = asyncio.Queue()
                task = asyncio.create_task(self._run(call, results))
                self._tasks.add(task)
                self.order.put_nowait(_Running(call, results, task))
                await self._room.acquire()
        except Exception as error:  # noqa: BLE001  (raised again where its turn comes)
            self.order.put_nowait(error)
        else:
            self.order.put_nowait(None)

    async def _run(self, call: Call, results: asyncio.Queue[Result]) -> None:
        try:
            async with aclosing(self._synthesize(call)) as chunks:
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
