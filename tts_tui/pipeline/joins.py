"""Sentences joined into one stretch of audio: the engine's own silence cut, the pause of the punctuation put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples

QUIET = 10 ** (-50 / 20)
"""-50 dBFS: below the breath of every voice tried, above the noise of every engine."""
KEPT_SECONDS = 0.04
"""Silence left around the speech, so that soft onsets survive."""


def pause(seconds: float, speed: float, sample_rate: int) -> Samples:
    """Silence of that length at normal speed."""
    return np.zeros(round(seconds / speed * sample_rate), np.float32)


class SilenceTrimmer:
    """Cuts the silence at both ends of a sentence while it streams through.

    `skipped` frames were cut from the start: word times move by as much.
    """

    def __init__(self, sample_rate: int) -> None:
        self._kept = round(KEPT_SECONDS * sample_rate)
        self._held: list[Samples] = []
        self._speaking = False
        self.skipped = 0

    def feed(self, samples: Samples) -> Samples:
        """What can be given on: all but the silence that may turn out to be the end."""
        loud = np.flatnonzero(np.abs(samples) > QUIET)
        self._held.append(samples)
        if not len(loud):
            return samples[:0]
        held = np.concatenate(self._held)
        offset = len(held) - len(samples)
        begin = 0
        if not self._speaking:
            begin = max(0, offset + int(loud[0]) - self._kept)
            self.skipped = begin
            self._speaking = True
        end = offset + int(loud[-1]) + 1
        self._held = [held[end:]]
        return held[begin:end]

    def finish(self) -> Samples:
        """The end of the sentence: what was held back, cut, faded so that the cut can't click."""
        held = np.concatenate(self._held) if self._held else np.zeros(0, np.float32)
        if not self._speaking:
            return held[:0]
        tail = held[: self._kept].copy()
        tail *= np.linspace(1.0, 0.0, len(tail), dtype=np.float32)
        return tail
