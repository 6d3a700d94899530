"""Sample-exact through PortAudio into an ALSA file, with no sound server in between."""

from __future__ import annotations

import numpy as np
import pytest
from playing import RATE, clip, noise, sound, watched
from virtual_sound import Recording, coverage, until

from tts_tui.audio.play.renderer import FADE_SECONDS
from tts_tui.audio.play.stretch import TimeStretch

pytestmark = pytest.mark.slow

FADE = round(FADE_SECONDS * RATE)


def test_the_clip_arrives_sample_for_sample_to_its_last(sound_file: Recording) -> None:
    samples = noise(1.0)
    with watched() as (player, watch):
        player.load(clip(samples))
        player.play()
        end = watch.state("ended")
        heard = sound_file.wait_for_silence()
    assert np.array_equal(sound(heard), samples)
    assert not np.any(heard[: round(0.06 * RATE)])
    assert (end.sink, end.underruns, end.starved) == ("sounddevice", 0, 0)


def test_a_lead_in_that_was_set_comes_before_the_first_sound(sound_file: Recording) -> None:
    samples = noise(0.3)
    with watched(lead_in=0.5) as (player, watch):
        player.load(clip(samples))
        player.play()
        watch.state("ended")
        heard = sound_file.wait_for_silence()
    assert not np.any(heard[: round(0.5 * RATE)])
    assert np.array_equal(sound(heard), samples)


def test_clips_one_after_the_other_share_one_stream(sound_file: Recording) -> None:
    first, second = noise(0.3), noise(0.3, seed=7)
    with watched() as (player, watch):
        for samples in (first, second):
            so_far = len(sound_file.samples)
            timeline = player.begin(RATE)
            timeline.append(samples)
            timeline.finish()
            watch.state("playing")
            watch.state("ended")
            heard = sound_file.wait_for_silence(after=so_far)[so_far:]
            assert np.array_equal(sound(heard), samples)


def test_an_output_that_was_opened_ahead_plays_the_clip(sound_file: Recording) -> None:
    samples = noise(0.3)
    with watched() as (player, watch):
        player.open(RATE)
        until(lambda: player._playback.route.output is not None, "never open")
        opened = player._playback.route.output
        player.load(clip(samples))
        player.play()
        watch.state("ended")
        assert player._playback.route.output is opened
        assert np.array_equal(sound(sound_file.wait_for_silence()), samples)


def test_start_when_waits_for_so_much_of_the_clip(sound_file: Recording) -> None:
    samples = noise(1.0)
    with watched() as (player, watch):
        timeline = player.begin(RATE)
        player.start_when(0.8)
        timeline.append(samples[: RATE // 2])
        watch.expect(lambda status: status.sink is not None, "no output")
        assert player.status.state == "buffering"
        timeline.append(samples[RATE // 2 :])
        timeline.finish()
        watch.state("ended")
        heard = sound_file.wait_for_silence()
    assert np.array_equal(sound(heard), samples)
    assert player.status.starved == 0


def test_pause_fades_within_its_time_keeps_the_place_and_resumes_there(sound_file: Recording) -> None:
    samples = noise(1.5)
    with watched() as (player, watch):
        player.load(clip(samples))
        player.play()
        watch.position(0.4)
        player.pause()
        watch.state("paused")
        first = sound(sound_file.wait_for_silence())
        paused_at = player.status.position_s
        so_far = len(sound_file.samples)
        player.play()
        watch.state("ended")
        second = sound(sound_file.wait_for_silence(after=so_far)[so_far:])
    count = len(first) + 1  # the fade's last factor is 0
    assert paused_at == pytest.approx(count / RATE, abs=2 / RATE)
    assert np.array_equal(first[:-FADE], samples[: len(first) - FADE])
    fade = np.linspace(1.0, 0.0, FADE, dtype=np.float32)
    assert np.allclose(first[1 - FADE :], (samples[count - FADE : count] * fade)[:-1], atol=1e-6)
    assert np.array_equal(second[FADE:], samples[count + FADE + 1 :])


def test_stop_falls_silent_and_replay_begins_anew(sound_file: Recording) -> None:
    samples = noise(1.0)
    with watched() as (player, watch):
        player.load(clip(samples))
        player.play()
        watch.position(0.3)
        player.stop()
        stopped = watch.state("idle")
        sound_file.wait_for_silence()
        so_far = len(sound_file.samples)
        player.replay()
        watch.state("ended")
        again = sound(sound_file.wait_for_silence(after=so_far)[so_far:])
    assert stopped.position_s == 0.0
    assert np.array_equal(again, samples)


def test_twice_the_speed_is_the_stretched_clip_to_its_last_sample(sound_file: Recording) -> None:
    samples = noise(2.0)
    stretch = TimeStretch(RATE, 2.0)
    expected = np.concatenate([stretch.push(samples), stretch.flush()])
    with watched(rate=2.0) as (player, watch):
        player.load(clip(samples))
        player.play()
        end = watch.state("ended")
        heard = sound_file.wait_for_silence()
    assert np.array_equal(sound(heard), expected)
    assert end.position_s == pytest.approx(2.0, abs=0.001)


def test_an_engine_slower_than_speech_is_waited_for_longer_each_time(sound_file: Recording) -> None:
    samples = noise(3.0)
    with watched() as (player, watch):
        timeline = player.begin(RATE)
        timeline.append(samples[: RATE // 2])
        until(lambda: player.status.state == "buffering" and player.status.starved == 1, "never dry")
        so_far = len(sound_file.wait_for_silence())
        timeline.append(samples[RATE // 2 : RATE])  # enough at first, too little now
        sound_file.wait_for(lambda heard: len(heard) > so_far + RATE // 4, "no stream")
        assert not np.any(sound_file.samples[so_far:])
        timeline.append(samples[RATE:])
        timeline.finish()
        watch.state("ended")
        heard = sound_file.wait_for_silence(after=so_far)
    missed, repeated = coverage(heard, samples)  # whatever silence a loaded machine puts in between
    assert repeated == 0
    assert missed < 2 * FADE, "no more than where it fell silent and began again"
