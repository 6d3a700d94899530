"""How much a place in a recording sounds like a click: what linear prediction of the speech around it misses.

A voice changes slowly, so a short filter fitted to some 20 ms of it predicts the next sample well; a join that drops
or repeats samples breaks the prediction for one or two of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

CLICK = 3.0
"""A score above this is heard as a click. Undamaged speech has next to none (see test_joins)."""

_ORDER = (
    16  # of the predictor: a formant needs two, below 12 kHz there are five or six, and some for the glottis
)
_FRAME = 480  # samples that share a predictor; 20 ms at 24 kHz
_NEAR = 24  # samples to either side of a place that belong to it
_AROUND = 720  # samples to either side that it is compared with
_SPAN = 2400
_FLOOR = 1e-4  # -80 dB: what is softer is no click


def click_score(sound: NDArray[np.float32], at: int) -> float:
    """The largest prediction error at a place over the 99th percentile of those around it."""
    low = max(0, at - _SPAN)
    errors = _prediction_errors(sound[low : at + _SPAN].astype(np.float64))
    place = at - low
    here = errors[max(0, place - _NEAR) : place + _NEAR]
    around = np.concatenate(
        [errors[max(0, place - _AROUND) : max(0, place - _NEAR)], errors[place + _NEAR : place + _AROUND]]
    )
    return float(here.max() / (np.percentile(around, 99) + _FLOOR))


def _prediction_errors(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    errors = np.zeros_like(sound)
    for start in range(0, len(sound), _FRAME):
        context = sound[max(0, start - _FRAME) : start + 2 * _FRAME]
        if len(context) < 4 * _ORDER:
            continue
        whitening = np.concatenate([[1.0], -_predictor(context)])
        first = max(0, start - _ORDER)
        residual = np.convolve(sound[first : start + _FRAME], whitening)[start - first :]
        share = errors[start : start + _FRAME]
        share[:] = np.abs(residual[: len(share)])
    return errors


def _predictor(context: NDArray[np.float64]) -> NDArray[np.float64]:
    """Linear prediction coefficients by the autocorrelation method, with -40 dB of white noise against silence."""
    windowed = context * np.hanning(len(context))
    power = np.abs(np.fft.rfft(windowed, 2 * len(context))) ** 2
    correlation = np.fft.irfft(power)[: _ORDER + 1]
    correlation[0] = correlation[0] * 1.0001 + 1e-9
    lags = np.arange(_ORDER)
    matrix = correlation[np.abs(lags[:, None] - lags)]
    return np.linalg.solve(matrix, correlation[1:])
