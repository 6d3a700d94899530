"""What one thread is asked to do by others."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

Order = Callable[[], None]


class Orders:
    """A queue whose reader also wakes without an order, when it is nudged or it gets late. Thread-safe."""

    def __init__(self) -> None:
        self._wake = threading.Condition()
        self._orders: deque[Order] = deque()

    def put(self, order: Order) -> None:
        """Ask for something more."""
        with self._wake:
            self._orders.append(order)
            self._wake.notify()

    def nudge(self) -> None:
        """Let the reader look around."""
        with self._wake:
            self._wake.notify()

    def take(self, timeout: float | None) -> Order | None:
        """The next order; None after a nudge, or after `timeout` seconds."""
        with self._wake:
            if not self._orders:
                self._wake.wait(timeout)
            return self._orders.popleft() if self._orders else None
