"""An output that nobody needs is let go, and opened again where it was left."""

from __future__ import annotations

import time

import pytest
from playing import RATE, clip, noise, watched
from virtual_sound import PulseServer, coverage, until

from tts_tui.audio.play import playback

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def short_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playback, "REST_SECONDS", 0.5)


def test_a_player_that_ended_lets_the_device_go_and_plays_again(pulse: PulseServer) -> None:
    with watched() as (player, watch):
        for samples in (noise(0.5), noise(0.5, seed=7)):
            with pulse.record() as recording:
                player.load(clip(samples))
                player.play()
                watch.state("ended")
                heard = recording.wait_for_silence()
            assert coverage(heard, samples) == (0, 0)
            until(lambda: player._playback.route.output is None, "the device isn't let go")


def test_what_was_paused_goes_on_where_it_was(pulse: PulseServer) -> None:
    samples = noise(2.0)
    with pulse.record() as recording, watched() as (player, watch):
        player.load(clip(samples))
        player.play()
        watch.position(0.5)
        player.pause()
        watch.state("paused")
        time.sleep(0.2)  # what the device held is heard
        place = player.status.position_s
        until(lambda: player._playback.route.output is None, "the device isn't let go")
        assert player.status.position_s == pytest.approx(place, abs=0.02)
        player.play()
        end = watch.state("ended")
        heard = recording.wait_for_silence()
    missed, _ = coverage(heard, samples)
    assert (end.unavailable, end.notice) == (None, None)
    assert missed <= 0.01 * RATE, "but for the fades"


def test_what_is_to_be_heard_at_once_keeps_its_device(pulse: PulseServer) -> None:
    with watched() as (player, watch):
        player.set_prompt(True)
        player.load(clip(noise(0.3)))
        player.play()
        watch.state("ended")
        time.sleep(1.5)
        assert player._playback.route.output is not None
