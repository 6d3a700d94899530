"""Recordings that a voice is made of, and whether voices can be made at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.backends.chatterbox.cloning import why_no_cloning as why_no_cloning

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """A clip, ready to make a voice of.

    Attributes:
        samples: float32 mono, shape (frames,).
        lufs: loudness of the file as it was given.
        problem: why no voice can be made of it; empty if one can.
        advice: what would make a better voice; empty if nothing.
    """

    samples: Samples
    sample_rate: int
    lufs: float
    problem: str
    advice: str

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.sample_rate


def read_recording(path: Path) -> Recording:
    """Read an audio file of any format, tidy it and judge it; takes a second or so.

    Raises:
        UsageError: it can't be read, or there is nothing but silence in it.
    """
    from tts_tui.audio.files.clips import reference_clip
    from tts_tui.backends.voice_profiles import check_clip

    clip = reference_clip(path)
    checked = check_clip(clip.samples, clip.sample_rate)
    advice = "; ".join(clip.warnings) or checked.advice
    return Recording(clip.samples, clip.sample_rate, clip.loudness.integrated, checked.problem, advice)
