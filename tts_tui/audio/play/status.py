"""What the player says about itself, and about its output."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PlayerState = Literal["idle", "buffering", "playing", "paused", "ended"]


@dataclass(frozen=True, slots=True)
class SoundTrouble:
    """Why nothing is heard.

    Attributes:
        reason: with what fixes it.
        held: whether the place is held until there is sound; else a clock runs that plays nothing.
    """

    reason: str
    held: bool


@dataclass(frozen=True, slots=True)
class PlayerStatus:
    """A moment of the player.

    Attributes:
        state: "buffering" covers opening the device, waiting for the engine, and a seek past what is generated.
        position_s: seconds into the clip of what is heard now.
        complete: whether the clip is whole.
        buffered_ahead_s: seconds of listening, at the present speed, before the player would have to wait.
        volume: 0 to 1.
        rate: 0.5 to 3.
        underruns: times that the device ran out of samples.
        starved: times that playback waited for the engine in mid-clip.
        time_to_sound_s: from the last request to play to its first sample at the listener, None before that.
        sink: "sounddevice", "miniaudio" or "null"; None until the device is first wanted.
        device: the device's name; None likewise.
        unavailable: why nothing is heard and what fixes it, None where sound works.
        held: whether the place is held because sound was lost or doesn't come yet: it goes on by itself.
        notice: that another device than the chosen one is used and why, else None.
    """

    state: PlayerState = "idle"
    position_s: float = 0.0
    complete: bool = False
    buffered_ahead_s: float = 0.0
    volume: float = 1.0
    rate: float = 1.0
    underruns: int = 0
    starved: int = 0
    time_to_sound_s: float | None = None
    sink: str | None = None
    device: str | None = None
    unavailable: str | None = None
    held: bool = False
    notice: str | None = None
