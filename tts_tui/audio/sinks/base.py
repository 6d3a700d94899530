"""What every sink is, and how it says that it cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

LATENCY_SECONDS = 0.06
"""What the device is asked to hold. Short, so that a fade is heard within 100 ms of the key; safe, because the
callback shares its interpreter with nothing (bench/player.py counts the underruns)."""

Lost = Callable[[str], None]


class SinkError(Exception):
    """This sink cannot be used; the message is the reason, for people."""


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


class Sink(Protocol):
    """An open, running stream that takes its frames from a ring."""

    name: str
    device: str
    sample_rate: int

    def flush(self) -> None:
        """Drop what the device holds; go on with silence."""

    def close(self) -> None:
        """Stop and let go of the device."""
