"""Resemble's inaudible watermark on audio that arrives in pieces."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE = 24_000
BEFORE, AFTER = RATE // 2, RATE // 10
"""Samples of context on either side of a piece: with them its mark is the same as if the whole were marked at once
(67 to 81 dB)."""

SHORTEST = RATE // 4
"""The marker's spectrogram needs that many samples."""

Samples = NDArray[np.float32]


class StreamingWatermark:
    """Marks what is pushed, a tenth of a second behind it."""

    def __init__(self, marker: Any) -> None:
        """
        Args:
            marker: a `PerthImplicitWatermarker`.
        """
        self._marker = marker
        self._before = np.zeros(0, np.float32)
        self._waiting = np.zeros(0, np.float32)

    def push(self, audio: Samples, *, final: bool = False) -> Samples:
        """What can be marked now; the rest of it all with `final`."""
        self._waiting = np.concatenate([self._waiting, audio])
        ready = len(self._waiting) - (0 if final else AFTER)
        if ready <= 0:
            return np.zeros(0, np.float32)
        block = np.concatenate([self._before, self._waiting])
        padded = np.pad(block, (0, max(SHORTEST - len(block), 0)))
        marked = self._marker.apply_watermark(padded, sample_rate=RATE)
        begin = len(self._before)
        self._before = block[max(begin + ready - BEFORE, 0) : begin + ready]
        self._waiting = self._waiting[ready:]
        piece: Samples = np.asarray(marked, np.float32)[begin : begin + ready]
        return np.pad(piece, (0, ready - len(piece)))  # resampling to the marker's rate and back may lose one
