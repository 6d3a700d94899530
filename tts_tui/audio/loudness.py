"""Loudness as broadcasters measure it: ITU-R BS.1770 with gating, and true peak, by FFmpeg's ebur128 filter."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples

SILENCE = -70.0
"""LUFS: BS.1770's absolute gate. A recording that never rises above it has no loudness."""

_PORTION = 10  # seconds given to the filter at once


class Loudness(Struct, frozen=True):
    """What was measured.

    Attributes:
        integrated: LUFS over the whole, gated; SILENCE if nothing was above the gate.
        true_peak: dBTP, the highest level between the samples too; -inf for digital silence.
    """

    integrated: float
    true_peak: float

    def gain_to(self, target: float, true_peak_cap: float) -> float:
        """Decibels that bring it to `target` LUFS, or as near as the cap (dBTP) on the true peak lets it."""
        if self.integrated <= SILENCE:
            return 0.0
        return min(target - self.integrated, true_peak_cap - self.true_peak)


class LoudnessMeter:
    """Measures a recording as it comes; memory doesn't grow.

    Shorter recordings than the 0.4 s of one block of BS.1770 are measured as if silence followed.
    """

    def __init__(self, sample_rate: int) -> None:
        from av.filter import Graph  # PyAV takes long to import

        self._sample_rate = sample_rate
        self._block = round(0.4 * sample_rate)  # frames of a block of BS.1770
        self._time_base = Fraction(1, sample_rate)
        self._frames = 0
        self._latest: dict[str, str] = {}
        self._graph = Graph()
        source = self._graph.add_abuffer(
            sample_rate=sample_rate, format="flt", layout="mono", time_base=self._time_base
        )
        meter = self._graph.add("ebur128", "metadata=1:peak=true:framelog=quiet")
        sink = self._graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        self._graph.configure()

    def write(self, samples: Samples) -> None:
        """Take samples, float32 mono, shape (frames,)."""
        portion = _PORTION * self._sample_rate
        for start in range(0, len(samples), portion):
            self._push(samples[start : start + portion])

    def result(self) -> Loudness:
        """What was measured; nothing can be written afterwards."""
        frames, last_block = self._frames, self._latest
        # the filter speaks after each 0.1 s: silence brings out the peak of what is less than that
        self._push(np.zeros(max(round(0.1 * self._sample_rate), self._block - frames), np.float32))
        # a block that isn't complete at the end doesn't count (BS.1770-5, annex 1)
        blocks = last_block if frames >= self._block else self._latest
        integrated = float(blocks.get("lavfi.r128.I", SILENCE))
        peak = float(self._latest.get("lavfi.r128.true_peak", 0.0))
        return Loudness(max(integrated, SILENCE), 20 * math.log10(peak) if peak > 0 else -math.inf)

    def _push(self, samples: Samples) -> None:
        if not len(samples):
            return
        import av

        mono = np.ascontiguousarray(samples, np.float32).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(mono, format="flt", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = self._sample_rate, self._frames, self._time_base
        self._frames += len(samples)
        self._graph.push(frame)
        while True:
            try:
                measured = self._graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            self._latest = dict(measured.metadata)


def measure(samples: Samples, sample_rate: int) -> Loudness:
    """The loudness of a whole recording, float32 mono, shape (frames,)."""
    meter = LoudnessMeter(sample_rate)
    meter.write(samples)
    return meter.result()
