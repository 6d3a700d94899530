"""Silence at the ends of audio that comes in portions: cut, the same whichever portions they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples


class Trim:
    """Takes silence off the start and the end; what is quiet is held back until sound follows it.

    Attributes:
        removed: samples taken off the start; settled once something came out.
    """

    def __init__(
        self,
        sample_rate: int,
        below: float = -45.0,
        *,
        frame: float = 0.010,
        before: float = 0.020,
        after: float = 0.020,
        edge: float = 0.003,
        least: int = 0,
    ) -> None:
        """
        Args:
            below: dB of full scale, RMS over a frame: what counts as silence.
            frame: seconds over which the level is taken; 0 for each sample by itself.
            before: seconds of quiet left in front, so that no soft consonant is lost.
            after: seconds of quiet left behind.
            edge: seconds of fade at both ends, so that they don't click.
            least: samples of the input after which silence may end it; what is quiet before stays.
        """
        self.removed = 0
        self._frame = max(1, round(frame * sample_rate))
        self._before, self._after = round(before * sample_rate), round(after * sample_rate)
        self._edge = round(edge * sample_rate)
        self._power = 10 ** (below / 10)
        self._least = least  # from where the next frame begins
        self._started = False
        self._partial = nothing()  # less than a frame, not judged yet
        self._quiet = nothing()  # since the last loud frame

    def process(self, samples: Samples) -> Samples:
        """What of the audio so far is sure to be kept; may be empty."""
        samples = np.concatenate([self._partial, samples])
        whole = len(samples) - len(samples) % self._frame
        self._partial = samples[whole:]
        return self._judge(samples[:whole])

    def flush(self) -> Samples:
        """The last of what is kept."""
        out = self._judge(self._partial)
        tail = self._quiet[: self._after] if self._started else nothing()
        self._partial = self._quiet = nothing()
        return np.concatenate([out, faded(tail, min(self._edge, len(tail)), end=True)])

    def _judge(self, samples: Samples) -> Samples:
        """Give everything up to the last loud frame, hold the rest."""
        if not len(samples):
            return samples
        power = np.add.reduceat(samples.astype(np.float64) ** 2, np.arange(0, len(samples), self._frame))
        loud = np.flatnonzero(power > self._power * self._frame)
        end = (int(loud[-1]) + 1) * self._frame if len(loud) else 0
        end = max(end, min(self._least, len(samples)))
        self._least = max(0, self._least - len(samples))
        held = np.concatenate([self._quiet, samples])
        if not (self._started or len(loud)):
            # only the last of a leading silence can still be wanted
            self._quiet = self._cut(held, len(held))
            return nothing()
        sure = len(held) - len(samples) + end if end else 0
        out, self._quiet = held[:sure], held[sure:]
        if not self._started:
            self._started = True
            out = self._cut(out, len(held) - len(samples) + int(loud[0]) * self._frame)
            out = faded(out, min(self._edge, len(out)), end=False)
        return out

    def _cut(self, samples: Samples, silent: int) -> Samples:
        """Without so many silent samples at the start, but for those that are left in front."""
        cut = max(0, silent - self._before)
        self.removed += cut
        return samples[cut:]


def faded(samples: Samples, frames: int, *, end: bool) -> Samples:
    """With a raised cosine over so many frames at the start, or at the end."""
    if not frames:
        return samples
    rise = np.sin(np.linspace(0, np.pi / 2, frames, dtype=np.float32)) ** 2
    if end:
        return np.concatenate([samples[:-frames], samples[-frames:] * rise[::-1]])
    return np.concatenate([samples[:frames] * rise, samples[frames:]])


def nothing() -> Samples:
    """No samples."""
    return np.zeros(0, np.float32)
