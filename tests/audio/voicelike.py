"""A sound as lively as speech, from a seed: pitch glides, syllables, noise, pauses."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RATE = 24_000


def voicelike(seconds: float, *, rate: int = RATE, seed: int = 0) -> NDArray[np.float32]:
    """Float32 mono, shape (frames,), peak about 0.5; ends at no round number of frames."""
    frames = int(seconds * rate) + 777
    time = np.arange(frames) / rate
    noise = np.random.default_rng(seed).standard_normal(frames)
    pitch = np.cumsum(2 * np.pi * (140 + 40 * np.sin(2.1 * time)) / rate)
    voice = sum(np.sin(n * pitch) / n for n in range(1, 9))
    syllables = np.clip(np.sin(2 * np.pi * 3.1 * time) + 0.4, 0, 1)
    return (0.18 * voice * syllables + 0.01 * noise * (0.2 + syllables)).astype(np.float32)


def portions(samples: NDArray[np.float32], seed: int = 1) -> list[NDArray[np.float32]]:
    """The samples in pieces of odd and even, tiny and large size, some of them empty."""
    sizes = np.random.default_rng(seed).integers(0, 9000, len(samples))
    cuts = np.cumsum(sizes)
    return np.split(samples, cuts[cuts < len(samples)])
