"""From a timeline to a ring: speed, resampling, and the map from ring index back to the clip."""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray

from tts_tui.audio.play.renderer import FADE_SECONDS
from tts_tui.audio.play.ring import Ring
from tts_tui.audio.play.stretch import TimeStretch
from tts_tui.audio.resample import Resampler
from tts_tui.audio.timeline import Timeline

Samples = NDArray[np.float32]

_HOP_SECONDS = 0.05
_MARGIN_SECONDS = 0.100
"""Left to the device while another speed is worked out: several of its callbacks may come at once."""
_SWITCH_MARGIN_SECONDS = 0.005
"""Left to the device while it goes over to another clip, which is at hand; a whole callback is where it takes more."""
_SPANS_KEPT = 32
_ACKNOWLEDGE_ALLOWED = 0.25


class Feed:
    """One run through a clip, from one frame on, into one ring.

    At the clip's own speed, on a device that takes the clip's rate, samples pass untouched.
    """

    def __init__(self, timeline: Timeline, ring: Ring, ring_rate: int, frame: int, rate: float) -> None:
        """Start at clip frame `frame`; the ring must be silent."""
        self.timeline = timeline
        self.ring = ring
        self.ring_rate = ring_rate
        ring.reset()
        if frame == 0:
            ring.control.start = ring.control.written
        self._spans: list[tuple[int, float, float]] = []  # ring index, clip frame, clip frames a ring frame
        self._fading_out = self._rise = np.zeros(0, np.float32)
        self._begin(frame, rate)

    def _begin(self, frame: int, rate: float) -> None:
        source_rate = self.timeline.sample_rate
        self._next = frame
        self._stretch = None if rate == 1.0 else TimeStretch(source_rate, rate)
        self._resampler = None if source_rate == self.ring_rate else Resampler(source_rate, self.ring_rate)
        self._pending = np.zeros(0, np.float32)
        self._flushed = False
        self._spans.append((self.ring.control.written, frame, rate * source_rate / self.ring_rate))
        del self._spans[:-_SPANS_KEPT]

    def pump(self) -> None:
        """Fill the ring with what has been generated."""
        while self.ring.free:
            if len(self._pending):
                self._pending = self._pending[self.ring.write(self._pending) :]
            elif self._flushed:
                self.ring.control.end = self.ring.control.written
                return
            elif not self._produce():
                return

    def _produce(self) -> bool:
        # asked before reading: what comes in between isn't taken for the end
        complete = self.timeline.complete
        samples = self.timeline.read(self._next, round(_HOP_SECONDS * self.timeline.sample_rate))
        if not len(samples) and not complete:
            return False
        self._next += len(samples)
        self._flushed = not len(samples)
        output = samples
        if self._stretch:
            output = self._stretch.flush() if self._flushed else self._stretch.push(samples)
        if self._resampler:
            output = self._resampler.push(output, last=self._flushed)
        if self._flushed:  # what ends before the crossing over does still fades out
            output = np.pad(output, (0, max(0, len(self._rise) - len(output))))
        self._pending = self._join(output)
        return True

    def set_rate(self, rate: float) -> None:
        """Go on at another speed from just ahead of what the device has read, crossing over."""
        self._cross_over(self.timeline, rate, self.ring.rewind(round(_MARGIN_SECONDS * self.ring_rate)))

    def switch(self, timeline: Timeline, rate: float, frame: int | None = None) -> None:
        """Go on in another clip of the same sample rate as soon as the device lets it.

        Args:
            frame: where in it; at the same place as in the present one when left out.
        """
        taken_back = self.ring.rewind(round(_SWITCH_MARGIN_SECONDS * self.ring_rate), callbacks=1)
        self._cross_over(timeline, rate, taken_back, frame)
        self.pump()

    def _cross_over(
        self, timeline: Timeline, rate: float, taken_back: Samples, frame: int | None = None
    ) -> None:
        frame = round(self.position(self.ring.control.written)) if frame is None else frame
        self.timeline = timeline
        self._begin(frame, rate)
        old = taken_back[: round(FADE_SECONDS * self.ring_rate)]
        self._rise = np.linspace(0.0, 1.0, len(old), endpoint=False, dtype=np.float32)
        self._fading_out = old * (1.0 - self._rise)

    def _join(self, output: Samples) -> Samples:
        count = min(len(self._rise), len(output))
        if count:
            output = output.copy()
            output[:count] = output[:count] * self._rise[:count] + self._fading_out[:count]
            self._rise, self._fading_out = self._rise[count:], self._fading_out[count:]
        return output

    def position(self, index: float) -> float:
        """The clip frame that lies at ring index `index`."""
        spans = self._spans
        start, frame, slope = next((span for span in reversed(spans) if span[0] <= index), spans[0])
        return min(frame + max(0.0, index - start) * slope, self.timeline.frames)

    def fall_silent(self) -> float:
        """Let the device fade out, and wait until it does; returns the monotonic time at which that is heard."""
        control = self.ring.control
        control.playing = 0
        deadline = time.monotonic() + _ACKNOWLEDGE_ALLOWED
        while not control.silent and time.monotonic() < deadline:
            time.sleep(0.001)  # the other side is a callback in another process: it can't wake us
        return self.ring.read_heard_at + FADE_SECONDS

    @property
    def finished(self) -> bool:
        """Whether the device has read the clip to its end."""
        control = self.ring.control
        return control.end >= 0 and control.read >= control.end
