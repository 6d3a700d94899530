"""A blend that loops while its weights change, with the real engine and what the player was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tts_tui.events.mixing import Mixing
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.studio import Studio

if TYPE_CHECKING:
    from tts_tui.audio.timeline import Timeline
    from tts_tui.backends.manager import TTSBackendManager

pytestmark = pytest.mark.slow

SENTENCE = "The quick brown fox jumps over the lazy dog."


def spectrum(clip: Timeline) -> np.ndarray:
    """How the energy of a clip is spread over the frequencies, in 64 bands of one sum."""
    samples = clip.read(0, clip.frames)
    energy = np.abs(np.fft.rfft(samples)) ** 2
    bands = np.array([band.sum() for band in np.array_split(energy[: len(energy) // 3], 64)])
    return np.sqrt(bands / bands.sum())


async def test_the_sound_moves_as_the_weight_does(kokoro_manager: TTSBackendManager) -> None:
    mixing = Mixing(Studio(kokoro_manager))
    clips = [
        await mixing.sample_clip(SpeechRequest(SENTENCE, "kokoro-v1.0-onnx", blend, "en-US"))
        for blend in ("af_heart", "af_heart:75,am_michael:25", "af_heart:25,am_michael:75", "am_michael")
    ]
    away = [float(np.linalg.norm(spectrum(clip) - spectrum(clips[0]))) for clip in clips]
    assert away[0] == 0.0
    assert away[1] > 0.01, "a quarter is heard"
    assert away[1] < away[3]
    assert away[2] < 1.5 * away[3]
    assert all(clip.complete and clip.seconds > 1.0 for clip in clips)
    assert len({clip.sample_rate for clip in clips}) == 1, "the player crosses over without a gap"
