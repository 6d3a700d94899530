"""Effects on a stream of samples: trim, gain, fades. The same whichever portions the samples come in.

Loudness needs the whole recording first: see loudness.py and saving/.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tts_tui.audio.gain import amplify
from tts_tui.audio.limiter import Limiter

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples

_FRAME = 0.010  # seconds over which the level is taken
_PAD = 0.020  # seconds of quiet left at a trimmed end, so that no soft consonant is lost
_EDGE = 0.003  # seconds of fade at a trimmed end, so that it doesn't click


@dataclass(frozen=True, slots=True)
class Effects:
    """What to do to a recording as it is saved or played; nothing, as it stands.

    Attributes:
        trim: take silence off both ends.
        trim_below: dB of full scale, RMS: what counts as silence.
        gain: dB.
        fade_in: seconds.
        fade_out: seconds.
        loudness: LUFS to bring the whole to, when it is saved; None leaves it.
        true_peak: dBTP that loudness doesn't exceed.
    """

    trim: bool = False
    trim_below: float = -45.0
    gain: float = 0.0
    fade_in: float = 0.0
    fade_out: float = 0.0
    loudness: float | None = None
    true_peak: float = -1.0

    @property
    def streams(self) -> bool:
        """Whether there is anything to do to audio as it comes."""
        return bool(self.trim or self.gain or self.fade_in or self.fade_out)


class Effect(ABC):
    """One effect: what `process` holds back, `flush` gives."""

    @abstractmethod
    def process(self, samples: Samples) -> Samples: ...

    @abstractmethod
    def flush(self) -> Samples: ...


class Trim(Effect):
    """Takes silence off the start and the end.

    Attributes:
        removed: samples taken off the start.
    """

    def __init__(self, sample_rate: int, below: float = -45.0) -> None:
        self.removed = 0
        self._frame = max(1, round(_FRAME * sample_rate))
        self._pad = round(_PAD * sample_rate)
        self._edge = round(_EDGE * sample_rate)
        self._power = 10 ** (below / 10)
        self._started = False
        self._partial = _nothing()  # less than a frame, not judged yet
        self._quiet: list[Samples] = []  # since the last loud frame

    def process(self, samples: Samples) -> Samples:
        samples = np.concatenate([self._partial, samples])
        whole = len(samples) - len(samples) % self._frame
        self._partial = samples[whole:]
        return self._judge(samples[:whole])

    def flush(self) -> Samples:
        out = self._judge(self._partial)
        self._partial = _nothing()
        tail = _joined(self._quiet)[: self._pad] if self._started else _nothing()
        self._quiet = []
        return np.concatenate([out, _faded(tail, min(self._edge, len(tail)), end=True)])

    def _judge(self, samples: Samples) -> Samples:
        """Give everything up to the last loud frame, hold the rest."""
        if not len(samples):
            return samples
        edges = range(0, len(samples), self._frame)
        power = np.add.reduceat(samples.astype(np.float64) ** 2, edges) / self._frame
        loud = np.flatnonzero(power > self._power)
        if not len(loud):
            self._hold(samples)
            return _nothing()
        end = (int(loud[-1]) + 1) * self._frame
        out = np.concatenate([*self._quiet, samples[:end]])
        if not self._started:
            self._started = True
            held = len(out) - len(samples[:end])
            cut = max(0, held + int(loud[0]) * self._frame - self._pad)
            self.removed += cut
            out = _faded(out[cut:], min(self._edge, len(out) - cut), end=False)
        self._quiet = [samples[end:]]
        return out

    def _hold(self, samples: Samples) -> None:
        self._quiet.append(samples)
        if not self._started:  # only the pad of a leading silence can still be wanted
            held = _joined(self._quiet)
            cut = max(0, len(held) - self._pad)
            self.removed += cut
            self._quiet = [held[cut:]]


class Gain(Effect):
    """Louder or softer by a number of decibels."""

    def __init__(self, decibels: float) -> None:
        self._decibels = decibels

    def process(self, samples: Samples) -> Samples:
        return amplify(samples, self._decibels)

    def flush(self) -> Samples:
        return _nothing()


class Fade(Effect):
    """Raised-cosine fades at the start and the end; holds back as much as the last takes."""

    def __init__(self, sample_rate: int, fade_in: float, fade_out: float) -> None:
        self._rise = np.sin(np.linspace(0, np.pi / 2, round(fade_in * sample_rate), dtype=np.float32)) ** 2
        self._fall = round(fade_out * sample_rate)
        self._at = 0
        self._held = _nothing()

    def process(self, samples: Samples) -> Samples:
        rise = self._rise[self._at : self._at + len(samples)]
        if len(rise):
            samples = np.concatenate([samples[: len(rise)] * rise, samples[len(rise) :]])
        self._at += len(samples)
        held = np.concatenate([self._held, samples])
        ready = max(0, len(held) - self._fall)
        self._held = held[ready:]
        return held[:ready]

    def flush(self) -> Samples:
        held, self._held = self._held, _nothing()
        return _faded(held, len(held), end=True)


class EffectChain(Effect):
    """Trim, gain and fades, one after the other; a gain gives way where it would clip.

    Attributes:
        sample_rate: Hz.
    """

    def __init__(self, effects: Effects, sample_rate: int) -> None:
        self.sample_rate = sample_rate
        self._trim = Trim(sample_rate, effects.trim_below) if effects.trim else None
        self._stages: list[Effect | Limiter] = [self._trim] if self._trim else []
        if effects.gain:
            self._stages.append(Gain(effects.gain))
        self._limiter: Limiter | None = None
        if effects.gain > 0 and effects.loudness is None:  # which sets the level of the whole anew
            self._limiter = Limiter(sample_rate)
            self._stages.append(self._limiter)
        if effects.fade_in or effects.fade_out:
            self._stages.append(Fade(sample_rate, effects.fade_in, effects.fade_out))

    @property
    def shift(self) -> float:
        """Seconds by which everything comes earlier than it went in. Certain once something came out."""
        return self._trim.removed / self.sample_rate if self._trim else 0.0

    @property
    def limited(self) -> float:
        """Decibels that the gain was held back by where it held back the most."""
        return self._limiter.most if self._limiter else 0.0

    def process(self, samples: Samples) -> Samples:
        for stage in self._stages:
            samples = stage.process(samples)
        return samples

    def flush(self) -> Samples:
        rest = _nothing()
        for stage in self._stages:
            rest = np.concatenate([stage.process(rest), stage.flush()])
        return rest


def trim_silence(samples: Samples, sample_rate: int, below: float = -45.0) -> tuple[Samples, float]:
    """A whole clip without the silence at its ends, and the seconds taken off its start."""
    trim = Trim(sample_rate, below)
    out = np.concatenate([trim.process(samples), trim.flush()])
    return out, trim.removed / sample_rate


def _faded(samples: Samples, frames: int, *, end: bool) -> Samples:
    if not frames:
        return samples
    rise = np.sin(np.linspace(0, np.pi / 2, frames, dtype=np.float32)) ** 2
    if end:
        return np.concatenate([samples[:-frames], samples[-frames:] * rise[::-1]])
    return np.concatenate([samples[:frames] * rise, samples[frames:]])


def _joined(parts: list[Samples]) -> Samples:
    return np.concatenate([_nothing(), *parts])


def _nothing() -> Samples:
    return np.zeros(0, np.float32)
