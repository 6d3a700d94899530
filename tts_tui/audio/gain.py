"""Louder and softer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples


def amplify(samples: Samples, decibels: float) -> Samples:
    """The samples times 10^(dB/20)."""
    return samples * np.float32(10 ** (decibels / 20))
