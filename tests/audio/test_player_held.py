"""Sound that is lost while it plays: the place is held, said so, and nothing is missed when it goes on."""

from __future__ import annotations

import os
import signal
import time

import numpy as np
import pytest
from playing import RATE, Samples, Watch, clip, noise, watched
from virtual_sound import PulseServer, coverage, lags, until

from tts_tui.audio.play import output as outputs
from tts_tui.audio.play.player import Player

pytestmark = pytest.mark.slow

FADE = round(0.005 * RATE)
RECORDER = round(0.06 * RATE)
"""What a recorder misses at the end of the sink that it records."""
MOST_HELD = round(0.3 * RATE) + FADE
"""What a device holds at the longest latency: nobody knows how much of that is still heard."""


def process_of(player: Player) -> int:
    output = player._playback.route.output
    assert output is not None
    return output._process.pid


def held(watch: Watch) -> float:
    """Wait until sound is said to be lost; where the clip is held."""
    status = watch.expect(lambda status: status.held, "the loss was not said")
    assert status.unavailable
    until(lambda: watch.player.status.state == "buffering", "it plays on in silence")
    place = watch.player.status.position_s
    time.sleep(0.3)
    now = watch.player.status
    assert not now.held or now.position_s == place, "the place was not held"
    return place


def assert_nothing_missed(
    heard: Samples, samples: Samples, losses: int = 1, *, cut_off: bool = False
) -> None:
    missed, twice = coverage(heard, samples)
    most = losses * FADE + cut_off * RECORDER
    assert missed <= most, "samples were lost, but for the fade with which it goes on"
    assert twice <= losses * MOST_HELD, "more was heard twice than the device held"


def test_a_killed_sound_process_costs_a_moment_and_no_sample(pulse: PulseServer) -> None:
    samples = noise(4.0)
    with pulse.record() as recording, watched() as (player, watch):
        player.load(clip(samples))
        player.play()
        for seconds in (0.5, 1.5):
            watch.position(seconds)
            os.kill(process_of(player), signal.SIGKILL)
            watch.expect(lambda status: status.held, "the loss was not said")
            watch.expect(lambda status: status.state == "playing" and not status.held, "it doesn't go on")
        end = watch.state("ended")
        heard = recording.wait_for_silence()
    assert_nothing_missed(heard, samples, losses=2)
    assert (end.unavailable, end.notice, end.sink) == (None, None, "sounddevice")


def test_a_stopped_sound_process_is_replaced(pulse: PulseServer) -> None:
    samples = noise(2.0)
    with pulse.record() as recording, watched() as (player, watch):
        player.load(clip(samples))
        player.play()
        watch.position(0.5)
        stopped = process_of(player)
        os.kill(stopped, signal.SIGSTOP)
        held(watch)
        watch.state("ended")
        heard = recording.wait_for_silence()
    assert_nothing_missed(heard, samples)
    with pytest.raises(ProcessLookupError):
        os.kill(stopped, 0)


def test_a_server_that_stood_still_for_a_moment_goes_on_with_what_it_holds(pulse: PulseServer) -> None:
    samples = noise(2.0)
    with pulse.record() as recording, watched() as (player, watch):
        player.load(clip(samples))
        player.play()
        watch.position(0.5)
        pulse.freeze()
        time.sleep(0.5)
        pulse.thaw()
        end = watch.state("ended")
        heard = recording.wait_for_silence()
    assert coverage(heard, samples) == (0, 0)
    assert end.unavailable is None


def test_a_crowded_machine_is_given_more_time(pulse: PulseServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outputs, "crowding", lambda: 4.0)
    samples = noise(2.0)
    with pulse.record() as recording, watched() as (player, watch):
        player.load(clip(samples))
        player.play()
        watch.position(0.5)
        pulse.freeze()
        time.sleep(3.0)
        assert not player.status.held
        assert player.status.unavailable is None
        pulse.thaw()
        end = watch.state("ended")
        heard = recording.wait_for_silence()
        pulse.freeze()  # for good, it seems: that is told all the same
        player.play()
        held(watch)
        assert "does not answer" in (player.status.unavailable or "")
        pulse.thaw()
    assert_nothing_missed(heard, samples, losses=3)  # it may run dry again while the server catches up
    assert end.unavailable is None


def test_a_server_that_stood_still_for_long_is_waited_for(pulse: PulseServer) -> None:
    samples = noise(2.0)
    with pulse.record() as recording, watched() as (player, watch):
        player.load(clip(samples))
        player.play()
        watch.position(0.5)
        first = process_of(player)
        pulse.freeze()
        held(watch)
        time.sleep(3.0)
        pulse.thaw()
        watch.state("playing")
        assert process_of(player) == first
        end = watch.state("ended")
        heard = recording.wait_for_silence()
    assert_nothing_missed(heard, samples)
    assert end.unavailable is None


def test_a_suspended_sink_holds_the_place_for_as_long_as_it_sleeps(pulse: PulseServer) -> None:
    samples = noise(2.0)
    with pulse.record() as recording, watched() as (player, watch):
        player.load(clip(samples))
        player.play()
        watch.position(0.5)
        pulse.suspend_sink(True)
        held(watch)
        time.sleep(4.0)  # another output is tried meanwhile: it opens, and takes no sound either
        assert player.status.held
        pulse.suspend_sink(False)
        watch.state("ended")
        heard = recording.wait_for_silence()
    assert_nothing_missed(heard, samples)


def test_a_clip_whose_tail_is_still_in_a_sleeping_device_has_not_ended(pulse: PulseServer) -> None:
    samples = noise(1.0)
    with pulse.record() as recording, watched() as (player, watch):
        timeline = player.begin(RATE)
        timeline.append(samples)
        watch.position(0.7)
        pulse.suspend_sink(True)
        time.sleep(0.3)
        timeline.finish()
        held(watch)
        pulse.suspend_sink(False)
        watch.state("ended")
        heard = recording.wait_for_silence()
    assert_nothing_missed(heard, samples)


def test_an_unplugged_sink_is_waited_for(pulse: PulseServer) -> None:
    samples = noise(3.0)
    with watched() as (player, watch):
        with pulse.record() as recording:
            player.load(clip(samples))
            player.play()
            watch.position(0.5)
            pulse.remove_sink()
            before = recording.samples
        place = held(watch)
        # where trying again fails at once that is told next
        assert any("went away" in (status.unavailable or "") for status in watch.seen)
        pulse.add_sink()
        with pulse.record() as recording:
            back = watch.expect(lambda status: status.state == "playing", "it doesn't go on")
            watch.state("ended")
            after = recording.wait_for_silence()
    assert (back.held, back.unavailable, back.notice) == (False, None, None)
    frame = round(place * RATE)
    assert coverage(before, samples[:frame])[0] <= FADE + RECORDER
    # one that is only just there may be opened at a rate of its own: resampled, it isn't the same to the bit
    steps = lags(after, samples[frame:])
    assert max(steps) - min(steps) <= RATE // 10, "it doesn't go on where it was held"
    assert np.count_nonzero(after) == pytest.approx(len(samples) - frame, abs=RATE // 20)


def test_where_there_is_a_next_sink_it_goes_on_there(pulse: PulseServer) -> None:
    samples = noise(2.0)
    pulse.add_sink("other", default=False)
    with pulse.record("other") as other, watched() as (player, watch):
        with pulse.record() as recording:
            player.load(clip(samples))
            player.play()
            watch.position(0.5)
            pulse.remove_sink()
            before = recording.samples
        watch.state("ended")
        after = other.wait_for_silence()
    assert_nothing_missed(np.concatenate([before, after]), samples, cut_off=True)


def test_the_loss_of_a_chosen_device_is_told_until_it_is_back(pulse: PulseServer) -> None:
    pulse.add_sink("headset", default=False)
    with watched(device="headset") as (player, watch):
        player.load(clip(noise(20.0)))
        player.play()
        watch.position(0.5)
        assert (player.status.device, player.status.notice) == ("headset", None)
        pulse.remove_sink("headset")
        elsewhere = watch.expect(
            lambda status: status.state == "playing" and status.device != "headset", "it doesn't go on"
        )
        notices = [f"headset {why}; playing on {elsewhere.device}" for why in ("went away", "takes no sound")]
        assert elsewhere.notice in notices
        assert elsewhere.unavailable is None
        pulse.add_sink("headset", default=False)
        back = watch.expect(
            lambda status: status.state == "playing" and status.device == "headset", "it doesn't come back"
        )
        assert back.notice is None


def test_a_server_that_died_is_waited_for(pulse: PulseServer) -> None:
    samples = noise(2.0)
    with watched() as (player, watch):
        player.load(clip(samples))
        player.play()
        watch.position(0.5)
        pulse.kill()
        place = held(watch)
        assert place > 0.4
        pulse.start()
        with pulse.record() as recording:
            watch.state("ended")
            heard = recording.wait_for_silence()
    # a loaded machine may run out of sound for a moment, which is no sample more or less
    assert np.count_nonzero(heard) == pytest.approx(len(samples) - place * RATE, abs=FADE)


def test_what_was_paused_while_nothing_answered_does_not_sound_later(pulse: PulseServer) -> None:
    samples = noise(20.0)
    with pulse.record() as recording, watched() as (player, watch):
        player.load(clip(samples))
        player.play()
        watch.position(0.5)
        pulse.suspend_sink(True)
        held(watch)
        player.pause()
        paused = watch.state("paused")
        so_far = len(recording.samples)
        pulse.suspend_sink(False)
        recording.wait_for(lambda heard: len(heard) > so_far + RATE, "the sink doesn't go on")
        later = recording.samples[so_far + RATE // 2 :]
        assert not later.any()
        player.play()
        playing = watch.state("playing")
    assert playing.position_s >= paused.position_s - 1 / RATE


def test_a_sound_process_that_dies_at_once_is_not_started_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[float] = []
    start = outputs.start_process

    def count(argument: str):
        started.append(time.monotonic())
        process = start(argument)
        process.kill()
        return process

    monkeypatch.setattr(outputs, "start_process", count)
    with watched() as (player, watch):
        player.load(clip(noise(1.0)))
        player.play()
        watch.expect(lambda status: status.held, "the loss was not said")
        assert "SIGKILL" in (player.status.unavailable or "")
        time.sleep(3.0)
        cpu = time.process_time()
        time.sleep(1.0)
        cpu = time.process_time() - cpu
        assert player.status.position_s == 0.0
    assert len(started) < 12
    assert cpu < 0.8, "the player spins"


def test_a_server_slow_to_answer_loses_nothing_of_the_beginning(pulse: PulseServer) -> None:
    samples = noise(1.0)
    with watched() as (player, watch), pulse.record() as recording:
        pulse.freeze()
        player.load(clip(samples))
        player.play()
        watch.expect(lambda status: status.held, "the wait was not said")
        assert player.status.position_s == 0.0
        pulse.thaw()
        end = watch.state("ended")
        heard = recording.wait_for_silence()
    assert coverage(heard, samples) == (0, 0)
    assert (end.sink, end.unavailable) == ("sounddevice", None)
