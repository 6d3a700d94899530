"""A few threads that run the most urgent job first."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Workers:
    """Threads that take jobs by rank, then by age. Jobs release the GIL (they are ONNX Runtime calls)."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._jobs: list[tuple[int, int, Future[Any], Callable[[], Any]]] = []
        self._ages = itertools.count()
        self._wake = threading.Condition()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._work, name=f"kokoro-{i}", daemon=True) for i in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, rank: int, job: Callable[[], T]) -> Future[T]:
        """Queue a job; the lowest rank runs first. Cancel the future to take it back while it waits."""
        future: Future[T] = Future()
        with self._wake:
            if self._closed:
                raise RuntimeError("the engine is closed")
            heapq.heappush(self._jobs, (rank, next(self._ages), future, job))
            self._wake.notify()
        return future

    def close(self) -> None:
        """Cancel what waits, let what runs end, stop the threads. Idempotent."""
        with self._wake:
            self._closed = True
            for _, _, future, _ in self._jobs:
                future.cancel()
            self._jobs.clear()
            self._wake.notify_all()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._jobs or self._closed)
                if not self._jobs:
                    return
                _, _, future, job = heapq.heappop(self._jobs)
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = job()
            except BaseException as error:  # noqa: BLE001 - handed to the future
                future.set_exception(error)
            else:
                future.set_result(result)
            del future, job
