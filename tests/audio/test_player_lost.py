"""Devices that aren't there, go away, come back or hang."""

from __future__ import annotations

import signal
import time
from dataclasses import replace

import numpy as np
import pytest
from playing import RATE, clip, noise, sound, watched
from virtual_sound import PulseServer, Recording, until

from tts_tui.audio.play.devices import outputs, probe
from tts_tui.audio.play.output import Output

pytestmark = pytest.mark.slow


@pytest.fixture
def no_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    monkeypatch.setenv("ALSA_CONFIG_PATH", "/dev/null")


@pytest.mark.usefixtures("no_device")
def test_without_a_device_the_clip_runs_and_says_why_nothing_is_heard() -> None:
    with watched() as (player, watch):
        player.load(clip(noise(0.4)))
        player.play()
        playing = watch.state("playing")
        end = watch.state("ended")
    assert playing.sink == "null"
    assert playing.unavailable is not None
    assert playing.unavailable.startswith("No sound output: ")
    assert playing.unavailable.endswith(" Files can still be saved.")
    assert end.position_s == pytest.approx(0.4)
    assert end.underruns == 0


@pytest.mark.usefixtures("no_device")
def test_doctor_is_told_what_is_missing() -> None:
    sounddevice, miniaudio, null = probe()
    assert (sounddevice.available, miniaudio.available, null.available) == (False, False, True)
    assert sounddevice.reason
    assert sounddevice.fix
    assert outputs() == []


def test_devices_are_listed(pulse: PulseServer) -> None:
    listed = outputs()
    assert any(device.name == "default" and device.sink == "sounddevice" for device in listed)
    assert any(device.sink == "miniaudio" for device in listed)
    assert [report.available for report in probe()] == [True, True, True]


def test_a_device_that_is_not_there_is_replaced_and_named(sound_file: Recording) -> None:
    samples = noise(0.5)
    with watched(device="USB headset") as (player, watch):
        player.load(clip(samples))
        player.play()
        playing = watch.state("playing")
        heard = sound_file.wait_for_silence()
    assert playing.notice is not None
    assert "USB headset" in playing.notice
    assert playing.sink == "sounddevice"
    assert np.array_equal(sound(heard), samples)


def test_another_device_goes_on_where_the_first_was(pulse: PulseServer) -> None:
    """PortAudio names this server "default"; miniaudio names its sink."""
    other = next(device for device in outputs() if device.sink == "miniaudio")
    with pulse.record() as recording, watched() as (player, watch):
        player.load(clip(noise(1.5)))
        player.play()
        watch.position(0.3)
        player.set_device(other.name)
        changed = watch.expect(
            lambda status: status.device == other.name and status.state == "playing", "no change"
        )
        end = watch.state("ended")
        heard = recording.wait_for_silence()
    assert 0.3 <= changed.position_s < 0.6
    assert (changed.sink, changed.notice) == ("miniaudio", None)
    assert end.position_s == pytest.approx(1.5)
    assert np.count_nonzero(heard) >= 1.4 * RATE


def test_after_an_underrun_the_device_is_made_to_hold_more(pulse: PulseServer) -> None:
    with watched() as (player, watch):
        player.load(clip(noise(30.0)))
        player.play()
        watch.position(0.2)
        first = player._playback.route.output
        assert first is not None
        run_dry(first)
        assert player.status.underruns >= 1
        player.pause()
        until(lambda: player._playback.route.output not in (None, first), "the device was not opened again")
        again = player._playback.route.output
        assert again is not None
        assert again.latency > first.latency
        before = player.status.position_s
        player.play()
        watch.position(before + 0.2)


def test_while_it_plays_that_waits_for_a_pause_in_the_speech(pulse: PulseServer) -> None:
    said, pause, rest = noise(3.0), np.zeros(RATE // 2, np.float32), noise(2.0, seed=2)
    with pulse.record() as recording, watched() as (player, watch):
        player.load(clip(np.concatenate([said, pause, rest])))
        player.play()
        watch.position(0.2)
        first = player._playback.route.output
        assert first is not None
        run_dry(first)
        until(lambda: player._playback.route.output not in (None, first), "the device was not opened again")
        changed_at = player.status.position_s
        watch.state("ended")
        heard = recording.wait_for_silence()
    assert 2.95 <= changed_at <= 3.5
    assert np.array_equal(sound(heard)[-len(rest) :], rest)


def test_a_device_that_can_be_opened_only_once_holds_more_after_a_pause(
    pulse: PulseServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watched() as (player, watch):
        player.load(clip(noise(30.0)))
        player.play()
        watch.position(0.2)
        route = player._playback.route
        first, open_output = route.output, route._open
        assert first is not None
        tried: list[tuple[str, ...]] = []

        def refused_while_first_plays(choice):
            tried.append(choice.sinks)
            return open_output(replace(choice, device="in use") if route._current is first else choice)

        monkeypatch.setattr(route, "_open", refused_while_first_plays)
        run_dry(first)
        until(lambda: tried and route._spare is None, "no second output was tried")
        assert tried == [("sounddevice",)], "silence is no output to change over to"
        assert route.output is first
        player.pause()
        until(lambda: route.output not in (None, first), "the device was not opened again")
        again = route.output
        assert again is not None
        assert again.latency > first.latency


def run_dry(output: Output) -> None:
    """Do to its process what an overloaded machine does."""
    control = output.ring.control
    output._process.send_signal(signal.SIGSTOP)
    until(lambda: time.monotonic() > control.called_at + 4 * output.latency, "the device does not run out")
    output._process.send_signal(signal.SIGCONT)
    until(lambda: control.underruns, "no underrun was seen")
