"""Which output is used: the chosen one, else the next best, and back again as soon as that works.

Where sound was heard, or may come any moment, the place is held until it works again; only where every sink says that
there is none from the start does a clock that plays nothing take its place.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from tts_tui.audio.play.devices import SINKS, no_sound, sound_lost
from tts_tui.audio.play.output import Output, Phase
from tts_tui.audio.play.scout import Scout
from tts_tui.audio.play.sinks.base import SinkOptions
from tts_tui.audio.play.status import SoundTrouble

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 5.0
_STEADY = 5.0
"""Seconds that an output must have lived, for the next one to be opened without a pause."""

LATENCIES = (0.06, 0.12, 0.3)
"""Seconds of sound that the device is asked to hold: each is used until the first underrun.

The first lets a fade be heard within 100 ms of the key, and holds as long as the machine isn't overloaded, because
the callback shares its interpreter with nothing (bench/player.py). The last held in every load tried; what it
holds is dropped rather than faded when something is to be silent at once.
"""

PROMPT = 0.03
"""The same while another clip is to be heard within 60 ms of a key, until the first underrun."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Choice:
    """Something to try: sinks in order, on one device or on the system's choice."""

    sinks: tuple[str, ...]
    device: str | None = None


_ANYTHING = _Choice((*SINKS, "null"))
_ANY_REAL = _Choice(SINKS)
_NOTHING = _Choice(("null",))


class Route:
    """Keeps one output open and replaces it when it fails. Only the player's thread calls it, and never waits.

    Attributes:
        sink: the sink in use, None before the first.
        device: its device.
        trouble: why there is no sound, or None.
    """

    def __init__(self, device: str | None, lead_in: float, changed: Callable[[], None]) -> None:
        self._chosen = device
        self._lead_in = lead_in
        self._changed = changed
        self._current: Output | None = None
        self._announced = False
        self._heard = False
        self._trying = self._first_choice()
        self._not_before = self._pause = 0.0
        self._failure: dict[str, str] = {}
        self._refusal: str | None = None  # why the chosen device isn't used
        self._crashed: set[str] = set()
        self._sample_rate = 0
        self._latency = LATENCIES[0]
        self._scout: Scout | None = None
        self._scouted = _ANY_REAL
        self._spare: Output | None = None  # with more in hand than the present one
        self._past_underruns = self._past_starved = 0
        self.sink: str | None = None
        self.device: str | None = None
        self.trouble: SoundTrouble | None = None

    @property
    def notice(self) -> str | None:
        """Why another device than the chosen one is used, or None."""
        if self._refusal and self._announced and self.sink != "null":
            return f"{self._refusal}; playing on {self.device}"
        return self._refusal

    @property
    def output(self) -> Output | None:
        """The output, once it is open."""
        current = self._current
        return current if current and current.opened and not current.reason else None

    @property
    def may_rest(self) -> bool:
        """Whether an output is open that nobody is to hear at once."""
        return self._current is not None and self._latency != PROMPT

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
        self._refusal = None
        self._crashed.clear()
        self._drop(self._first_choice())
        self.retry()

    def retry(self) -> None:
        """Put nothing off any longer: somebody asks for sound now."""
        self._not_before = self._pause = 0.0

    @property
    def sample_rate(self) -> int:
        """Hz that the output was last opened with, 0 before the first."""
        return self._sample_rate

    def set_prompt(self, prompt: bool) -> bool:
        """Let the device hold as little as it can, if it could do with the least so far; or as much as usual again.

        Returns:
            whether the output was closed for that.
        """
        if prompt and self._latency == LATENCIES[0]:
            self._latency = PROMPT
            self._drop(self._trying)
            return True
        if not prompt:  # reopened once nothing sounds
            self._latency = max(self._latency, LATENCIES[0])
        return False

    def wake(self) -> None:
        """Let a device that may sleep know that there will be sound soon."""
        if output := self.output:
            output.ring.control.wake += 1

    def abandon(self) -> None:
        """End a stalled output, whose sound must not come later."""
        self._drop(self._trying)

    def supervise(self, *, playing: bool, rate: int | None, unheard: Callable[[], bool]) -> float | None:
        """Keep an output open while there is something to play.

        Args:
            playing: whether something is to be heard.
            rate: the clip's sample rate.
            unheard: whether nobody would hear it now if the sound broke off for a moment.

        Returns:
            None while the same output is used; else until when (monotonic time) the one before was surely heard: what
            it was given to play later must be given to the next.
        """
        before = self._current
        ran_until = before.ran_until if before else None
        if not playing or rate is None:
            self._hold_more(lambda: True)
            self._reopen()
        else:
            if rate != self._sample_rate:
                self._drop(self._first_choice())
                self._sample_rate = rate
            self._see_to_sound(unheard)
        return None if self._current is before else ran_until

    def _see_to_sound(self, unheard: Callable[[], bool]) -> None:
        current = self._current
        if current is None:
            if time.monotonic() >= self._not_before:
                self._current = self._open(self._trying)
        elif current.phase is Phase.FAILED:
            self._replace(current)
        elif current.stalled:
            self._hold("the sound server does not answer")
            self._look_for(_ANY_REAL)
            if self._current is not current and self._chosen:  # so it isn't the server
                self._refusal = f"{self._chosen} takes no sound"
        elif current.phase is Phase.OPEN:
            self._announce(current)
            self._look_for_better()
            self._hold_more(unheard)

    def close(self) -> None:
        """Let go of everything."""
        self._drop(self._first_choice())

    def _first_choice(self) -> _Choice:
        return _Choice(SINKS, self._chosen) if self._chosen else self._any()

    def _any(self) -> _Choice:
        return _ANY_REAL if self._heard else _ANYTHING

    def _open(self, choice: _Choice) -> Output | None:
        try:
            wanted = SinkOptions(self._sample_rate, choice.device, self._latency, self._lead_in)
            sinks = [name for name in choice.sinks if name not in self._crashed]
            return Output(sinks or choice.sinks, wanted, self._changed)
        except OSError as error:
            self._hold(f"the sound process can't be started ({error})")
            self._put_off()
            return None

    def _replace(self, failed: Output) -> None:
        """Try the next output: at once after the first failure, ever more seldom after that."""
        _log.info("sound output %s: %s", self._trying, failed.reason)
        tried = self._trying
        if failed.crashed and failed.crashed not in self._crashed:
            self._crashed.add(failed.crashed)
            self._failure[failed.crashed] = failed.reason
            self._try_now(tried)
            return
        if not self._crashed:
            self._failure = {"sounddevice": failed.reason}
        if failed.opened is None and tried.device:
            self._refusal = f"{tried.device} can't be used: {failed.reason}"
            self._try_now(self._any())
        elif failed.opened is None and tried == _ANYTHING:
            self._try_now(_NOTHING)
        else:
            if failed.opened and tried.device:
                self._refusal = failed.reason
            if failed.lived > _STEADY:
                self._pause = 0.0
            self._hold(failed.reason)
            self._put_off()
            self._drop(self._any() if tried.device else self._first_choice())

    def _try_now(self, choice: _Choice) -> None:
        self._drop(choice)
        self._current = self._open(choice)

    def _put_off(self) -> None:
        self._not_before = time.monotonic() + self._pause
        self._pause = min(max(_FIRST_PAUSE, 2 * self._pause), _LONGEST_PAUSE)

    def _hold(self, reason: str) -> None:
        """Say why nothing goes on for now."""
        self.trouble = SoundTrouble(sound_lost(reason), held=True)
        self._announced = False

    def _announce(self, output: Output) -> None:
        """Say once what has been opened."""
        if self._announced or output.opened is None:
            return
        self._announced = True
        opened = output.opened
        if opened.device == self._chosen:
            self._refusal = None
        self.sink, self.device = opened.sink, opened.device
        if opened.sink != "null":
            self._heard, self.trouble = True, None
        else:
            refused = self._failure | opened.refused
            self.trouble = SoundTrouble(no_sound(refused), held=False) if refused else None

    def _look_for_better(self) -> None:
        """While something else is used in its place, try the wanted output; change over when it opens."""
        if self.sink == "null" or self._chosen not in (None, self.device):
            self._look_for(_Choice(SINKS, self._chosen))
        else:
            self._end_scouting()

    def _look_for(self, choice: _Choice) -> None:
        if self._scout is None or self._scouted != choice:
            self._end_scouting()
            self._scout, self._scouted = Scout(lambda: self._open(choice)), choice
        if better := self._scout.look():
            self._drop(choice)
            self._current = better
            self._announce(better)

    def _end_scouting(self) -> None:
        if self._scout:
            self._scout.close()
            self._scout = None

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
        self._end_scouting()
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
