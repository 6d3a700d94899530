"""Style vectors: how each of Kokoro's voices sounds, and blends of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.backends.kokoro.catalog import LANGUAGES, VOICE_IDS
from tts_tui.backends.kokoro.engine import MAX_TOKENS
from tts_tui.speech.blend import Blend, read_blend
from tts_tui.speech.errors import UnknownVoiceError, did_you_mean

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACK = Path(__file__).parent / "data" / "voices" / "kokoro-voices-v1.0-fp16.npz"


def parse_voice(name: str) -> Blend:
    """What a voice id or a blend means; see `read_blend`.

    Raises:
        UnknownVoiceError: a voice isn't known, or the blend can't be read.
    """
    blend = read_blend(name)
    for voice, _ in blend.parts:
        if voice not in VOICE_IDS:
            raise UnknownVoiceError(f"Kokoro has no voice {voice!r}.", hint=did_you_mean(voice, VOICE_IDS))
    return blend


def language_of(blend: Blend) -> str:
    """BCP 47 tag of the voice that weighs most, by whose rules a blend reads."""
    return LANGUAGES[blend.heaviest[0]]


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
