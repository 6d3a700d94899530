"""What the device callback does: ring to device, with gain ramps and fades. No locks, no waiting."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

import numpy as np

from tts_tui.audio.play.ring import CALLBACK_TIMES

if TYPE_CHECKING:
    from tts_tui.audio.play.ring import Ring, Samples

FADE_SECONDS = 0.005
LEAD_SECONDS = 0.060
"""Silence that a fresh stream begins with: sound servers swallow its first 20 ms."""
ASLEEP_AFTER = 5.0
"""Seconds without sound after which amplifiers and receivers may have muted themselves."""
_FAINT = np.float32(2**-15)


class Renderer:
    """Fills one device buffer after another from the ring.

    Fades over 5 ms on pause, resume, a change of volume and before the ring runs dry. A clip's own first and last
    frames are left as they are, so that a clip played at full volume arrives sample for sample.
    """

    def __init__(
        self, ring: Ring, sample_rate: int, lead_in: float = LEAD_SECONDS, *, may_run_out: bool = True
    ) -> None:
        """Args:
        ring: where frames come from.
        sample_rate: of the stream.
        lead_in: seconds that a device which was asleep is given to wake before there is sound.
        may_run_out: whether a callback that is late is heard as a gap.
        """
        self._ring = ring
        self._may_run_out = may_run_out
        self._signs = np.random.default_rng()
        self._rate = sample_rate
        self._fade = max(1, round(FADE_SECONDS * sample_rate))
        self._lead_in = lead_in
        self._woken = ring.control.wake
        self._begin(lead_in)

    def begin_stream(self) -> None:
        """The stream starts again, on a device that is awake."""
        self._begin(min(self._lead_in, LEAD_SECONDS))

    def _begin(self, lead: float) -> None:
        self._lead = round(lead * self._rate)
        self._rousing = False  # a stream that starts wakes its device by that
        self._quiet_frames = 0
        self._due = math.inf
        self._gain = 0.0
        self._floor = 0
        self._sounding = False

    def fill(self, out: Samples, delay: float, *, underflow: bool = False) -> None:
        """Fill `out` and report what was read and when it will be heard.

        Args:
            out: mono frames to fill.
            delay: seconds from now until the first of them reaches the listener.
            underflow: whether the device says that it ran out before. Sound servers often don't say so; a callback
                that comes after the last frames must have been played counts as well.
        """
        began = time.perf_counter()
        clock = time.monotonic()
        control = self._ring.control
        first = control.read
        was_sounding = self._sounding
        if was_sounding and (underflow or (self._may_run_out and clock > self._due)):
            control.underruns += 1
        self._due = clock + delay + len(out) / self._rate
        self._render(out)
        self._quiet_frames += len(out)
        if control.read > first:
            self._quiet_frames = 0
            if not was_sounding:
                self._floor = first
                control.sounding_at = clock + delay
            self._ring.report(self._floor, first, clock, delay)
        control.largest = max(control.largest, len(out))
        self._ring.callback_times[control.callbacks % CALLBACK_TIMES] = time.perf_counter() - began
        control.called_at = clock
        control.callbacks += 1

    def _render(self, out: Samples) -> None:
        control = self._ring.control
        out.fill(0.0)
        if control.wake != self._woken:
            self._woken = control.wake
            self._rouse()
        if self._lead > 0:
            self._lead -= len(out)
            if self._rousing:
                out[:] = _FAINT * self._signs.choice((-1, 1), len(out))
            control.silent = 0 if control.playing else 1
            return
        if not control.playing:
            self._fall_silent(out)
            return
        control.silent = 0
        end = control.end
        available = control.written - control.read
        if control.dry:
            if not available or (end < 0 and available < control.threshold):
                return
            if self._rouse():
                return
            control.dry = 0
            self._sounding = True
            if control.read == control.start:
                self._gain = control.volume
        count = min(len(out), available)
        starving = end < 0 and available < len(out) + self._fade
        sound = out[:count]
        self._ring.take(sound)
        self._ramp(sound, control.volume)
        if starving:
            self._fade_out(sound)
            control.starved += 1
        if starving or control.read == end:
            self._quieten()

    def _rouse(self) -> bool:
        """Wake a device that may have muted itself, by the least that isn't digital silence; False if it's awake."""
        if self._quiet_frames < ASLEEP_AFTER * self._rate:
            return False
        self._quiet_frames = 0
        self._lead = round(self._lead_in * self._rate)
        self._rousing = True
        return True

    def _fall_silent(self, out: Samples) -> None:
        control = self._ring.control
        if self._sounding:
            sound = out[: min(len(out), self._fade, control.written - control.read)]
            self._ring.take(sound)
            sound *= np.float32(self._gain)
            self._fade_out(sound)
            self._quieten()
        control.silent = 1

    def _quieten(self) -> None:
        self._gain = 0.0
        self._sounding = False
        self._ring.control.dry = 1

    def _ramp(self, sound: Samples, target: float) -> None:
        """Bring the gain to `target` within one fade."""
        count = min(len(sound), self._fade)
        if self._gain != target:
            sound[:count] *= np.linspace(self._gain, target, count, endpoint=False, dtype=np.float32)
            sound[count:] *= np.float32(target)
            self._gain = target
        elif target != 1.0:
            sound *= np.float32(target)

    def _fade_out(self, sound: Samples) -> None:
        count = min(len(sound), self._fade)
        if count:
            sound[-count:] *= np.linspace(1.0, 0.0, count, dtype=np.float32)
