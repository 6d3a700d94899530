"""How different two recordings sound, for the self-check and the benchmarks."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from tts_tui.backends.kokoro.engine import SAMPLE_RATE

_SIZE, _HOP, _BANDS = 1024, 256, 80
_FLOOR = 1e-3
"""Band amplitude under which differences are silence against silence."""


def mel_distance(one: NDArray[np.floating], other: NDArray[np.floating]) -> float:
    """Mean absolute difference of the 80-band log-mel spectra of two equally long signals, in dB."""
    return float(np.abs(log_mel(one) - log_mel(other)).mean())


def level(audio: NDArray[np.floating]) -> float:
    """Root mean square in dB of full scale."""
    return float(10 * np.log10(np.mean(np.square(audio, dtype=np.float64)) + 1e-12))


def log_mel(audio: NDArray[np.floating]) -> NDArray[np.float64]:
    """Band amplitudes in dB, shape (hops, 80)."""
    frames = np.lib.stride_tricks.sliding_window_view(audio, _SIZE)[::_HOP] * np.hanning(_SIZE)
    bands = np.abs(np.fft.rfft(frames)) @ _filters().T
    return np.asarray(20 * np.log10(np.maximum(bands, _FLOOR)))


@cache
def _filters() -> NDArray[np.float64]:
    """Triangular filters, evenly spaced on the mel scale 2595 log10(1 + f / 700), shape (80, bins)."""
    mels = np.linspace(0, 2595 * np.log10(1 + SAMPLE_RATE / 2 / 700), _BANDS + 2)
    edges = 700 * (10 ** (mels / 2595) - 1)
    bins = np.fft.rfftfreq(_SIZE, 1 / SAMPLE_RATE)
    rising = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    return np.maximum(0, np.minimum(rising, falling))
