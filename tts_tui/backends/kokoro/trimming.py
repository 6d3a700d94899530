"""How much of Kokoro's silence around a sentence is kept."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tts_tui.audio.silence import Trim
from tts_tui.backends.kokoro.engine import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAD = 6
"""Frames decoded before the first phoneme's own at most: sound may begin up to five frames (125 ms) early."""

_SOUNDING = -5.0
"""Of the energy that the model predicts, twice a frame; silence is about -9.5, speech above 0. In 900 sentences of
all 54 voices, at speeds from 0.6 to 1.7, no sound above `QUIET` came more than half a frame before the first of it."""

TAIL = 2
"""Frames decoded of the last token, the padding, in which the last sound rings out."""

QUIET = 0.002
"""Samples below this (-54 dBFS) are silence; Kokoro's own lies below -60, its softest fricatives begin above."""

KEPT_BEFORE, KEPT_AFTER = 0.025, 0.050
"""Seconds."""


def onset(energy: NDArray[np.float32]) -> int:
    """The frame before the one in which sound begins, by the model's energy, (2 * frames,); 0 if it is all silence."""
    return max(int((energy > _SOUNDING).argmax()) // 2 - 1, 0)


def trimmer(least: int) -> Trim:
    """Cuts the silence at both ends of a run of the model.

    The durations say where speech lies to within 100 ms; the samples say it exactly.

    Args:
        least: samples of the input that are kept whatever is in them, beside those at the start: where the last word
            ends.
    """
    level = 20 * math.log10(QUIET)
    return Trim(SAMPLE_RATE, level, frame=0, before=KEPT_BEFORE, after=KEPT_AFTER, edge=0, least=least)
