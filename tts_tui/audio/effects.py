"""Effects on a stream of samples: trim, gain, fades. The same whichever portions the samples come in.

Loudness needs the whole recording first: see loudness.py and saving/.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from tts_tui.audio.gain import amplify
from tts_tui.audio.limiter import Limiter
from tts_tui.audio.silence import Trim, faded, nothing

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples


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


class Effect(Protocol):
    """One effect: what `process` holds back, `flush` gives."""

    def process(self, samples: Samples, /) -> Samples: ...

    def flush(self) -> Samples: ...


class Gain:
    """Louder or softer by a number of decibels."""

    def __init__(self, decibels: float) -> None:
        self._decibels = decibels

    def process(self, samples: Samples) -> Samples:
        return amplify(samples, self._decibels)

    def flush(self) -> Samples:
        return nothing()


class Fade:
    """Raised-cosine fades at the start and the end; holds back as much as the last takes."""

    def __init__(self, sample_rate: int, fade_in: float, fade_out: float) -> None:
        self._rise = np.sin(np.linspace(0, np.pi / 2, round(fade_in * sample_rate), dtype=np.float32)) ** 2
        self._fall = round(fade_out * sample_rate)
        self._at = 0
        self._held = nothing()

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
        held, self._held = self._held, nothing()
        return faded(held, len(held), end=True)


class EffectChain:
    """Trim, gain and fades, one after the other; a gain gives way where it would clip.

    Attributes:
        sample_rate: Hz.
    """

    def __init__(self, effects: Effects, sample_rate: int) -> None:
        self.sample_rate = sample_rate
        self._trim = Trim(sample_rate, effects.trim_below) if effects.trim else None
        self._stages: list[Effect] = [self._trim] if self._trim else []
        if effects.gain:
            self._stages.append(Gain(effects.gain))
        self._limiter: Limiter | None = None
        if effects.gain > 0 and effects.loudness is None:  # which sets the level of the whole
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
        rest = nothing()
        for stage in self._stages:
            rest = np.concatenate([stage.process(rest), stage.flush()])
        return rest
