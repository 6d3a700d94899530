"""Faster or slower speech at the same pitch.

WSOLA (Verhelst and Roelands, "An overlap-add technique based on waveform similarity", ICASSP 1993): windows of
30 ms are laid half over each other in the output and taken from the input `rate` times as far apart, each from the
place within 10 ms that best continues the one before.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

_WINDOW_SECONDS = 0.030
_SEARCH_SECONDS = 0.010
_SILENCE = 1e-7  # mean square below which there is no waveform to match
_SPARE_FRAMES = 4096


class TimeStretch:
    """A stream of samples played `rate` times as fast. The result doesn't depend on how the input is cut up."""

    def __init__(self, sample_rate: int, rate: float) -> None:
        self._half = round(_WINDOW_SECONDS * sample_rate) // 2
        self._search = round(_SEARCH_SECONDS * sample_rate)
        window = np.hanning(2 * self._half + 1)[:-1].astype(np.float32)  # periodic: its halves sum to 1
        self._rise, self._fall = window[: self._half], window[self._half :]
        self._rate = rate
        self._buffer = np.zeros(self._search, np.float32)
        self._origin = -self._search  # input index of the buffer's first sample
        self._ideal = 0.0  # input index of the next window before it is matched
        self._expected: Samples | None = None  # what would follow the last window if nothing were skipped
        self._tail = np.zeros(self._half, np.float32)
        self._taken = self._given = 0

    def push(self, samples: Samples) -> Samples:
        """Take samples, give what they complete (often more or less than `rate` says, never out of order)."""
        self._taken += len(samples)
        output = self._advance(samples)
        self._given += len(output)
        return output

    def flush(self) -> Samples:
        """The rest, so that all that was given is round(taken / rate) samples long."""
        wanted = max(0, round(self._taken / self._rate) - self._given)
        reach = 3 * self._half + 2 * self._search
        output = self._advance(np.zeros(reach + round((wanted + self._half) * self._rate), np.float32))
        return np.concatenate([output, self._tail])[:wanted]

    def _advance(self, samples: Samples) -> Samples:
        half = self._half
        self._buffer = np.concatenate([self._buffer, samples])
        pieces = []
        while (place := round(self._ideal) - self._origin) + self._search + 3 * half <= len(self._buffer):
            if self._expected is None:
                pieces.append(self._buffer[place : place + half])  # a clip begins as it is
            else:
                place = self._match(place, self._expected)
                pieces.append(self._tail + self._buffer[place : place + half] * self._rise)
            self._tail = self._buffer[place + half : place + 2 * half] * self._fall
            self._expected = self._buffer[place + half : place + 2 * half]
            self._ideal += half * self._rate
        self._forget()
        return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)

    def _match(self, place: int, expected: Samples) -> int:
        """The place within the search range whose waveform is most like what is expected."""
        low = place - self._search
        region = self._buffer[low : place + self._search + self._half]
        likeness = np.correlate(region, expected, "valid")
        power = np.concatenate([[0.0], np.cumsum(region.astype(np.float64) ** 2)])
        energy = power[self._half :] - power[: -self._half]
        floor = _SILENCE * self._half
        if float(expected @ expected) < floor or energy.max() < floor:
            return place
        return low + int(np.argmax(likeness / np.sqrt(np.maximum(energy, floor))))

    def _forget(self) -> None:
        unneeded = round(self._ideal) - self._search - self._origin
        if unneeded > _SPARE_FRAMES:
            self._buffer = self._buffer[unneeded:].copy()
            self._origin += unneeded
