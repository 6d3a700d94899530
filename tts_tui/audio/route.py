"""Which output is used: the chosen one, else the next best, and back again as soon as that can be had."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from tts_tui.audio.devices import no_sound
from tts_tui.audio.output import Output, Phase
from tts_tui.audio.scout import Scout
from tts_tui.audio.sinks.base import Wanted

_REAL = ("sounddevice", "miniaudio")
_RETRY_AFTER = 2.0

LATENCIES = (0.06, 0.12, 0.3)
"""Seconds of sound that the device is asked to hold: each is used until the first underrun.

The first lets a fade be heard within 100 ms of the key, and holds as long as the machine isn't overloaded, because
the callback shares its interpreter with nothing (bench/player.py). The last held in every load tried; what it
holds is dropped rather than faded when something is to be silent at once.
"""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Choice:
    """Something to try: sinks in order, on one device or on the system's choice."""

    sinks: tuple[str, ...]
    device: str | None = None


_ANYTHING = _Choice((*_REAL, "null"))
_NOTHING = _Choice(("null",))


class Route:
    """Keeps one output open and replaces it when it fails. Only the player's thread calls it, and never waits.

    Attributes:
        sink: the sink in use, None before the first.
        device: its device.
        unavailable: why there is no sound, with what mends it, or None.
        notice: why another device than the chosen one is used, or None.
    """

    def __init__(self, device: str | None, changed: Callable[[], None]) -> None:
        self._chosen = device
        self._changed = changed
        self._current: Output | None = None
        self._announced = False
        self._trying = self._first_choice()
        self._not_before = 0.0
        self._sample_rate = 0
        self._latency = LATENCIES[0]
        self._scout: Scout | None = None
        self._spare: Output | None = None  # with more in hand than the present one
        self._past_underruns = self._past_starved = 0
        self.sink: str | None = None
        self.device: str | None = None
        self.unavailable: str | None = None
        self.notice: str | None = None

    @property
    def output(self) -> Output | None:
        """The output, once it is open."""
        current = self._current
        return current if current and current.opened and not current.reason else None

    @property
    def underruns(self) -> int:
        """Times that a device ran out of samples, in all."""
        return self._past_underruns + (self._current.ring.control.underruns if self._current else 0)

    @property
    def starved(self) -> int:
        """Times that playback waited for the engine in mid-clip, in all."""
        return self._past_starved + (self._current.ring.control.starved if self._current else 0)

    def choose(self, device: str | None) -> None:
        """Use another device from now on; opened when sound is next wanted."""
        self._chosen = device
        self.notice = None
        self._drop(self._first_choice())

    def supervise(self, *, wanted: bool, rate: int | None, unheard: Callable[[], bool]) -> bool:
        """See to it that there is an output while one is wanted.

        Args:
            wanted: whether something is to be heard.
            rate: the clip's sample rate.
            unheard: whether nobody would hear it now if the sound broke off for a moment.

        Returns:
            whether the output that was in use is gone: what was fed to it must be fed again.
        """
        before = self._current
        if not wanted or rate is None:
            self._hold_more(lambda: True)
            self._reopen()
            return before is not self._current
        if rate != self._sample_rate:
            self._drop(self._first_choice())
            self._sample_rate = rate
        if self._current is None:
            if time.monotonic() >= self._not_before:
                self._current = self._open(self._trying)
        elif self._current.phase is Phase.FAILED:
            self._replace(self._current)
        elif self._current.phase is Phase.OPEN:
            self._announce(self._current)
            self._look_for_better()
            self._hold_more(unheard)
        return before is not None and self._current is not before

    def close(self) -> None:
        """Let go of everything."""
        self._drop(self._first_choice())

    def _first_choice(self) -> _Choice:
        return _Choice(_REAL, self._chosen) if self._chosen else _ANYTHING

    def _open(self, choice: _Choice) -> Output | None:
        try:
            wanted = Wanted(self._sample_rate, choice.device, self._latency)
            return Output(choice.sinks, wanted, self._changed)
        except OSError as error:
            self.unavailable = f"No sound output: its process can't be started ({error})."
            self._not_before = time.monotonic() + _RETRY_AFTER
            return None

    def _replace(self, failed: Output) -> None:
        _log.info("sound output %s: %s", self._trying, failed.reason)
        named = self._trying.device
        if failed.hung or not (failed.opened or named):
            self.unavailable = no_sound({"sounddevice": failed.reason})
            self._drop(_NOTHING)  # asking again would hang again; the scout finds out when it is over
        else:
            self.notice = failed.reason if failed.opened else f"{named} can't be used: {failed.reason}"
            self._drop(_ANYTHING)
        self._current = self._open(self._trying)

    def _announce(self, output: Output) -> None:
        """Say once what has been opened."""
        if self._announced or output.opened is None:
            return
        self._announced = True
        opened = output.opened
        if self.notice and opened.sink != "null":
            self.notice = (
                None if opened.device == self.device else f"{self.notice}; playing on {opened.device}"
            )
        self.sink, self.device = opened.sink, opened.device
        if opened.sink != "null":
            self.unavailable = None
        elif opened.refused:
            self.unavailable = no_sound(opened.refused)

    def _look_for_better(self) -> None:
        """While something else is used in its place, try the wanted output; change over when it opens."""
        if self.sink != "null" and self._chosen in (None, self.device):
            return
        if self._scout is None:
            self._scout = Scout(lambda: self._open(_Choice(_REAL, self._chosen)))
        better = self._scout.look()
        if better:
            self._drop(self._first_choice())
            self._current = better
            self.notice = None
            self._announce(better)

    def _hold_more(self, unheard: Callable[[], bool]) -> None:
        """After underruns: open a second output with more in hand, and change over to it where nobody hears that."""
        current = self._current
        if current is None or current.opened is None or current.phase is not Phase.OPEN:
            return
        if current.ring.control.underruns and current.latency == self._latency < LATENCIES[-1]:
            self._latency = next(latency for latency in LATENCIES if latency > current.latency)
            self._spare = self._open(_Choice((current.opened.sink,), self._trying.device))
        if self._spare and self._spare.phase is Phase.FAILED:
            self._spare.close()
            self._spare = None
        if self._spare and self._spare.phase is Phase.OPEN and unheard():
            spare, self._spare = self._spare, None
            self._drop(self._trying)
            self._current = spare
            self._announce(spare)

    def _reopen(self) -> None:
        """Where a device is played on only once at a time: have more in hand while nothing sounds."""
        current = self._current
        if current and not self._spare and current.latency < self._latency:
            self._drop(self._first_choice())
            self._current = self._open(self._trying)

    def _drop(self, then: _Choice) -> None:
        """Close what is open; `then` is to be tried next."""
        if self._scout:
            self._scout.close()
            self._scout = None
        if self._spare:
            self._spare.close()
            self._spare = None
        if self._current:
            self._current.close()
            self._past_underruns += self._current.ring.control.underruns
            self._past_starved += self._current.ring.control.starved
            self._current = None
        self._trying = then
        self._announced = False
