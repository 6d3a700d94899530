"""Reference clips: tidied, and their faults told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from voicelike import RATE, voicelike

from tts_tui.audio.files.clips import reference_clip
from tts_tui.audio.files.saving import AudioFile
from tts_tui.speech.errors import UsageError


def recording(folder: Path, sound: np.ndarray, name: str = "voice.mp3", rate: int = RATE) -> Path:
    with AudioFile(folder / name, rate) as file:
        file.write(sound.astype(np.float32))
        return file.commit()


@pytest.mark.parametrize("name", ["voice.wav", "voice.mp3", "voice.opus", "voice.m4a"])
def test_a_recording_of_any_format_is_tidied(name: str, tmp_path: Path) -> None:
    silence = np.zeros(3 * RATE)
    sound = np.concatenate([silence, 0.3 * voicelike(6), silence, 0.3 * voicelike(6), silence])
    clip = reference_clip(recording(tmp_path, sound, name))
    assert clip.warnings == ()
    assert clip.sample_rate == RATE
    assert 11 < clip.seconds < 13.5
    assert np.abs(clip.samples).max() == pytest.approx(10 ** (-1 / 20), abs=0.01)
    assert abs(clip.samples[0]) < 1e-3
    assert abs(clip.samples[-1]) < 1e-3


def test_another_rate_and_a_limit(tmp_path: Path) -> None:
    clip = reference_clip(recording(tmp_path, voicelike(20)), sample_rate=16_000, longest=8)
    assert clip.sample_rate == 16_000
    assert len(clip.samples) == 8 * 16_000


@pytest.mark.parametrize(
    ("sound", "warning"),
    [(voicelike(2), "only 2"), (0.002 * voicelike(8), "soft"), (20 * voicelike(8), "clipped")],
)
def test_faults_are_told(sound: np.ndarray, warning: str, tmp_path: Path) -> None:
    (told,) = reference_clip(recording(tmp_path, sound, "a.flac")).warnings
    assert warning in told


def test_nothing_but_silence_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no speech"):
        reference_clip(recording(tmp_path, np.zeros(5 * RATE), "a.wav"))
