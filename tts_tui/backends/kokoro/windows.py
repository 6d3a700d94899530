"""Which frames are decoded together, and how the pieces are joined.

Each window is decoded with `CONTEXT` frames more on either side, of which the generator's second stage gets `MARGIN`
steps (`graph.reach`), and neighbours are cross-faded over `FADE` samples around their border. The convolutions reach
twice as far in all; what the outer half adds is 10 dB below the noise of quantizing the activations.

Short sentences are the ones whose statistics are hardest to predict: windowed, they came out up to 1.2 dB too loud.
A window that sees all of a sentence needs no prediction.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tts_tui.backends.kokoro.engine import FRAME, SAMPLE_RATE
from tts_tui.backends.kokoro.graph.rates import STEPS_PER_FRAME

CONTEXT = 2
MARGIN = 12
"""Steps of the first stage, 0.6 frames: half a frame of reach less a little, and half a fade more."""

FADE = 240
"""10 ms at 24 kHz: long enough to hide that two windows quantize their activations differently."""

_STEP = FRAME // STEPS_PER_FRAME
"""Samples."""

_FIRST = (2, 2, 4, 6, 6, 10, 10, 20)
_STEADY = 30
"""Half its context is waste, and what is much longer no longer fits the processor's caches (20 to 40 are alike)."""

_SHORTEST = 8

SHORT = 120
"""Frames of a sentence that is decoded whole, which takes twice as long as windows of it would, and much memory."""

SHORT_FIRST = 160
"""Likewise for the first sentence of a text: the work is done only once, and levels are off most up to here."""

_BEFORE_WHOLE = (2, 2, 4, 6, 6, 10)
"""Frames under cover of whose sound a short sentence is decoded whole: no more than that takes, being less exact."""


@dataclass(frozen=True, slots=True)
class DecodeWindow:
    """Frames [start, end) to emit, and [left, right), the frames to decode for them."""

    start: int
    end: int
    left: int
    right: int

    @property
    def inner(self) -> tuple[int, int]:
        """The steps of the first stage, counted in the whole sentence, that the second gets."""
        first = max(self.left * STEPS_PER_FRAME, self.start * STEPS_PER_FRAME - MARGIN)
        last = min(self.right * STEPS_PER_FRAME, self.end * STEPS_PER_FRAME + MARGIN)
        return first, last

    @property
    def offset(self) -> int:
        """Samples that are decoded before the first one to emit."""
        return self.start * FRAME - self.inner[0] * _STEP

    def sees_all_of(self, frames: int) -> bool:
        """Whether a sentence of that many frames is decoded in it, so that its statistics can be the true ones."""
        return self.left == 0 and self.right == frames


def plan(start: int, end: int, frames: int, *, first: bool, cover: float = 0.0) -> list[DecodeWindow]:
    """Cut frames [start, end) of a sentence of `frames` into windows, of growing length if `first`.

    A window costs its length plus the context, so small ones waste work: they are for the first sound only. What
    they leave of a short sentence is emitted from one window that sees all of it. A last window of fewer than
    `_SHORTEST` frames joins the one before it.

    Args:
        cover: seconds of sound that must be out before a short sentence is decoded whole, if it is the `first`. One
            that needs more than there may be would break off in the middle: it is cut into windows like a long one.
    """
    before = _enough(cover) if first else ()
    short = frames <= (SHORT_FIRST if first else SHORT) and before is not None
    sizes = iter((before or () if short else _FIRST) if first else ())
    windows = []
    while start < end:
        stop = start + next(sizes, end - start if short else _STEADY)
        if end - stop < _SHORTEST:
            stop = end
        if short and stop == end:
            windows.append(DecodeWindow(start, end, 0, frames))
        else:
            windows.append(DecodeWindow(start, stop, max(0, start - CONTEXT), min(frames, stop + CONTEXT)))
        start = stop
    return windows


def _enough(cover: float) -> tuple[int, ...] | None:
    """As many of `_BEFORE_WHOLE` as last that many seconds; None if they don't."""
    sums = itertools.accumulate(_BEFORE_WHOLE)
    count = next((i for i, frames in enumerate(sums, 1) if frames * FRAME >= cover * SAMPLE_RATE), None)
    return None if count is None else _BEFORE_WHOLE[:count]


class Joiner:
    """Cross-fades decoded windows into one signal, holding back half a fade at each border."""

    def __init__(self) -> None:
        ramp = (np.arange(FADE, dtype=np.float32) + 0.5) / FADE
        self._rise = ramp
        self._tail: NDArray[np.float32] | None = None

    def join(self, window: DecodeWindow, audio: NDArray[np.float32], *, last: bool) -> NDArray[np.float32]:
        """What may be emitted once `audio`, the samples of the window's inner steps, is known."""
        half = FADE // 2
        begin = window.offset
        finish = begin + (window.end - window.start) * FRAME
        if self._tail is not None:
            border = audio[begin - half : begin + half]
            faded = self._tail * (1 - self._rise) + border * self._rise
            head = [faded]
            begin += half
        else:
            head = []
        if last:
            return np.concatenate([*head, audio[begin:finish]])
        self._tail = audio[finish - half : finish + half].copy()
        return np.concatenate([*head, audio[begin : finish - half]])


def trim(durations: NDArray[np.int64], *, lead: int, tail: int) -> tuple[int, int]:
    """First and last frame worth emitting: the padding tokens' silence but for a few frames of it.

    Args:
        durations: frames of each token, padding included, shape (tokens + 2,).
        lead: frames kept before the first phoneme.
        tail: frames kept of the padding after the last one.
    """
    total = int(durations.sum())
    start = max(0, int(durations[0]) - lead)
    end = min(total, total - int(durations[-1]) + tail)
    return start, end
