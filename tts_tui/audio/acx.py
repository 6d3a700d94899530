"""What audiobook shops ask of a recording's level: ACX's numbers, measured as it comes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tts_tui.audio.gain import amplify
from tts_tui.audio.limiter import Limiter

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples

# ACX Audio Submission Requirements: dB of full scale
SOFTEST, LOUDEST = -23.0, -18.0
HIGHEST_PEAK = -3.0
HIGHEST_NOISE = -60.0

TARGET = -20.0
"""dB RMS that a recording is brought to: what the limiter takes of it leaves it within."""
CEILING = -3.5
"""dB that no sample passes before the codec, which may raise it again by some tenths."""

_WINDOW = 0.5
"""Seconds: the quietest stretch of that length tells the noise floor."""


@dataclass(frozen=True, slots=True)
class AcxLevels:
    """What was measured, in dB of full scale; -inf for digital silence."""

    rms: float
    peak: float
    noise_floor: float

    @property
    def faults(self) -> tuple[str, ...]:
        """What keeps it from being taken, in words."""
        found = []
        if not SOFTEST <= self.rms <= LOUDEST:
            found.append(f"{self.rms:.1f} dB RMS isn't between {SOFTEST:g} and {LOUDEST:g}")
        if self.peak > HIGHEST_PEAK:
            found.append(f"its peak of {self.peak:.1f} dB is above {HIGHEST_PEAK:g}")
        if self.noise_floor > HIGHEST_NOISE:
            found.append(f"its noise floor of {self.noise_floor:.1f} dB is above {HIGHEST_NOISE:g}")
        return tuple(found)

    @property
    def gain(self) -> float:
        """Decibels that bring it to `TARGET`."""
        return TARGET - self.rms if math.isfinite(self.rms) else 0.0


class AcxMeter:
    """Measures a recording, float32 mono, in any portions; memory doesn't grow."""

    def __init__(self, sample_rate: int) -> None:
        self._window = max(1, round(_WINDOW * sample_rate))
        self._held = np.zeros(0, np.float32)
        self._energy = 0.0
        self._frames = 0
        self._peak = 0.0
        self._quietest = math.inf

    def write(self, samples: Samples) -> None:
        """Take samples, shape (frames,)."""
        if not len(samples):
            return
        self._peak = max(self._peak, float(np.abs(samples).max()))
        self._energy += float(np.square(samples, dtype=np.float64).sum())
        self._frames += len(samples)
        held = np.concatenate([self._held, samples])
        whole = len(held) // self._window * self._window
        if whole:
            windows = held[:whole].reshape(-1, self._window)
            self._quietest = min(
                self._quietest, float(np.square(windows, dtype=np.float64).mean(axis=1).min())
            )
        self._held = held[whole:]

    def result(self) -> AcxLevels:
        """What was measured so far."""
        mean = self._energy / self._frames if self._frames else 0.0
        floor = mean if math.isinf(self._quietest) else self._quietest
        return AcxLevels(_db(mean) / 2, _db(self._peak), _db(floor) / 2)


class AcxLevel:
    """Brings a recording to the level, its peaks held back."""

    def __init__(self, sample_rate: int, gain: float, ceiling: float = CEILING) -> None:
        """
        Args:
            gain: dB, of `AcxLevels.gain`.
            ceiling: dB that no sample passes.
        """
        self._gain = gain
        self._limiter = Limiter(sample_rate, 10 ** (ceiling / 20))

    def process(self, samples: Samples) -> Samples:
        return self._limiter.process(amplify(samples, self._gain))

    def flush(self) -> Samples:
        return self._limiter.flush()


def _db(value: float) -> float:
    return 20 * math.log10(value) if value > 0 else -math.inf
