"""A thread with an event loop of its own, which nothing that goes wrong in its work can end."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from tts_tui.events.messages import Post, TroubleArose
from tts_tui.speech.errors import unexpected

log = logging.getLogger(__name__)


class WorkerThread:
    """Works off what any thread gives it. What is given before it runs is kept, and done first.

    An unexpected exception of its work is posted as a `TroubleArose` and logged; the thread goes on.
    """

    def __init__(self, name: str, post: Post) -> None:
        """
        Args:
            post: takes the messages, from any thread.
        """
        self._post = post
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(self._catch)
        self._name = name
        self._thread: threading.Thread | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self, prepare: Callable[[], None], main: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Begin.

        Args:
            prepare: done in the thread before any other work.
            main: the thread ends when this does.
        """

        def serve() -> None:
            asyncio.set_event_loop(self._loop)
            try:
                prepare()
            except Exception as error:  # noqa: BLE001  (told, whatever it is)
                self.tell("Nothing can speak", error)
                return
            try:
                self._loop.run_until_complete(main())
            finally:
                # waits for what can't be cancelled: so long, the thread is running
                self._loop.run_until_complete(self._loop.shutdown_default_executor())
                self._loop.close()

        self._thread = threading.Thread(target=serve, name=self._name, daemon=True)
        self._thread.start()

    def call(self, function: Callable[[], object]) -> None:
        """Call this in the thread, from any thread; once that has ended, nothing is done."""
        with suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(function)

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Begin this at once; in the thread only."""
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._forget)
        return task

    async def wait_for(self, work: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        """The result of this, done in the thread; for another loop to await.

        Raises:
            CancelledError: the thread has ended.
        """

        async def begin() -> Any:  # only now, in the thread: what it needs may not be there before
            return await work()

        if self._loop.is_closed():
            raise asyncio.CancelledError
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(begin(), self._loop))

    async def cancel_all(self) -> None:
        """Cancel everything but the caller, and wait for it; in the thread only."""
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def join(self, seconds: float) -> None:
        """Wait for its end, no longer than that."""
        if self._thread:
            self._thread.join(seconds)

    def tell(self, about: str, error: Exception) -> None:
        """Post the error."""
        log.error("%s", about, exc_info=error)
        self._post(TroubleArose(about, unexpected(error)))

    def _forget(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and isinstance(error := task.exception(), Exception):
            self.tell("Something failed", error)

    def _catch(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if isinstance(error := context.get("exception"), Exception):
            self.tell("Something failed", error)
        else:
            loop.default_exception_handler(context)
