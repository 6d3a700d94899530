"""How much of Kokoro's silence around a sentence is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

KEPT_BEFORE = SAMPLE_RATE * 25 // 1000
KEPT_AFTER = SAMPLE_RATE * 50 // 1000


def onset(energy: NDArray[np.float32]) -> int:
    """The frame before the one in which sound begins, by the model's energy, (2 * frames,); 0 if it is all silence."""
    return max(int((energy > _SOUNDING).argmax()) // 2 - 1, 0)


class SilenceTrimmer:
    """Cuts the silence at both ends of audio that arrives in pieces.

    The durations say where speech lies to within 100 ms; the samples say it exactly. Quiet at the end of a piece is
    held back until sound follows it.

    Attributes:
        dropped: samples cut at the start; settled once `feed` has returned any.
    """

    def __init__(self, least: int) -> None:
        """
        Args:
            least: samples of the input that are kept whatever is in them, beside those at the start: where the
                last word ends.
        """
        self.dropped = 0
        self._least = least
        self._seen = 0
        self._held: list[NDArray[np.float32]] = []
        self._begun = False

    def feed(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """What of the audio so far is sure to be kept; may be empty."""
        import numpy as np

        self._seen += len(samples)
        audio = np.concatenate([*self._held, samples])
        loud = np.flatnonzero(np.abs(audio) > QUIET)
        if not self._begun:
            if not len(loud):
                self._held = [audio]
                return audio[:0]
            self._begun = True
            self.dropped = max(int(loud[0]) - KEPT_BEFORE, 0)
            audio, loud = audio[self.dropped :], loud - self.dropped
        sure = int(loud[-1]) + 1 if len(loud) else 0
        sure = max(sure, len(audio) - max(self._seen - self._least, 0))
        self._held = [audio[sure:]]
        return audio[:sure]

    def finish(self) -> NDArray[np.float32]:
        """The last of what is kept."""
        import numpy as np

        rest = np.concatenate(self._held) if self._held else np.zeros(0, np.float32)
        return rest[:KEPT_AFTER]
