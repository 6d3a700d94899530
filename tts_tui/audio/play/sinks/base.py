"""What every sink is, and how it says that it cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tts_tui.audio.play.renderer import LEAD_SECONDS

Lost = Callable[[str], None]


class SinkError(Exception):
    """This sink cannot be used; the message is the reason, for people."""


@dataclass(frozen=True, slots=True)
class SinkOptions:
    """How a sink is to be opened.

    Attributes:
        sample_rate: the clip's.
        device: by name, None for the system's choice.
        latency: seconds of sound that the device is to hold.
        lead_in: seconds that a device which was asleep is given to wake before there is sound.
    """

    sample_rate: int
    device: str | None
    latency: float
    lead_in: float = LEAD_SECONDS


@dataclass(frozen=True, slots=True)
class OutputDevice:
    """Something that can play.

    Attributes:
        name: what it is called, and remembered by.
        sink: "sounddevice" or "miniaudio".
        channels: the most it takes, 0 where that is not known.
        sample_rate: its own rate, 0 where that is not known.
        default: whether the system would choose it.
    """

    name: str
    sink: str
    channels: int
    sample_rate: int
    default: bool


class DeviceSink(Protocol):
    """An open, running stream that takes its frames from a ring."""

    name: str
    device: str
    sample_rate: int

    def flush(self) -> None:
        """Drop what the device holds; go on with silence."""

    def close(self) -> None:
        """Stop and let go of the device."""
