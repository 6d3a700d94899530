"""Plays a clip while it is generated. Every call returns at once; one thread does the work."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable

from tts_tui.audio.play.buffering import Buffering, pauses_at
from tts_tui.audio.play.feed import Feed
from tts_tui.audio.play.orders import Orders
from tts_tui.audio.play.output import Output
from tts_tui.audio.play.renderer import FADE_SECONDS, LEAD_SECONDS
from tts_tui.audio.play.route import Route
from tts_tui.audio.play.status import PlayerState, PlayerStatus
from tts_tui.audio.timeline import Timeline

RATES = (0.5, 3.0)
SILENT_WITHIN = 0.100
"""Seconds from a request to pause, stop or seek within which nothing must be heard any more."""
_TICK = 0.04
_ACKNOWLEDGE_ALLOWED = 0.25


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
        self._volume = min(max(volume, 0.0), 1.0)
        self._rate = min(max(rate, RATES[0]), RATES[1])
        self._on_state = on_state
        self._orders = Orders()
        self._closed = False
        self._route = Route(device, lead_in, self._orders.nudge)
        self._timeline: Timeline | None = None
        self._unwatch: Callable[[], None] = lambda: None
        self._feed: Feed | None = None
        self._state: PlayerState = "idle"
        self._anchor = 0.0  # seconds into the clip where the next feed begins
        self._buffering = Buffering()
        self._asked_at = 0.0
        self._time_to_sound: float | None = None
        self._fade_heard_at = 0.0
        self._told: PlayerStatus | None = None
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)
        self._thread.start()

    # ---- what is heard

    @property
    def status(self) -> PlayerStatus:
        """How things stand now; cheap enough for every frame of a display."""
        timeline, position, trouble = self._timeline, self._position(), self._route.trouble
        generated = timeline.seconds if timeline else 0.0
        return PlayerStatus(
            state=self._state,
            position_s=position,
            complete=bool(timeline and timeline.complete),
            buffered_ahead_s=max(0.0, generated - position) / self._rate,
            volume=self._volume,
            rate=self._rate,
            underruns=self._route.underruns,
            starved=self._route.starved,
            time_to_sound_s=self._time_to_sound,
            sink=self._route.sink,
            device=self._route.device,
            unavailable=trouble.reason if trouble else None,
            held=bool(trouble and trouble.held),
            notice=self._route.notice,
        )

    @property
    def timeline(self) -> Timeline | None:
        """The clip that is loaded."""
        return self._timeline

    # ---- what to play

    def open(self, sample_rate: int) -> None:
        """Open the output for a clip that is still to come: that takes as long as the first words."""
        self._orders.put(lambda: self._open(sample_rate))

    def begin(self, sample_rate: int) -> Timeline:
        """A new, empty clip that is played from its first samples on; append to what is returned."""
        timeline = Timeline(sample_rate)
        self.load(timeline)
        self.play()
        return timeline

    def load(self, timeline: Timeline) -> None:
        """Replace the clip; the old one stays as it is and can be loaded again."""
        self._orders.put(lambda: self._load(timeline))

    def switch(self, timeline: Timeline) -> None:
        """Replace the clip, and go on at the same place in time: heard at once, without a gap where the sample rates
        are the same, as soon as the device comes to it."""
        self._orders.put(lambda: self._switch(timeline))

    def set_prompt(self, prompt: bool) -> None:
        """Let the device hold less than is safe on a loaded machine, so that `switch` is heard sooner; or no longer."""

        def change() -> None:
            self._leave_output()
            self._route.set_prompt(prompt)

        self._orders.put(change)

    def start_when(self, seconds: float) -> None:
        """Let the present clip begin only when so many seconds of it exist (or it is complete)."""
        self._orders.put(lambda: self._buffering.wait_for(seconds))

    # ---- transport

    def play(self) -> None:
        """Play from where it is; from the beginning after the end."""
        requested_at = time.monotonic()
        self._orders.put(lambda: self._play(requested_at))

    def pause(self) -> None:
        """Fall silent, keep the place."""
        requested_at = time.monotonic()
        self._orders.put(lambda: self._pause(requested_at))

    def toggle(self) -> None:
        """Pause if playing, else play."""
        requested_at = time.monotonic()
        self._orders.put(
            lambda: (self._pause if self._state in ("playing", "buffering") else self._play)(requested_at)
        )

    def stop(self) -> None:
        """Fall silent and go back to the beginning."""
        requested_at = time.monotonic()
        self._orders.put(lambda: self._stop(requested_at))

    def replay(self) -> None:
        """Play from the beginning."""
        self.seek(0.0)
        self.play()

    def seek(self, seconds: float) -> None:
        """Go to a place; ahead of what has been generated it waits there for the engine, `buffering`."""
        requested_at = time.monotonic()
        self._orders.put(lambda: self._seek(seconds, requested_at))

    def set_volume(self, volume: float) -> None:
        """0 to 1; changes within 5 ms, without a click."""

        def change() -> None:
            self._volume = min(max(volume, 0.0), 1.0)
            if self._feed:
                self._feed.ring.control.volume = self._volume

        self._orders.put(change)

    def set_rate(self, rate: float) -> None:
        """Speed, 0.5 to 3, at the same pitch; changes while playing without a gap."""
        self._orders.put(lambda: self._set_rate(min(max(rate, RATES[0]), RATES[1])))

    def set_device(self, device: str | None) -> None:
        """Play on the output of this name, or on the system's choice; goes on where it was."""

        def change() -> None:
            self._leave_output()
            self._route.choose(device)

        self._orders.put(change)

    def close(self) -> None:
        """Fall silent and let go of the device. The player is of no more use."""
        self.stop()
        self._orders.put(self._end)
        if threading.current_thread() is not self._thread:
            self._thread.join(timeout=1.0)

    # ---- the player's thread

    def _run(self) -> None:
        while not self._closed:
            order = self._orders.take(_TICK if self._state in ("playing", "buffering") else None)
            if order:
                order()
            if not self._closed:
                self._advance()
                self._tell()

    def _open(self, sample_rate: int) -> None:
        if self._state not in ("playing", "buffering"):
            self._route.retry()
            self._see_to_output(wanted=True, rate=sample_rate)
            self._wake_output()

    def _switch(self, timeline: Timeline) -> None:
        before, now = self._timeline, time.monotonic()
        self._unwatch()
        self._unwatch = timeline.watch(self._orders.nudge)
        same_rate = before is not None and before.sample_rate == timeline.sample_rate
        if self._feed and same_rate and self._state in ("playing", "buffering"):
            self._timeline = timeline
            self._feed.switch(timeline, self._rate)
            return
        self._fall_silent(now)
        self._drop_feed(now)
        self._timeline = timeline

    def _load(self, timeline: Timeline) -> None:
        self._stop(time.monotonic())
        self._unwatch()
        self._unwatch = timeline.watch(self._orders.nudge)
        self._timeline = timeline
        self._buffering.begin(self._route.starved)
        self._time_to_sound = None

    def _play(self, requested_at: float) -> None:
        if self._timeline is None or self._state in ("playing", "buffering"):
            return
        if self._state == "ended":
            self._anchor = 0.0
        self._asked_at, self._time_to_sound = requested_at, None
        self._state = "buffering"
        self._route.retry()
        self._wake_output()

    def _pause(self, requested_at: float) -> None:
        if self._state in ("playing", "buffering"):
            self._fall_silent(requested_at)
            self._state = "paused"

    def _stop(self, requested_at: float) -> None:
        self._fall_silent(requested_at)
        self._feed = None
        self._anchor = 0.0
        self._state = "idle"

    def _seek(self, seconds: float, requested_at: float) -> None:
        if self._timeline is None:
            return
        self._fall_silent(requested_at)
        self._feed = None
        self._anchor = max(0.0, min(seconds, self._timeline.seconds if self._timeline.complete else seconds))
        self._state = "buffering" if self._state in ("playing", "buffering") else "paused"

    def _set_rate(self, rate: float) -> None:
        if rate == self._rate:
            return
        self._rate = rate
        if self._feed and self._state in ("playing", "buffering"):
            self._feed.set_rate(rate)
        else:
            self._drop_feed(time.monotonic())

    def _end(self) -> None:
        self._closed = True
        self._await_fade()
        self._unwatch()
        self._route.close()

    def _advance(self) -> None:
        """Bring what is heard nearer to what is wanted."""
        wanted = self._state in ("playing", "buffering")
        rate = self._timeline.sample_rate if self._timeline else None
        self._see_to_output(wanted=wanted, rate=rate)
        output = self._route.output
        if self._timeline is None or self._state not in ("playing", "buffering"):
            return
        if output is None or output.stalled:
            self._state = "buffering"
            self._take_back(output)
            return
        if self._feed is None:
            if not self._may_start(self._timeline) or not output.ring.control.silent:
                return
            frame = round(self._anchor * self._timeline.sample_rate)
            assert output.opened is not None
            self._feed = Feed(self._timeline, output.ring, output.opened.sample_rate, frame, self._rate)
        self._feed.pump()
        control = self._feed.ring.control
        control.threshold = 1 if self._enough(self._timeline) else self._feed.ring.capacity + 1
        control.volume = self._volume
        control.playing = 1
        self._observe(self._feed)

    def _take_back(self, stalled: Output | None) -> None:
        """A device drops some of what it holds when it sleeps: go on with the first that may not have been heard."""
        if self._feed and stalled:
            self._feed.ring.control.playing = 0
            self._drop_feed(stalled.ran_until)

    def _see_to_output(self, *, wanted: bool, rate: int | None) -> None:
        heard_until = self._route.supervise(playing=wanted, rate=rate, unheard=self._pauses)
        if heard_until is not None:
            self._drop_feed(heard_until)  # another stream from here on

    def _wake_output(self) -> None:
        if output := self._route.output:
            output.ring.control.wake += 1

    def _pauses(self) -> bool:
        """Whether the speech itself is silent, for as long as changing over to another output takes."""
        if self._timeline is None or self._feed is None:
            return True
        return pauses_at(self._timeline, self._position())

    def _may_start(self, timeline: Timeline) -> bool:
        if timeline.complete:
            self._anchor = min(self._anchor, timeline.seconds)
        return self._buffering.may_start(timeline, self._anchor)

    def _enough(self, timeline: Timeline) -> bool:
        """Whether a clip that has run dry may sound again."""
        ahead = (timeline.seconds - self._position()) / self._rate
        return self._buffering.enough(timeline, ahead, self._route.starved)

    def _observe(self, feed: Feed) -> None:
        control = feed.ring.control
        if self._time_to_sound is None and control.sounding_at > self._asked_at:
            self._time_to_sound = control.sounding_at - self._asked_at
        if not feed.finished:
            self._state = "buffering" if control.dry else "playing"
        # a stream that stands still has not been heard to its end, however late it is
        elif feed.ring.index_at(control.called_at, feed.ring_rate) >= control.end:
            self._fall_silent(time.monotonic())
            self._drop_feed(time.monotonic())
            self._state = "ended"

    def _fall_silent(self, requested_at: float) -> None:
        """Fade out; where the device holds too much for that to be heard in time, drop what it holds."""
        feed, output = self._feed, self._route.output
        if output and output.stalled:  # what it holds must not come when nobody expects it any more
            self._drop_feed(output.ran_until)
            self._route.abandon()
            return
        if feed is None or output is None:
            return
        control = feed.ring.control
        control.playing = 0
        deadline = time.monotonic() + _ACKNOWLEDGE_ALLOWED
        while not control.silent and time.monotonic() < deadline:
            time.sleep(0.001)  # the other side is a callback in another process: it can't wake us
        now = time.monotonic()
        self._fade_heard_at = feed.ring.read_heard_at + FADE_SECONDS
        if self._fade_heard_at > max(now, requested_at + SILENT_WITHIN):
            self._drop_feed(now)
            output.flush()

    def _leave_output(self) -> None:
        self._fall_silent(time.monotonic())
        self._await_fade()
        self._drop_feed(time.monotonic())

    def _await_fade(self) -> None:
        """Before the device is closed: at most SILENT_WITHIN."""
        time.sleep(min(max(0.0, self._fade_heard_at - time.monotonic()), SILENT_WITHIN))

    def _drop_feed(self, heard_until: float) -> None:
        """The next feed begins with what this one was given to be heard after that monotonic time."""
        if self._feed:
            self._anchor = self._position(heard_until)
            self._feed = None

    def _position(self, at: float | None = None) -> float:
        feed = self._feed
        if feed is None:
            return self._anchor
        index = feed.ring.index_at(time.monotonic() if at is None else at, feed.ring_rate)
        return feed.position(index) / feed.timeline.sample_rate

    def _tell(self) -> None:
        if self._on_state is None:
            return
        status = self.status
        stable = dataclasses.replace(status, position_s=0.0, buffered_ahead_s=0.0, underruns=0, starved=0)
        if stable != self._told:
            self._told = stable
            self._on_state(status)
