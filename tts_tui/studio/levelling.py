"""Takes of one text made ready to be heard in turn: equally loud, at one sample rate."""

from __future__ import annotations

from collections.abc import Iterable

from tts_tui.audio.gain import amplify
from tts_tui.audio.loudness import SILENCE, Loudness, measure
from tts_tui.audio.resample import Resampler
from tts_tui.audio.timeline import Timeline

LEVEL = -20.0
"""LUFS that takes are brought to, or as near as the peaks of all of them let it."""

PEAK = -1.0
"""dBTP that no take exceeds."""

RATE = 48_000
"""Hz: what all devices have; a clip of another rate would reopen the output."""


def common_level(takes: Iterable[Loudness]) -> float:
    """The LUFS that every one of them can be brought to."""
    audible = (each for each in takes if each.integrated > SILENCE)
    return min((each.integrated + each.gain_to(LEVEL, PEAK) for each in audible), default=LEVEL)


def loudness_of(clip: Timeline) -> Loudness:
    """How loud a whole clip is."""
    return measure(clip.read(0, clip.frames), clip.sample_rate)


def levelled(clip: Timeline, loudness: Loudness, level: float) -> Timeline:
    """A whole clip, which is as loud as that, brought to a level in LUFS and to `RATE`."""
    samples = clip.read(0, clip.frames)
    if clip.sample_rate != RATE:
        samples = Resampler(clip.sample_rate, RATE).push(samples, last=True)
    ready = Timeline(RATE)
    ready.append(amplify(samples, loudness.gain_to(level, PEAK)))
    ready.finish()
    return ready
