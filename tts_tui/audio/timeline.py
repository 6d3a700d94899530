"""A clip that can be read anywhere while it is still being generated."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tts_tui.audio.spool import Spool
from tts_tui.audio.waveform import Peaks

Samples = NDArray[np.float32]

MEMORY_SECONDS = 180.0
_BLOCK_SECONDS = 10.0

_log = logging.getLogger(__name__)


class Timeline:
    """Mono float32 samples, appended by one thread and read by any.

    The first minutes stay in memory; a longer clip moves to a temporary file, so that an hour costs no more memory
    than three minutes. Where that file can't be written, memory is used after all: no sample is ever lost.

    Attributes:
        resting: its maker waits for more to say: what there is may be heard to its end.
    """

    def __init__(
        self, sample_rate: int, *, memory_seconds: float = MEMORY_SECONDS, spool_folder: Path | None = None
    ) -> None:
        """Args:
        sample_rate: frames per second.
        memory_seconds: how much to keep in memory before the file is begun.
        spool_folder: where that file goes; the system's place for large temporary files when left out.
        """
        self.sample_rate = sample_rate
        self._block = max(1, round(_BLOCK_SECONDS * sample_rate))
        self._memory = round(memory_seconds * sample_rate)
        self._folder = spool_folder
        self._lock = threading.Lock()
        self._blocks: list[Samples] = []  # full ones and the one being filled, after what was spooled
        self._spool: Spool | None = None
        self._spooled = 0
        self._may_spool = True
        self._peaks = Peaks(sample_rate)
        self._frames = 0
        self._complete = False
        self.resting = False
        self._listeners: list[Callable[[], None]] = []
        self._before: Timeline | None = None
        self._shared = 0  # frames at the beginning, which are in the clip before

    def beginning(self, frames: int) -> Timeline:
        """A clip that begins with the first frames of this one, which it shares, and grows on its own.

        This one must be complete, and not be closed for as long as the other is read.
        """
        within = self._before is not None and frames <= self._shared
        before = self._before if within and self._before else self
        clip = Timeline(self.sample_rate, spool_folder=self._folder)
        clip._memory = max(0, self._memory - frames)
        clip._before, clip._shared, clip._frames = before, frames, frames
        with self._lock:
            clip._peaks = self._peaks.beginning(frames)
        if size := frames % clip._peaks.frames_per_bin:
            clip._peaks.append(self.read(frames - size, size))
        return clip

    @property
    def frames(self) -> int:
        """Frames generated so far."""
        return self._frames

    @property
    def seconds(self) -> float:
        """Seconds generated so far."""
        return self._frames / self.sample_rate

    @property
    def complete(self) -> bool:
        """Whether nothing more will come."""
        return self._complete

    def append(self, samples: Samples) -> None:
        """Add samples at the end.

        Args:
            samples: float32, shape (n,).

        Raises:
            ValueError: the clip is complete.
        """
        if self._complete:
            raise ValueError("this clip is complete: nothing can be added to it")
        samples = np.asarray(samples, np.float32)
        with self._lock:
            self._peaks.append(samples)
            while len(samples):
                offset = (self._frames - self._shared) % self._block
                if offset == 0:
                    self._begin_block()
                taken = min(self._block - offset, len(samples))
                self._blocks[-1][offset : offset + taken] = samples[:taken]
                self._frames += taken
                samples = samples[taken:]
        self._tell()

    def finish(self) -> None:
        """Nothing more will come: what there is is the clip, whether the text was spoken to its end or not."""
        self._complete = True
        self._tell()

    def read(self, start: int, count: int) -> Samples:
        """A copy of up to `count` frames from frame `start`; fewer at the end of what has been generated."""
        with self._lock:
            stop = min(start + count, self._frames)
            pieces: list[Samples] = []
            if self._before and start < min(stop, self._shared):
                pieces.append(self._before.read(start, min(stop, self._shared) - start))
                start = self._shared
            start, stop = start - self._shared, stop - self._shared
            if self._spool and start < min(stop, self._spooled):
                pieces.append(self._spool.read(start, min(stop, self._spooled) - start))
                start = self._spooled
            while start < stop:
                number, offset = divmod(start - self._spooled, self._block)
                piece = self._blocks[number][offset : offset + stop - start]
                pieces.append(piece)
                start += len(piece)
            return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)

    def peaks(self, columns: int, total_seconds: float | None = None) -> Samples:
        """The envelope for drawing.

        Args:
            columns: how many.
            total_seconds: what the columns stand for in all, an estimate while the clip grows.

        Returns:
            shape (columns,), each the largest magnitude in its column, NaN where nothing has been generated yet.
        """
        total = None if total_seconds is None else round(total_seconds * self.sample_rate)
        with self._lock:
            return self._peaks.columns(columns, total)

    def watch(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` from the appending thread whenever the clip grows or ends.

        Returns:
            a function that ends this.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def close(self) -> None:
        """Let go of memory and file; what was generated can't be read any more."""
        with self._lock:
            self._complete = True
            self._frames = self._spooled = self._shared = 0
            self._before = None
            self._blocks.clear()
            if self._spool:
                self._spool.close()
                self._spool = None

    def _begin_block(self) -> None:
        if self._may_spool and self._frames - self._shared > self._memory:
            self._move_to_disk()
        self._blocks.append(np.zeros(self._block, np.float32))

    def _move_to_disk(self) -> None:
        try:
            self._spool = self._spool or Spool(self._folder)
            while self._blocks:
                self._spool.append(self._blocks[0])
                self._spooled += self._block
                del self._blocks[0]
        except OSError as error:
            self._may_spool = False
            _log.warning("a long clip stays in memory, its temporary file can't be written: %s", error)

    def _tell(self) -> None:
        for listener in list(self._listeners):
            listener()
