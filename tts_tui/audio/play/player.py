"""Plays a clip while it is generated. Every call returns at once; one thread does the work."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable

from tts_tui.audio.play.orders import Orders
from tts_tui.audio.play.playback import Playback
from tts_tui.audio.play.renderer import LEAD_SECONDS
from tts_tui.audio.play.route import Route
from tts_tui.audio.play.status import PlayerStatus
from tts_tui.audio.timeline import Timeline

RATES = (0.5, 3.0)
_TICK = 0.04


class Player:
    """One clip at a time, on one persistent stream.

    Thread-safe: every public method may be called from any thread and never waits for a device, the engine or a
    file. What a call asks for is done in order by the player's own thread; `status` tells how far it got.
    """

    def __init__(
        self,
        *,
        device: str | None = None,
        volume: float = 1.0,
        rate: float = 1.0,
        lead_in: float = LEAD_SECONDS,
        on_state: Callable[[PlayerStatus], None] | None = None,
    ) -> None:
        """Nothing is opened before there is something to play, or `open` says that there will be.

        Args:
            device: an output's name as `outputs()` tells it; the system's choice when left out.
            volume: 0 to 1.
            rate: speed, 0.5 to 3, at the same pitch.
            lead_in: seconds that an output which was asleep is given to wake before there is sound.
            on_state: called from the player's thread whenever anything but the position changes.
        """
        self._on_state = on_state
        self._orders = Orders()
        self._closed = False
        route = Route(device, lead_in, self._orders.nudge)
        self._playback = Playback(route, self._orders.nudge, _volume(volume), _rate(rate))
        self._told: PlayerStatus | None = None
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)
        self._thread.start()

    # ---- what is heard

    @property
    def status(self) -> PlayerStatus:
        """How things stand now; cheap enough for every frame of a display."""
        return self._playback.status

    @property
    def timeline(self) -> Timeline | None:
        """The clip that is loaded."""
        return self._playback.timeline

    # ---- what to play

    def open(self, sample_rate: int) -> None:
        """Open the output for a clip that is still to come: that takes as long as the first words."""
        self._orders.put(lambda: self._playback.open(sample_rate))

    def begin(self, sample_rate: int) -> Timeline:
        """A new, empty clip that is played from its first samples on; append to what is returned."""
        timeline = Timeline(sample_rate)
        self.load(timeline)
        self.play()
        return timeline

    def load(self, timeline: Timeline) -> None:
        """Replace the clip; the old one stays as it is and can be loaded again."""
        self._orders.put(lambda: self._playback.load(timeline))

    def switch(self, timeline: Timeline) -> None:
        """Replace the clip, and go on at the same place in time: heard at once, without a gap where the sample rates
        are the same, as soon as the device comes to it."""
        self._orders.put(lambda: self._playback.switch(timeline))

    def cut_to(self, timeline: Timeline, seconds: float = 0.0) -> None:
        """Replace the clip and play the new one from there, crossing over where one is heard, as `switch` does."""
        self._ask(lambda requested_at: self._playback.cut_to(timeline, seconds, requested_at))

    def keep_to(self, timeline: Timeline, wanted: Callable[[], bool]) -> None:
        """Play this clip where another has come into its place, if it is still wanted when that is looked at."""

        def change(requested_at: float) -> None:
            if self.timeline is not timeline and wanted():
                self._playback.cut_to(timeline, 0.0, requested_at)

        self._ask(change)

    def set_prompt(self, prompt: bool) -> None:
        """Let the device hold less than is safe on a loaded machine, so that keys are heard sooner; or no longer."""
        self._orders.put(lambda: self._playback.set_prompt(prompt))

    def start_when(self, seconds: float) -> None:
        """Let the present clip begin only when so many seconds of it exist (or it is complete)."""
        self._orders.put(lambda: self._playback.start_when(seconds))

    # ---- transport

    def play(self) -> None:
        """Play from where it is; from the beginning after the end."""
        self._ask(self._playback.play)

    def pause(self) -> None:
        """Fall silent, keep the place."""
        self._ask(self._playback.pause)

    def toggle(self) -> None:
        """Pause if playing, else play."""
        playback = self._playback
        self._ask(lambda requested_at: (playback.pause if playback.active else playback.play)(requested_at))

    def stop(self) -> None:
        """Fall silent and go back to the beginning."""
        self._ask(self._playback.stop)

    def replay(self) -> None:
        """Play from the beginning."""
        self.seek(0.0)
        self.play()

    def seek(self, seconds: float) -> None:
        """Go to a place; ahead of what has been generated it waits there for the engine, `buffering`."""
        self._ask(lambda requested_at: self._playback.seek(seconds, requested_at))

    def set_volume(self, volume: float) -> None:
        """0 to 1; changes within 5 ms, without a click."""
        self._orders.put(lambda: self._playback.set_volume(_volume(volume)))

    def set_rate(self, rate: float) -> None:
        """Speed, 0.5 to 3, at the same pitch; changes while playing without a gap."""
        self._orders.put(lambda: self._playback.set_rate(_rate(rate)))

    def set_device(self, device: str | None) -> None:
        """Play on the output of this name, or on the system's choice; goes on where it was."""
        self._orders.put(lambda: self._playback.choose(device))

    def close(self) -> None:
        """Fall silent and let go of the device. The player is of no more use."""
        self.stop()
        self._orders.put(self._end)
        if threading.current_thread() is not self._thread:
            self._thread.join(timeout=1.0)

    # ---- the player's thread

    def _ask(self, order: Callable[[float], None]) -> None:
        requested_at = time.monotonic()
        self._orders.put(lambda: order(requested_at))

    def _run(self) -> None:
        while not self._closed:
            order = self._orders.take(_TICK if self._playback.active else self._playback.rests_in)
            if order:
                order()
            if not self._closed:
                self._playback.advance()
                self._tell()

    def _end(self) -> None:
        self._closed = True
        self._playback.close()

    def _tell(self) -> None:
        if self._on_state is None:
            return
        status = self.status
        stable = dataclasses.replace(status, position_s=0.0, buffered_ahead_s=0.0, underruns=0, starved=0)
        if stable != self._told:
            self._told = stable
            self._on_state(status)


def _volume(volume: float) -> float:
    return min(max(volume, 0.0), 1.0)


def _rate(rate: float) -> float:
    return min(max(rate, RATES[0]), RATES[1])
