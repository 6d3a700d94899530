"""Predicting what the generator's norms would see, before it has run.

The norms need each channel's mean and deviation over the whole sentence (`graph.norm_statistics`). They follow almost
linearly from what is known by then: the style vector, the sentence's length, pitch and energy, and the averages
of what the generator will be fed. A ridge regression of low rank on sentences of every voice, at all lengths and
speeds and with blends, explains 99.0 % of their variance, where a table by voice and length explained half; it
needs to know neither voice nor blend. `bench/make_statistics.py` fits it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tts_tui.backends.kokoro.graph.rates import EPSILON
from tts_tui.backends.kokoro.windows import SHORT

Floats = NDArray[np.float32]

_TOO_LOUD = 25.0
"""dB x frames. What the predictions miss adds power: 0.4 dB at 60 frames, 0.1 at 250 (`bench/kokoro_quality.py`)."""

_FILE = Path(__file__).parent / "data" / "statistics.npz"
_ACOUSTIC = 128
"""The first half of a style vector goes to the decoder, the second to the prosody predictor."""
_VOICED = 10.0
"""Hz; the source module calls a frame voiced above this."""


@dataclass(frozen=True, slots=True, eq=False)
class StatisticsModel:
    """A linear map from `describe`'s numbers to the norms' means and log deviations.

    Attributes:
        centre, spread: of each description number, shape (numbers,).
        reduce: (numbers, rank).
        expand: (rank, 2 * channels): the means, in units of `unit`, then the log deviations.
        bias: (2 * channels,).
        unit: typical deviation of each channel, (channels,).
        loudness: dB by which a voice comes out too soft with these predictions, for each number of the acoustic half
            of its style vector, (128,), and for none of them, (1,): a row for long sentences, and one for `SHORT` ones.
    """

    centre: Floats
    spread: Floats
    reduce: Floats
    expand: Floats
    bias: Floats
    unit: Floats
    loudness: Floats

    @classmethod
    @cache
    def load(cls) -> StatisticsModel:
        """The model that is part of the package; its largest matrix is kept in steps of each channel's own size."""
        with np.load(_FILE) as file:
            numbers = {name: file[name].astype(np.float32) for name in cls.__slots__ if name != "expand"}
            return cls(expand=file["expand"] * file["step"], **numbers)

    def predict(self, description: Floats) -> tuple[Floats, Floats]:
        """Means and deviations (with the norms' epsilon in) of all channels, norm after norm in graph order."""
        reduced = _product((description - self.centre) / self.spread, self.reduce)
        means, logs = np.split(_product(reduced, self.expand) + self.bias, 2)
        return means * self.unit, np.exp(logs)

    def gain(self, style: Floats, frames: int) -> np.float32:
        """What to multiply audio with that was decoded with predictions.

        Args:
            style: the style vector, shape (256,).
        """
        learnt = self.loudness[int(frames <= SHORT)]
        decibels = learnt[:_ACOUSTIC] @ style[:_ACOUSTIC] + learnt[_ACOUSTIC] - _TOO_LOUD / frames
        return np.float32(10 ** (decibels / 20))


def _product(vector: Floats, matrix: Floats) -> Floats:
    """`vector @ matrix` without BLAS, whose threads spin for 0.1 s after it, on cores that the first sound needs."""
    return np.asarray(np.einsum("i,ij->j", vector, matrix))


def describe(style: Floats, x: Floats, har: Floats, f0: Floats, n: Floats) -> Floats:
    """A sentence in 1,204 numbers: its voice, length, sound, pitch and energy.

    Args:
        style: the style vector, shape (256,).
        x: the decoder's hidden states, shape (512, 2 * frames).
        har: log magnitudes and phases of the harmonic source, shape (22, 120 * frames + 1).
        f0: pitch in Hz, two a frame, shape (2 * frames,).
        n: energy, likewise.
    """
    frames = len(f0) / 2
    har_means, har_deviations = _moments(har)
    x_means, x_deviations = _moments(x)
    return np.concatenate(
        [
            style[:_ACOUSTIC],
            [np.log(frames), np.log(frames) ** 2, 30 / frames],
            har_means,
            np.log(har_deviations + 1e-3),
            [f0.mean() / 100, np.mean(f0 > _VOICED) / 100, f0.std() / 100],
            [n.mean(), n.std()],
            x_means,
            x_deviations,
        ],
        dtype=np.float32,
    )


def _moments(rows: Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation of each row, in a third of the time that `std` takes."""
    means = rows.mean(1)
    squares = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    return means, np.sqrt(np.maximum(squares - means * means, 0))


def deviations(variances: Floats) -> Floats:
    """What a norm divides by."""
    return np.asarray(np.sqrt(variances + EPSILON))
