"""The player on a real sound server, in real time, judged by what its monitor recorded.

At the longest latency, the one that the player comes to by itself on an overloaded machine: these tests are about
the player, not about how soon the machine lets a sound server run. test_player_file.py uses the shortest.
"""

from __future__ import annotations

import numpy as np
import pytest
from playing import RATE, clip, noise, sound, watched
from virtual_sound import PulseServer, lags

from tts_tui.audio.play.renderer import FADE_SECONDS

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unhurried")]

FADE = round(FADE_SECONDS * RATE)


def test_plays_exactly_what_is_generated_while_it_is_generated(pulse: PulseServer) -> None:
    samples = noise(2.0)
    with pulse.record() as recording, watched() as (player, watch):
        timeline = player.begin(RATE)
        timeline.append(samples[: RATE // 2])
        watch.state("playing")
        for start in range(RATE // 2, len(samples), 1000):
            timeline.append(samples[start : start + 1000])
        timeline.finish()
        end = watch.state("ended")
        heard = recording.wait_for_silence()
    assert np.array_equal(sound(heard), samples)
    assert len(set(lags(heard, samples))) == 1
    assert end.position_s == pytest.approx(2.0)
    assert (end.underruns, end.starved, end.sink) == (0, 0, "sounddevice")
    assert end.time_to_sound_s is not None


def test_a_stalled_engine_is_one_gap_and_nothing_is_lost(pulse: PulseServer) -> None:
    samples = noise(2.0)
    with pulse.record() as recording, watched() as (player, watch):
        timeline = player.begin(RATE)
        timeline.append(samples[: RATE * 3 // 4])
        watch.state("playing")
        waiting = watch.state("buffering")
        so_far = len(recording.wait_for_silence())
        timeline.append(samples[RATE * 3 // 4 :])
        timeline.finish()
        end = watch.state("ended")
        heard = recording.wait_for_silence(after=so_far)
    found = lags(heard, samples)
    assert waiting.position_s <= 0.75
    assert sorted(set(found)) == list(dict.fromkeys(found)), "samples were lost or repeated"
    assert len(set(found)) == 2
    assert (end.starved, end.underruns) == (1, 0)


def test_seek_ahead_of_the_engine_waits_there(pulse: PulseServer) -> None:
    samples = noise(2.5)
    with pulse.record() as recording, watched() as (player, watch):
        timeline = player.begin(RATE)
        timeline.append(samples[:RATE])
        watch.position(0.2)
        player.seek(1.5)
        watch.expect(lambda status: status.state == "buffering" and status.position_s == 1.5, "no wait")
        recording.wait_for_silence()
        so_far = len(recording.samples)
        timeline.append(samples[RATE:])
        timeline.finish()
        watch.state("ended")
        heard = recording.wait_for_silence(after=so_far)[so_far:]
    assert np.array_equal(sound(heard)[FADE:], samples[RATE * 3 // 2 :][1 + FADE :])


def test_a_change_of_speed_leaves_no_gap_and_loses_no_place(pulse: PulseServer) -> None:
    tone = np.sin(2 * np.pi * 200 * np.arange(3 * RATE) / RATE).astype(np.float32) * np.float32(0.5)
    with pulse.record() as recording, watched() as (player, watch):
        player.load(clip(tone))
        player.play()
        watch.position(0.4)
        player.set_rate(2.0)
        watch.position(1.2)
        player.set_rate(1.0)
        end = watch.state("ended")
        heard = sound(recording.wait_for_silence())
    loudness = np.sqrt(np.convolve(heard**2, np.ones(240) / 240, "valid"))  # two periods of the tone
    assert loudness.min() > 0.6 * np.median(loudness)
    assert np.abs(np.diff(heard)).max() < 2.5 * np.abs(np.diff(tone)).max()
    assert end.position_s == pytest.approx(3.0, abs=0.001)
    assert 1.5 * RATE < len(heard) < 2.9 * RATE
    assert end.underruns == 0


def test_volume_and_a_second_clip_at_another_sample_rate(pulse: PulseServer) -> None:
    first, second = noise(0.5), noise(0.5, seed=5)
    with pulse.record() as recording, watched(volume=0.5) as (player, watch):
        player.load(clip(first))
        player.play()
        watch.state("ended")
        heard = recording.wait_for_silence()
        so_far = len(heard)
        timeline = player.begin(48000)
        timeline.append(np.repeat(second, 2))
        timeline.finish()
        watch.state("ended")
        again = sound(recording.wait_for_silence(after=so_far)[so_far:])
    assert np.array_equal(sound(heard), first * np.float32(0.5))
    assert len(again) == pytest.approx(len(second), abs=200)


def test_pause_drops_what_the_device_holds_and_resumes_there(pulse: PulseServer) -> None:
    samples = noise(2.0)
    with pulse.record() as recording, watched() as (player, watch):
        player.load(clip(samples))
        player.play()
        watch.position(0.5)
        player.pause()
        paused_at = watch.state("paused").position_s
        first = sound(recording.wait_for_silence())
        so_far = len(recording.samples)
        player.play()
        watch.state("ended")
        second = sound(recording.wait_for_silence(after=so_far)[so_far:])
    resumed = round(paused_at * RATE)
    assert np.array_equal(first[:-FADE], samples[: len(first) - FADE])
    assert resumed == pytest.approx(len(first), abs=0.1 * RATE)
    assert np.array_equal(second[FADE:], samples[resumed + FADE + 1 :])
