"""Style vectors: how each of Kokoro's voices sounds, and blends of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.backends.kokoro.catalog import LANGUAGES, VOICE_IDS
from tts_tui.backends.kokoro.engine import MAX_TOKENS
from tts_tui.speech.errors import UnknownVoiceError, did_you_mean

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACK = Path(__file__).parent / "data" / "voices" / "kokoro-voices-v1.0-fp16.npz"

_PART = re.compile(r"\s*([A-Za-z]\w*)\s*(?:\(\s*([^)\s]+)\s*\)|:\s*([^\s,+]+))?\s*")


@dataclass(frozen=True, slots=True)
class Blend:
    """Voices and how much of each, the weights summing to 1; a plain voice is a blend of one."""

    parts: tuple[tuple[str, float], ...]

    @property
    def language(self) -> str:
        """The language of the voice that weighs most."""
        return LANGUAGES[max(self.parts, key=lambda part: part[1])[0][0]]


def parse_voice(name: str) -> Blend:
    """What a voice id or a blend means: `af_heart`, `af_heart:60,bm_george:40`, `af_heart(2)+bf_emma(1)`.

    Weights need not sum to anything; a voice without one weighs 1.

    Raises:
        UnknownVoiceError: a voice isn't known, or the blend can't be read.
    """
    weights: dict[str, float] = {}
    for part in re.split(r"[,+]", name):
        match = _PART.fullmatch(part)
        if not match:
            raise _unreadable(name, "voice:weight, voice:weight")
        voice, weight = match[1], match[2] or match[3] or "1"
        if voice not in VOICE_IDS:
            raise UnknownVoiceError(f"Kokoro has no voice {voice!r}.", hint=did_you_mean(voice, VOICE_IDS))
        if not re.fullmatch(r"\d+(\.\d+)?", weight):
            raise _unreadable(name, f"a number as the weight of {voice}, not {weight!r}")
        weights[voice] = weights.get(voice, 0.0) + float(weight)
    total = sum(weights.values())
    if not total:
        raise _unreadable(name, "a weight above zero")
    return Blend(tuple((voice, weight / total) for voice, weight in weights.items() if weight))


def style(blend: Blend, tokens: int) -> NDArray[np.float32]:
    """The style vector for an utterance of that many phonemes, float32 of shape (1, 256).

    A blend is the weighted mean of its voices' vectors: the model was trained on one vector a voice, and the space
    between them is smooth. Kokoro gives each length its own vector, row n - 1 for n phonemes.
    """
    import numpy as np

    rows = [np.float32(weight) * _pack(voice)[min(tokens, MAX_TOKENS) - 1] for voice, weight in blend.parts]
    mean: NDArray[np.float32] = np.sum(np.stack(rows), axis=0, dtype=np.float32, keepdims=True)
    return mean


@lru_cache(maxsize=16)
def _pack(voice: str) -> NDArray[np.float32]:
    import numpy as np

    with np.load(PACK) as packs:  # an archive: only this voice is read
        rows: NDArray[np.float32] = packs[voice].astype(np.float32)
    return rows


def _unreadable(name: str, wanted: str) -> UnknownVoiceError:
    return UnknownVoiceError(
        f"The blend {name!r} can't be read: it needs {wanted}.", hint="Try af_heart:60,bm_george:40"
    )
