"""How long the rest of a job takes."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

from tts_tui.audio.files.encoders import open_encoder
from tts_tui.audio.files.formats import FORMATS
from tts_tui.store.job_rows import JobProgress, JobSettings

_ENOUGH_SECONDS = 2.0
"""Of work, before which telling how long the rest takes would be a guess."""

WRITING = 300.0
"""Seconds of sound that are encoded in a second, about, where nobody measured it: what is left when all is made."""
_TRIED_SECONDS = 5.0
"""Of sound that are encoded to see how long that takes here and now."""
_TRIES = 3
"""Of which the best counts: the first loads the codec, and in any the engine may have had the processor."""


_HALF_LIFE = 120.0
"""Seconds after which what came counts half of the latest pace."""
_NEAR = 1.08
"""Times the latest pace, or that part of it, within which the usual one counts: chapters differ by as much. What is
further away is a machine that has become busier, or is so no more."""


class Eta:
    """How long the rest takes, by how fast sentences came in this run; loading and what was there don't count."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._first: tuple[float, float] | None = None
        self._begin: float | None = None
        self._last = (0.0, 0.0)
        self._lately = (0.0, 0.0)

    def left(self, progress: JobProgress, writing: float = WRITING) -> float | None:
        """Seconds to the end; None while that would be a guess.

        Args:
            writing: seconds of sound that are encoded in a second.
        """
        now, made = self._now(), progress.expected_made
        if self._begin is None:
            self._begin = made
        if self._first is None:
            if made > self._begin:  # with the first sentence of this run its engine is loaded
                self._first = self._last = now, made
            return None
        if made > self._last[1]:
            kept: float = 0.5 ** ((now - self._last[0]) / _HALF_LIFE)
            work, done = self._lately
            self._lately = kept * work + now - self._last[0], kept * done + made - self._last[1]
            self._last = now, made
        work, done = now - self._first[0], made - self._first[1]
        if work < _ENOUGH_SECONDS or done <= 0:
            return None
        latest = (self._lately[0] + now - self._last[0]) / self._lately[1]
        pace = min(max(work / done, latest / _NEAR), latest * _NEAR)
        return pace * (progress.expected_seconds - made) + progress.expected_seconds / writing


class WritingEta:
    """How long the rest takes once all is made and the files are written."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._began = now()

    def left(self, share: float) -> float | None:
        """Seconds to the end; None while that would be a guess.

        Args:
            share: of the sentences that are written.
        """
        work = self._now() - self._began
        return work / share * (1.0 - share) if share and work >= _ENOUGH_SECONDS else None


def writing_speed(settings: JobSettings, rate: int, now: Callable[[], float] = time.perf_counter) -> float:
    """Seconds of sound that are encoded in a second on this machine, as busy as it is now. It blocks.

    Args:
        rate: Hz of the speech.
    """
    import numpy as np

    noise = np.random.default_rng(0).normal(0.0, 0.05, round(_TRIED_SECONDS * rate)).astype(np.float32)

    def seconds() -> float:
        began = now()
        with open_encoder(
            io.BytesIO(),
            FORMATS[settings.format],
            rate,
            bit_rate=settings.bit_rate,
            out_rate=settings.sample_rate,
        ) as encoder:
            encoder.write(noise)
        return now() - began

    return _TRIED_SECONDS / min(seconds() for _ in range(_TRIES))
