"""Recordings of a voice to clone: read, judged and tidied as a whole, which is what pydub is good at."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tts_tui.audio.files.decode import decode_file
from tts_tui.audio.files.encoders.base import to_int16
from tts_tui.audio.loudness import Loudness, measure
from tts_tui.speech.errors import UsageError

if TYPE_CHECKING:
    from pydub import AudioSegment

    from tts_tui.speech.chunk import Samples

SHORTEST = 5.0
"""Seconds of speech below which a clone is known to be poor (Chatterbox Turbo refuses less)."""

_MOST_READ = 300.0
"""Seconds: somebody may give a whole audiobook."""

_SOFT = -40.0  # LUFS
_CLIPPED = 0.001  # share of samples at full scale
_PAUSE_MS = 300  # longer pauses are shortened to twice the padding
_PADDING_MS = 100
_BELOW_MEAN_DB = 25  # what is so much softer than the clip's mean level is a pause
_HEADROOM_DB = 1.0
_FADE_MS = 10


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceClip:
    """Speech ready to be cloned.

    Attributes:
        samples: float32 mono, shape (frames,), peak at -1 dBFS.
        sample_rate: Hz.
        loudness: of the recording as it was given.
        warnings: what is wrong with it, for people; empty if it is fine.
    """

    samples: Samples
    sample_rate: int
    loudness: Loudness
    warnings: tuple[str, ...]

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.sample_rate


def reference_clip(path: Path, sample_rate: int = 24_000, longest: float = 30.0) -> ReferenceClip:
    """Read a recording of any format, shorten its pauses, level it.

    Args:
        path: an audio file.
        sample_rate: Hz wanted.
        longest: seconds kept, from the start.

    Raises:
        UsageError: it can't be read, or there is nothing but silence in it.
    """
    samples, _ = decode_file(path, sample_rate, longest=_MOST_READ)
    loudness = measure(samples, sample_rate)
    whole = _segment(samples, sample_rate)
    speech = whole.strip_silence(
        silence_len=_PAUSE_MS, silence_thresh=whole.dBFS - _BELOW_MEAN_DB, padding=_PADDING_MS
    )
    if not len(speech) or not speech.max:
        raise UsageError(f"There is no speech in “{path.name}”.", hint="Give 10 to 20 s of one voice.")
    tidy = (
        speech[: round(longest * 1000)].normalize(headroom=_HEADROOM_DB).fade_in(_FADE_MS).fade_out(_FADE_MS)
    )
    clip = np.frombuffer(tidy.raw_data, "<i2").astype(np.float32) / np.float32(32768)
    return ReferenceClip(
        clip, sample_rate, loudness, tuple(_judge(samples, len(clip) / sample_rate, loudness))
    )


def _judge(samples: Samples, seconds: float, loudness: Loudness) -> list[str]:
    found = []
    if seconds < SHORTEST:
        found.append(f"only {seconds:.1f} s of speech: 10 to 20 s make a better voice")
    if loudness.integrated < _SOFT:
        found.append(f"very soft ({loudness.integrated:.0f} LUFS): its noise will be cloned too")
    if np.mean(np.abs(samples) >= 0.999) > _CLIPPED:
        found.append("clipped: record it again at a lower level")
    return found


def _segment(samples: Samples, sample_rate: int) -> AudioSegment:
    with warnings.catch_warnings():  # pydub warns that there is no ffmpeg program, which isn't needed here
        warnings.simplefilter("ignore")
        from pydub import AudioSegment, effects  # noqa: F401  (effects adds normalize and strip_silence)
    return AudioSegment(to_int16(samples).tobytes(), frame_rate=sample_rate, sample_width=2, channels=1)
