"""Sample-exact through PortAudio into an ALSA file, with no sound server in between."""

from __future__ import annotations

import numpy as np
import pytest
from playing import RATE, clip, noise, sound, watched
from virtual_sound import Recording

pytestmark = pytest.mark.slow


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
