"""How fast an engine works, steadily enough to tell how long the rest takes."""

from __future__ import annotations

ENOUGH_SECONDS = 1.0
"""Of audio after the first chunk, which tell how fast the work is; in the first, what is paid only once counts too."""
LEAST_SHARE = 0.1
"""Of the work that must have come after the first chunk: what came at once with it tells nothing."""
MUCH_SECONDS = 4.0
"""Of audio in all that tell it, where the first chunk is as long as that."""
TRUST_SECONDS = 6.0
"""How much audio weighs as much as what was known before."""


class Pace:
    """Learns from how much work was done for how much audio, both in seconds and counted from the beginning."""

    def __init__(self, before: float | None = None) -> None:
        """
        Args:
            before: seconds of work for a second of audio, as last measured for the same text.
        """
        self._before = before
        self._first: tuple[float, float] | None = None

    def after(self, work: float, audio: float) -> float | None:
        """Seconds of work for a second of audio; None while that would be a guess."""
        if audio and self._first is None:
            self._first = work, audio
        work_since, audio_since = (
            (work - self._first[0], audio - self._first[1]) if self._first else (0.0, 0.0)
        )
        if self._before is not None:
            return (work_since + self._before * TRUST_SECONDS) / (audio_since + TRUST_SECONDS)
        if audio_since >= ENOUGH_SECONDS and work_since >= LEAST_SHARE * work:
            return work_since / audio_since
        return work / audio if audio >= MUCH_SECONDS else None
