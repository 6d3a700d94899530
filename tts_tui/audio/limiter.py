"""Holds a gain back where it would clip: smoothly, ahead of the peak, the same however the samples are portioned."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tts_tui.speech.chunk import Samples

CEILING = 10 ** (-0.1 / 20)
"""Of full scale: what no sample of a recording passes."""

_FRAME = 0.005  # seconds over which one peak is taken
_REACH = (
    10  # frames to either side of a peak over which the gain gives way, and as many over which it is smoothed
)


class Limiter:
    """Holds back `2 * _REACH + 1` frames, 0.1 s, to see the peaks that come; what never peaks passes unchanged.

    A frame's own need counts in all frames near it, and the mean of those is no higher: so it is met exactly, and the
    gain between frames is a straight line below both.

    Attributes:
        most: dB that the gain was held back by at most.
    """

    def __init__(self, sample_rate: int, ceiling: float = CEILING) -> None:
        """
        Args:
            ceiling: of full scale: what no sample passes.
        """
        self.most = 0.0
        self._ceiling = ceiling
        self._frame = max(1, round(_FRAME * sample_rate))
        self._held = np.zeros(0, np.float32)
        # before the first frame nothing needs less than all
        self._needs = np.ones(2 * _REACH)
        self._edge = 1.0

    def process(self, samples: Samples) -> Samples:
        self._held = np.concatenate([self._held, samples])
        known = len(self._needs) - 2 * _REACH  # frames of the held ones whose peak is taken
        whole = len(self._held) // self._frame
        fresh = self._held[known * self._frame : whole * self._frame]
        self._needs = np.concatenate([self._needs, self._need(fresh.reshape(-1, self._frame))])
        return self._give(max(0, whole - (2 * _REACH + 1)))

    def flush(self) -> Samples:
        """The rest; after the last frame nothing needs less than all."""
        length = len(self._held)
        padding = -length % self._frame + (2 * _REACH + 1) * self._frame
        given = self.process(np.zeros(padding, np.float32))
        self._held = self._held[:0]
        return given[:length]

    def _need(self, frames: NDArray[np.float32]) -> NDArray[np.float64]:
        peaks = np.abs(frames).max(axis=1, initial=0.0).astype(np.float64)
        needs: NDArray[np.float64] = np.minimum(1.0, self._ceiling / np.maximum(peaks, 1e-9))
        return needs

    def _give(self, count: int) -> Samples:
        """The first `count` frames held, whose neighbours are all known."""
        size = count * self._frame
        samples, self._held = self._held[:size], self._held[size:]
        around, self._needs = self._needs[: count + 4 * _REACH + 1], self._needs[count:]
        if not count or min(self._edge, around.min()) >= 1.0:
            return samples
        width = 2 * _REACH + 1
        lowest = np.lib.stride_tricks.sliding_window_view(around, width).min(axis=1)
        # of each frame, and the next
        smooth = np.lib.stride_tricks.sliding_window_view(lowest, width).mean(axis=1)
        edges = np.concatenate([[self._edge], np.minimum(smooth[:-1], smooth[1:])])
        self._edge = float(edges[-1])
        self.most = max(self.most, -20 * math.log10(float(edges.min())))
        ramp = np.linspace(0.0, 1.0, self._frame, endpoint=False)
        gains = edges[:-1, None] + np.diff(edges)[:, None] * ramp
        limited: Samples = (samples * gains.reshape(-1)).astype(np.float32)
        return limited
