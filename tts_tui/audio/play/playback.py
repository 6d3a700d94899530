"""What the player's thread does: keeps an output, feeds it with a clip, and says how far that is."""

from __future__ import annotations

import time
from collections.abc import Callable

from tts_tui.audio.play.buffering import Buffering, pauses_at
from tts_tui.audio.play.feed import Feed
from tts_tui.audio.play.route import Route
from tts_tui.audio.play.status import PlayerState, PlayerStatus
from tts_tui.audio.timeline import Timeline

SILENT_WITHIN = 0.100
"""Seconds from a request to pause, stop or seek within which nothing must be heard any more."""

REST_SECONDS = 60.0
"""Without sound after which the output is let go: an open one takes a percent of a core, and others may want it."""


class Playback:
    """One clip at a time on one output. Only the player's thread changes it, and never waits; any may read `status`.

    Where a method takes `requested_at`, that is when somebody asked for it, in monotonic time.

    Attributes:
        route: keeps the output.
        timeline: the clip that is loaded.
    """

    def __init__(self, route: Route, changed: Callable[[], None], volume: float, rate: float) -> None:
        """
        Args:
            changed: called from any thread when the clip grows.
            volume: 0 to 1.
            rate: speed at the same pitch.
        """
        self.route = route
        self.timeline: Timeline | None = None
        self._changed = changed
        self._volume = volume
        self._rate = rate
        self._unwatch: Callable[[], None] = lambda: None
        self._feed: Feed | None = None
        self._state: PlayerState = "idle"
        self._anchor = 0.0  # seconds into the clip where the next feed begins
        self._buffering = Buffering()
        self._asked_at = 0.0
        self._time_to_sound: float | None = None
        self._fade_heard_at = 0.0
        self._needed_at = 0.0  # monotonic time at which the output was last needed

    @property
    def status(self) -> PlayerStatus:
        """How things stand now."""
        timeline, position, trouble = self.timeline, self._position(), self.route.trouble
        generated = timeline.seconds if timeline else 0.0
        return PlayerStatus(
            state=self._state,
            position_s=position,
            complete=bool(timeline and timeline.complete),
            buffered_ahead_s=max(0.0, generated - position) / self._rate,
            volume=self._volume,
            rate=self._rate,
            underruns=self.route.underruns,
            starved=self.route.starved,
            time_to_sound_s=self._time_to_sound,
            sink=self.route.sink,
            device=self.route.device,
            unavailable=trouble.reason if trouble else None,
            held=bool(trouble and trouble.held),
            notice=self.route.notice,
        )

    @property
    def active(self) -> bool:
        """Whether something is to be heard."""
        return self._state in ("playing", "buffering")

    @property
    def rests_in(self) -> float | None:
        """Seconds until the output is let go; None while it is needed, or where none is open."""
        if self.active or not self.route.may_rest:
            return None
        return max(0.0, self._needed_at + REST_SECONDS - time.monotonic())

    # ---- which clip, on which output

    def open(self, sample_rate: int) -> None:
        """Open the output for a clip that is still to come."""
        self._needed_at = time.monotonic()
        if not self.active:
            self.route.retry()
            self._see_to_output(wanted=True, rate=sample_rate)
            self.route.wake()

    def load(self, timeline: Timeline) -> None:
        self.stop(time.monotonic())
        self._take(timeline)
        self._buffering.begin(self.route.starved)
        self._time_to_sound = None

    def switch(self, timeline: Timeline) -> None:
        if not self._cross_over(timeline):
            self._fall_silent(time.monotonic())
            self._drop_feed(time.monotonic())
            self._take(timeline)

    def cut_to(self, timeline: Timeline, seconds: float, requested_at: float) -> None:
        self._buffering.begin(self.route.starved)
        frame = round(seconds * timeline.sample_rate)
        if timeline.frames > frame and self._cross_over(timeline, frame):
            self._asked_at, self._time_to_sound = requested_at, None
        else:
            self.load(timeline)
            self._anchor = seconds
            self.play(requested_at)

    def choose(self, device: str | None) -> None:
        """Use another output from now on."""
        self._leave_output()
        self.route.choose(device)

    def set_prompt(self, prompt: bool) -> None:
        if prompt:  # what holds more is only opened once nothing sounds
            self._leave_output()
        rate = self.route.sample_rate if self.route.output else 0
        if self.route.set_prompt(prompt) and rate:
            self.open(rate)  # while the user comes to the next key

    def start_when(self, seconds: float) -> None:
        self._buffering.wait_for(seconds)

    def close(self) -> None:
        """Let go of the output, once the fade was heard."""
        self._await_fade()
        self._unwatch()
        self.route.close()

    # ---- transport

    def play(self, requested_at: float) -> None:
        if self.timeline is None or self.active:
            return
        if self._state == "ended":
            self._anchor = 0.0
        self._asked_at, self._time_to_sound = requested_at, None
        self._state = "buffering"
        self.route.retry()
        self.route.wake()

    def pause(self, requested_at: float) -> None:
        if self.active:
            self._fall_silent(requested_at)
            self._state = "paused"

    def stop(self, requested_at: float) -> None:
        self._fall_silent(requested_at)
        self._feed = None
        self._anchor = 0.0
        self._state = "idle"

    def seek(self, seconds: float, requested_at: float) -> None:
        if self.timeline is None:
            return
        self._fall_silent(requested_at)
        self._feed = None
        self._anchor = max(0.0, min(seconds, self.timeline.seconds if self.timeline.complete else seconds))
        self._state = "buffering" if self.active else "paused"

    def set_volume(self, volume: float) -> None:
        self._volume = volume
        if self._feed:
            self._feed.ring.control.volume = volume

    def set_rate(self, rate: float) -> None:
        if rate == self._rate:
            return
        self._rate = rate
        if self._feed and self.active:
            self._feed.set_rate(rate)
        else:
            self._drop_feed(time.monotonic())

    def advance(self) -> None:
        """Bring what is heard nearer to what is asked for."""
        if self.active:
            self._needed_at = time.monotonic()
        elif self.rests_in == 0.0:
            self._drop_feed(time.monotonic())
            self.route.close()
        rate = self.timeline.sample_rate if self.timeline else None
        self._see_to_output(wanted=self.active, rate=rate)
        output = self.route.output
        if self.timeline is None or not self.active:
            return
        if output is None or output.stalled:
            self._state = "buffering"
            if self._feed and output:  # one that sleeps drops some: go on with what may not have been heard
                self._feed.ring.control.playing = 0
                self._drop_feed(output.ran_until)
            return
        if self._feed is None:
            if not self._may_start(self.timeline) or not output.ring.control.silent:
                return
            frame = round(self._anchor * self.timeline.sample_rate)
            assert output.opened is not None
            self._feed = Feed(self.timeline, output.ring, output.opened.sample_rate, frame, self._rate)
        self._feed.pump()
        control = self._feed.ring.control
        ahead = (self.timeline.seconds - self._position()) / self._rate
        enough = self._buffering.enough(self.timeline, ahead, self.route.starved)
        control.threshold = 1 if enough else self._feed.ring.capacity + 1
        control.volume = self._volume
        control.playing = 1
        self._observe(self._feed)

    # ---- the steps of these

    def _take(self, timeline: Timeline) -> None:
        self._unwatch()
        self.timeline, self._unwatch = timeline, timeline.watch(self._changed)

    def _cross_over(self, timeline: Timeline, frame: int | None = None) -> bool:
        """Go over to another clip without a gap, if that can be."""
        feed = self._feed if self.active else None
        if crosses := feed is not None and feed.timeline.sample_rate == timeline.sample_rate:
            self._take(timeline)
            feed.switch(timeline, self._rate, frame)
        return crosses

    def _see_to_output(self, *, wanted: bool, rate: int | None) -> None:
        heard_until = self.route.supervise(playing=wanted, rate=rate, unheard=self._pauses)
        if heard_until is not None:
            self._drop_feed(heard_until)  # another stream from here on

    def _pauses(self) -> bool:
        """Whether the speech itself is silent, for as long as changing over to another output takes."""
        return not (self.timeline and self._feed) or pauses_at(self.timeline, self._position())

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
        feed, output = self._feed, self.route.output
        if output and output.stalled:  # what it holds must not come when nobody expects it any more
            self._drop_feed(output.ran_until)
            self.route.abandon()
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
