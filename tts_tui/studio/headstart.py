"""How much audio must be in hand before it is played, so that playing never overtakes an engine slower than speech."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tts_tui.speech.events import Progress

if TYPE_CHECKING:
    from tts_tui.audio.play.player import Player
    from tts_tui.audio.timeline import Timeline

MARGIN = 1.15
"""How much slower than measured the engine may become."""

MOST_SECONDS = 30.0
"""The longest head start, in seconds: a long text on a slow engine runs dry later, where the player waits again."""


def seconds_in_hand(real_time_factor: float, seconds_left: float, chunk_seconds: float) -> float:
    """Seconds of audio to have before playing begins.

    Audio arrives in chunks. When S of the `seconds_left` have arrived, factor x S have passed; the last chunk of
    them, c, was missing until then, so (factor - 1) x S + c must have been in hand: most of it at the very end.

    Args:
        real_time_factor: seconds of synthesis per second of audio, times the speed at which it is played.
        seconds_left: of audio still to be made.
        chunk_seconds: the longest stretch of it that comes at once.

    Returns:
        0 where the engine is faster than speech by the margin.
    """
    slower = real_time_factor * MARGIN - 1.0
    return slower * seconds_left + min(chunk_seconds, seconds_left) if slower > 0 else 0.0


class Headstart:
    """Estimates the speed of one request from its progress events.

    Until that begins, nothing should be played: `Player.start_when(math.inf)`.
    """

    def __init__(self) -> None:
        self._first: Progress | None = None
        self._audio_seconds = 0.0
        self._longest = 0.0

    def after(self, progress: Progress, rate: float = 1.0) -> float:
        """Seconds of audio to have before playing begins, as far as is known now; 0 plays at once.

        Args:
            rate: the speed at which it is played.
        """
        self._longest = max(self._longest, progress.audio_seconds - self._audio_seconds)
        self._audio_seconds = progress.audio_seconds
        self._first = self._first or progress
        factor = rate * self._real_time_factor(progress)
        return min(
            seconds_in_hand(factor, progress.expected_seconds - progress.audio_seconds, self._longest),
            MOST_SECONDS,
        )

    def _real_time_factor(self, progress: Progress) -> float:
        """Of the audio after the first chunk, once there is any: costs of starting up don't count."""
        assert self._first is not None
        audio = progress.metrics.made_seconds - self._first.metrics.made_seconds
        if audio <= 0:
            return progress.metrics.rtf or 0.0
        return (progress.metrics.synthesis_seconds - self._first.metrics.synthesis_seconds) / audio


class ClipStarter:
    """Begins the clips of one request in a player, which starts once playing can't overtake the engine any more.

    Attributes:
        lead_seconds: seconds of audio to have before playing starts; inf until the engine's speed is known.
    """

    def __init__(self, player: Player) -> None:
        self._player = player
        self._headstart = Headstart()
        self._clip: Timeline | None = None
        self._hurried = False
        self.lead_seconds = math.inf

    def hurry(self) -> None:
        """Play the audio as it arrives, though the player may run dry."""
        self._hurried, self.lead_seconds = True, 0.0
        self._player.start_when(0.0)

    def begin(self, sample_rate: int) -> Timeline:
        """A clip, which waits until `follow` knows how fast the engine is."""
        self._clip = self._player.begin(sample_rate)
        self._player.start_when(0.0 if self._hurried else math.inf)
        return self._clip

    def follow(self, progress: Progress) -> None:
        """Note how far the engine is."""
        if self._clip:
            self._clip.resting = progress.idle
        lead = self._headstart.after(progress, self._player.status.rate)
        self.lead_seconds = 0.0 if self._hurried else lead
        self._player.start_when(self.lead_seconds)
