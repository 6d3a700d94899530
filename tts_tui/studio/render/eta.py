"""How long the rest of a job takes."""

from __future__ import annotations

import time
from collections.abc import Callable

from tts_tui.store.job_rows import JobProgress

_ENOUGH_SECONDS = 2.0
"""Of work, before which telling how long the rest takes would be a guess."""

WRITING = 300.0
"""Seconds of sound that are encoded in a second, about: what is left when all is made."""


class Eta:
    """How long the rest takes, by how fast sentences came in this run; loading and what was there don't count."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._first: tuple[float, float] | None = None
        self._begin: float | None = None

    def left(self, progress: JobProgress) -> float | None:
        """Seconds to the end; None while that would be a guess."""
        now, made = self._now(), progress.expected_made
        if self._begin is None:
            self._begin = made
        if self._first is None:
            if made > self._begin:  # with the first sentence of this run its engine is loaded
                self._first = now, made
            return None
        work, done = now - self._first[0], made - self._first[1]
        if work < _ENOUGH_SECONDS or done <= 0:
            return None
        rest = progress.expected_seconds - made
        return work / done * rest + progress.expected_seconds / WRITING
