"""No PortAudio, and devices that won't take what they are offered."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soxr
from playing import RATE, clip, noise, sound, watched
from virtual_sound import PulseServer, lags

from tts_tui.audio.play.devices import no_sound, probe

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unhurried")]

CRASH = "import os\nos.abort()\n"  # as PortAudio does where ALSA has no settings
NO_START = "class PortAudioError(Exception): ...\nraise PortAudioError('Unanticipated host error', -9999)\n"
NO_PORTAUDIO = 'raise OSError("PortAudio library not found")\n'  # what sounddevice says itself

ONLY_48_KHZ_STEREO = """
import os, sys
here = os.path.dirname(__file__)
sys.path.remove(here)
del sys.modules["sounddevice"]
import sounddevice

class Picky(sounddevice.OutputStream):
    def __init__(self, samplerate, channels, **rest):
        if (samplerate, channels) != (48000, 2):
            raise sounddevice.PortAudioError("Error opening OutputStream: Invalid sample rate", -9997)
        super().__init__(samplerate=samplerate, channels=channels, **rest)

def query(*which, real=sounddevice.query_devices):
    return real(*which) if which else [{**info, "default_samplerate": 48000.0} for info in real()]

sounddevice.OutputStream, sounddevice.query_devices = Picky, query
"""


@pytest.fixture
def instead_of_sounddevice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file which the sound process imports as `sounddevice`: children look where we do."""
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path / "sounddevice.py"


@pytest.mark.parametrize("module", [NO_PORTAUDIO, NO_START, CRASH], ids=["missing", "no start", "crash"])
def test_without_portaudio_miniaudio_plays(
    pulse: PulseServer, instead_of_sounddevice: Path, module: str
) -> None:
    instead_of_sounddevice.write_text(module)
    samples = noise(1.0)
    with pulse.record() as recording, watched() as (player, watch):
        player.load(clip(samples))
        player.play()
        end = watch.state("ended")
        heard = recording.wait_for_silence()
    assert (end.sink, end.unavailable, end.notice) == ("miniaudio", None, None)
    assert np.array_equal(sound(heard), samples)


def test_without_anything_the_missing_package_is_named(
    instead_of_sounddevice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead_of_sounddevice.write_text(NO_PORTAUDIO)
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    monkeypatch.setenv("ALSA_CONFIG_PATH", "/dev/null")
    monkeypatch.setattr("sys.platform", "linux")
    with watched() as (player, watch):
        player.load(clip(noise(0.2)))
        player.play()
        end = watch.state("ended")
    assert end.unavailable == (
        "No sound output: PortAudio not found. Debian/Ubuntu `sudo apt install libportaudio2`, "
        "Fedora `sudo dnf install portaudio`. Files can still be saved."
    )
    assert "libportaudio2" in probe()[0].fix


@pytest.mark.parametrize(
    ("module", "why"),
    [(NO_START, "PortAudio doesn't start"), (CRASH, "the system's sound library crashed")],
    ids=["no start", "crash"],
)
def test_a_broken_sound_system_is_told_without_codes(
    instead_of_sounddevice: Path, monkeypatch: pytest.MonkeyPatch, module: str, why: str
) -> None:
    instead_of_sounddevice.write_text(module)
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    monkeypatch.setenv("ALSA_CONFIG_PATH", "/dev/null")
    monkeypatch.setattr("sys.platform", "linux")
    with watched() as (player, watch):
        player.load(clip(noise(0.2)))
        player.play()
        end = watch.state("ended")
    assert end.unavailable
    assert end.unavailable.startswith(f"No sound output: {why}. ALSA's settings may be damaged: ")
    report, other, _ = probe()
    assert (report.reason, other.reason) == (why, "no output device")
    assert "unset ALSA_CONFIG_PATH" in report.fix


def test_what_is_said_of_no_output_is_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert no_sound({"sounddevice": "no output device"}) == (
        "No sound output: no output device. Connect an output, or start a sound server: "
        "`pulseaudio --start`. Files can still be saved."
    )


def test_a_device_that_refuses_the_clips_format_gets_its_own(
    pulse: PulseServer, instead_of_sounddevice: Path
) -> None:
    instead_of_sounddevice.write_text(ONLY_48_KHZ_STEREO)
    samples = noise(1.0)
    expected = soxr.resample(samples, RATE, 48000, quality="HQ")
    pulse.remove_sink()
    pulse.rate = 48000
    pulse.add_sink()
    with pulse.record() as recording, watched() as (player, watch):
        player.load(clip(samples))
        player.play()
        end = watch.state("ended")
        heard = recording.wait_for_silence()
    assert end.sink == "sounddevice"
    assert end.position_s == pytest.approx(1.0)
    found = lags(heard, expected, block=4800)
    assert len(set(found)) == 1
    start = found[0]
    assert np.abs(heard[start : start + len(expected)] - expected)[100:-100].max() < 1e-3
