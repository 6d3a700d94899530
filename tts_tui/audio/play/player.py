"""Plays a clip while it is generated. Every call returns at once; one thread does the work."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable

from tts_tui.audio.play.buffering import Buffering, pauses_at
from tts_tui.audio.play.feed import Feed
from tts_tui.audio.play.orders import Orders
from tts_tui.audio.play.renderer import LEAD_SECONDS
from tts_tui.audio.play.route import Route
from tts_tui.audio.play.status import PlayerState, PlayerStatus
from tts_tui.audio.timeline import Timeline

RATES = (0.5, 3.0)
SILENT_WITHIN = 0.100
"""Seconds from a request to pause, stop or seek within which nothing must be heard any more."""
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

    def cut_to(self, timeline: Timeline, seconds: float = 0.0) -> None:
        """Replace the clip and play the new one from there, crossing over where one is heard, as `switch` does."""
        self._ask(lambda requested_at: self._cut_to(timeline, seconds, requested_at))

    def keep_to(self, timeline: Timeline, wanted: Callable[[], bool]) -> None:
        """Play this clip where another has come into its place, if it is still wanted when that is looked at."""
        self._ask(lambda requested_at: self._keep_to(timeline, wanted, requested_at))

    def set_prompt(self, prompt: bool) -> None:
        """Let the device hold less than is safe on a loaded machine, so that keys are heard sooner; or no longer."""

        def change() -> None:
            if prompt:  # what holds more is only opened once nothing sounds
                self._leave_output()
            rate = self._route.sample_rate if self._route.output else 0
            if self._route.set_prompt(prompt) and rate:
                self._open(rate)  # while the user comes to the next key

        self._orders.put(change)

    def start_when(self, seconds: float) -> None:
        """Let the present clip begin only when so many seconds of it exist (or it is complete)."""
        self._orders.put(lambda: self._buffering.wait_for(seconds))

    # ---- transport

    def play(self) -> None:
        """Play from where it is; from the beginning after the end."""
        self._ask(self._play)

    def pause(self) -> None:
        """Fall silent, keep the place."""
        self._ask(self._pause)

    def toggle(self) -> None:
        """Pause if playing, else play."""
        self._ask(lambda requested_at: (self._pause if self._active else self._play)(requested_at))

    def stop(self) -> None:
        """Fall silent and go back to the beginning."""
        self._ask(self._stop)

    def replay(self) -> None:
        """Play from the beginning."""
        self.seek(0.0)
        self.play()

    def seek(self, seconds: float) -> None:
        """Go to a place; ahead of what has been generated it waits there for the engine, `buffering`."""
        self._ask(lambda requested_at: self._seek(seconds, requested_at))

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

    def _ask(self, order: Callable[[float], None]) -> None:
        requested_at = time.monotonic()
        self._orders.put(lambda: order(requested_at))

    @property
    def _active(self) -> bool:
        return self._state in ("playing", "buffering")

    def _run(self) -> None:
        while not self._closed:
            order = self._orders.take(_TICK if self._active else None)
            if order:
                order()
            if not self._closed:
                self._advance()
                self._tell()

    def _open(self, sample_rate: int) -> None:
        if not self._active:
            self._route.retry()
            self._see_to_output(wanted=True, rate=sample_rate)
            self._route.wake()

    def _switch(self, timeline: Timeline) -> None:
        if not self._cross_over(timeline):
            self._fall_silent(time.monotonic())
            self._drop_feed(time.monotonic())
            self._take(timeline)

    def _keep_to(self, timeline: Timeline, wanted: Callable[[], bool], requested_at: float) -> None:
        if self._timeline is not timeline and wanted():
            self._cut_to(timeline, 0.0, requested_at)

    def _cut_to(self, timeline: Timeline, seconds: float, requested_at: float) -> None:
        self._buffering.begin(self._route.starved)
        frame = round(seconds * timeline.sample_rate)
        if timeline.frames > frame and self._cross_over(timeline, frame):
            self._asked_at, self._time_to_sound = requested_at, None
        else:
            self._load(timeline)
            self._anchor = seconds
            self._play(requested_at)

    def _cross_over(self, timeline: Timeline, frame: int | None = None) -> bool:
        """Go over to another clip without a gap, if that can be."""
        feed = self._feed if self._active else None
        if crosses := feed is not None and feed.timeline.sample_rate == timeline.sample_rate:
            self._take(timeline)
            feed.switch(timeline, self._rate, frame)
        return crosses

    def _take(self, timeline: Timeline) -> None:
        self._unwatch()
        self._timeline, self._unwatch = timeline, timeline.watch(self._orders.nudge)

    def _load(self, timeline: Timeline) -> None:
        self._stop(time.monotonic())
        self._take(timeline)
        self._buffering.begin(self._route.starved)
        self._time_to_sound = None

    def _play(self, requested_at: float) -> None:
        if self._timeline is None or self._active:
            return
        if self._state == "ended":
            self._anchor = 0.0
        self._asked_at, self._time_to_sound = requested_at, None
        self._state = "buffering"
        self._route.retry()
        self._route.wake()

    def _pause(self, requested_at: float) -> None:
        if self._active:
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
        self._state = "buffering" if self._active else "paused"

    def _set_rate(self, rate: float) -> None:
        if rate == self._rate:
            return
        self._rate = rate
        if self._feed and self._active:
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
        rate = self._timeline.sample_rate if self._timeline else None
        self._see_to_output(wanted=self._active, rate=rate)
        output = self._route.output
        if self._timeline is None or not self._active:
            return
        if output is None or output.stalled:
            self._state = "buffering"
            if self._feed and output:  # one that sleeps drops some: go on with what may not have been heard
                self._feed.ring.control.playing = 0
                self._drop_feed(output.ran_until)
            return
        if self._feed is None:
            if not self._may_start(self._timeline) or not output.ring.control.silent:
                return
            frame = round(self._anchor * self._timeline.sample_rate)
            assert output.opened is not None
            self._feed = Feed(self._timeline, output.ring, output.opened.sample_rate, frame, self._rate)
        self._feed.pump()
        control = self._feed.ring.control
        ahead = (self._timeline.seconds - self._position()) / self._rate
        enough = self._buffering.enough(self._timeline, ahead, self._route.starved)
        control.threshold = 1 if enough else self._feed.ring.capacity + 1
        control.volume = self._volume
        control.playing = 1
        self._observe(self._feed)

    def _see_to_output(self, *, wanted: bool, rate: int | None) -> None:
        heard_until = self._route.supervise(playing=wanted, rate=rate, unheard=self._pauses)
        if heard_until is not None:
            self._drop_feed(heard_until)  # another stream from here on

    def _pauses(self) -> bool:
        """Whether the speech itself is silent, for as long as changing over to another output takes."""
        return not (self._timeline and self._feed) or pauses_at(self._timeline, self._position())

    def _may_start(self, timeline: Timeline) -> bool:
        if timeline.complete:
            self._anchor = min(self._anchor, timeline.seconds)
        return self._buffering.may_start(timeline, self._anchor)

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
        self._fade_heard_at = feed.fall_silent()
        now = time.monotonic()
        if self._fade_heard_at > max(now, requested_at + SILENT_WITHIN):
            self._drop_feed(now)
            output.flush()

    def _leave_output(self) -> None:
        self._fall_silent(time.monotonic())
        self._await_fade()
        self._drop_feed(time.monotonic())

    def _await_fade(self) -> None:
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
