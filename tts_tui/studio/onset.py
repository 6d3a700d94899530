"""When speech becomes audible: an engine may give silence first, which counts as its first PCM but isn't heard."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

AUDIBLE = 10 ** (-40 / 20)
"""-40 dBFS: above the noise and the breath of engines, below the softest beginning of a word."""


def first_audible(samples: NDArray[np.float32]) -> int | None:
    """Index of the first sample whose magnitude exceeds `AUDIBLE`; None if none does.

    Args:
        samples: shape (n,), full scale 1.0.
    """
    above = np.abs(samples) > AUDIBLE
    first = int(above.argmax()) if len(above) else 0
    return first if len(above) and above[first] else None


def onset_ms(first_chunk_ms: float, in_hand_ms: float, offset_seconds: float) -> float:
    """Milliseconds from the call until a sample is heard by a player that begins with the first PCM.

    It plays at its offset after that, or as soon as it is in hand where the engine came too late for that.

    Args:
        first_chunk_ms: from the call until the first PCM was in hand.
        in_hand_ms: from the call until the sample was in hand.
        offset_seconds: of the sample from the beginning of the audio.
    """
    return max(in_hand_ms, first_chunk_ms + offset_seconds * 1000)
