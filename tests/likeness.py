"""Whether two recordings are one speech: the order of an engine's sums isn't fixed, so no two runs are equal."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tts_tui.backends.kokoro.mel import mel_distance

LONGER = 24
"""Samples at 24 kHz (1 ms) by which silence may be cut elsewhere, its level being a sum, too."""

OTHERWISE_DB = 1.0
"""Mean distance of spectra. A shift by a sample makes 0.02, one other word of six 9."""


def alike(one: NDArray[np.floating], other: NDArray[np.floating]) -> bool:
    """Whether two recordings of Kokoro are of the same words, voice, speed and place."""
    common = min(len(one), len(other))
    apart = abs(len(one) - len(other))
    return apart <= LONGER and mel_distance(one[:common], other[:common]) < OTHERWISE_DB
