"""A gain that would clip gives way, smoothly and as far as it must."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from saves import save
from voicelike import RATE, portions, voicelike

from tts_tui.audio.effects import EffectChain, Effects
from tts_tui.audio.files.decode import decode_file
from tts_tui.audio.files.saving import AudioFile
from tts_tui.audio.limiter import CEILING, Limiter

LOUD = 5 * voicelike(3)


def limited(parts: list[np.ndarray]) -> tuple[np.ndarray, float]:
    limiter = Limiter(RATE)
    return np.concatenate([*map(limiter.process, parts), limiter.flush()]), limiter.most


def test_no_sample_passes_the_ceiling_however_it_is_portioned() -> None:
    out, most = limited([LOUD])
    assert len(out) == len(LOUD)
    assert np.abs(out).max() == pytest.approx(CEILING, abs=1e-6)
    assert most == pytest.approx(20 * np.log10(np.abs(LOUD).max() / CEILING), abs=0.01)
    for seed in range(3):
        np.testing.assert_array_equal(limited(portions(LOUD, seed))[0], out)


def test_what_never_peaks_is_untouched() -> None:
    out, most = limited(portions(voicelike(3)))
    np.testing.assert_array_equal(out, voicelike(3))
    assert most == 0.0


def test_a_peak_is_seen_coming_and_changes_only_what_is_near_it() -> None:
    sound = voicelike(3)
    sound[40_000] = -1.8
    out, _ = limited(portions(sound))
    changed = np.flatnonzero(out != sound)
    assert 40_000 - 0.12 * RATE < changed[0] < 40_000 < changed[-1] < 40_000 + 0.12 * RATE
    gains = out[changed] / np.where(sound[changed] == 0, 1, sound[changed])
    assert np.abs(np.diff(gains[np.abs(sound[changed]) > 0.01])).max() < 0.05, "no step that would click"


@pytest.mark.parametrize("frames", [0, 1, 119, 120, 121, 2519, 2520, 2521])
def test_short_sounds_keep_their_length(frames: int) -> None:
    out, _ = limited([LOUD[:frames]])
    assert len(out) == frames
    assert np.abs(out).max(initial=0.0) <= CEILING + 1e-6


@pytest.mark.parametrize("extension", ["wav", "flac"])
def test_a_saved_file_does_not_clip_and_says_by_how_much_it_was_held_back(
    extension: str, tmp_path: Path
) -> None:
    path = tmp_path / f"a.{extension}"
    with AudioFile(path, RATE, effects=Effects(gain=14, fade_out=0.1)) as file:
        for piece in portions(voicelike(3)):
            file.write(piece)
        file.commit()
    saved, _ = decode_file(path)
    assert len(saved) == len(voicelike(3))
    assert np.abs(saved).max() < 0.99
    assert 1 < file.limited < 14
    assert not EffectChain(Effects(gain=-3), RATE).limited


def test_a_loudness_decides_alone(tmp_path: Path) -> None:
    gained = decode_file(save(tmp_path / "a.wav", effects=Effects(gain=14, loudness=-16)))[0]
    plain = decode_file(save(tmp_path / "b.wav", effects=Effects(loudness=-16)))[0]
    np.testing.assert_allclose(gained, plain, atol=2e-4)
