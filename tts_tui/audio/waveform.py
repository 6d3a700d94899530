"""The envelope of a clip that is still growing, for drawing."""

from __future__ import annotations

from copy import copy

import numpy as np
from numpy.typing import NDArray

BINS_PER_SECOND = 100


class Peaks:
    """The largest magnitude in each 10 ms, kept up to date at the cost of what is appended."""

    def __init__(self, sample_rate: int) -> None:
        self._frames_per_bin = max(1, sample_rate // BINS_PER_SECOND)
        self._bins = np.zeros(1024, np.float32)
        self._frames = 0

    @property
    def frames_per_bin(self) -> int:
        return self._frames_per_bin

    def beginning(self, frames: int) -> Peaks:
        """That of the first frames alone, as far as they fill bins: `append` the rest of them."""
        whole = frames // self._frames_per_bin
        peaks = copy(self)
        peaks._bins = np.zeros(max(1024, whole), np.float32)
        peaks._bins[:whole] = self._bins[:whole]
        peaks._frames = whole * self._frames_per_bin
        return peaks

    def append(self, samples: NDArray[np.float32]) -> None:
        """Take in the next samples."""
        size = self._frames_per_bin
        first = self._frames // size
        self._frames += len(samples)
        last = -(-self._frames // size)
        while last > len(self._bins):
            self._bins = np.concatenate([self._bins, np.zeros_like(self._bins)])
        if not len(samples):
            return
        head = (first + 1) * size - (self._frames - len(samples))  # up to the end of the bin begun before
        starts = np.concatenate([[0], np.arange(head, len(samples), size)])
        peaks = np.maximum.reduceat(np.abs(samples), starts)
        self._bins[first] = max(self._bins[first], peaks[0])
        self._bins[first + 1 : last] = peaks[1:]

    def columns(self, count: int, total_frames: int | None = None) -> NDArray[np.float32]:
        """The envelope in `count` columns.

        Args:
            count: columns.
            total_frames: frames that the columns stand for (an estimate of the finished length); what there is
                when left out.

        Returns:
            shape (count,), each the largest magnitude in its column, NaN where nothing has been generated yet.
        """
        total = max(self._frames, total_frames or 0)
        columns = np.full(count, np.nan, np.float32)
        if not total or not count:
            return columns
        edges = np.arange(count + 1) * total / count / self._frames_per_bin
        bins = self._bins[: -(-self._frames // self._frames_per_bin)]
        starts = edges[:-1].astype(np.int64)
        begun = int(np.count_nonzero(edges[:-1] * self._frames_per_bin < self._frames))
        stop = max(int(np.ceil(edges[begun])), int(starts[begun - 1]) + 1)
        columns[:begun] = np.maximum.reduceat(bins[:stop], starts[:begun])
        return columns
