"""The real int8 model, its engine built once, and a few tokens to speak."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tts_tui.backends.kokoro.model_file import INT8, ensure
from tts_tui.backends.kokoro.phonemes.phonemize import phonemize
from tts_tui.backends.kokoro.phonemes.vocabulary import vocabulary
from tts_tui.backends.kokoro.streaming import StreamingEngine
from tts_tui.backends.kokoro.voices import parse_voice, style

TEXT = "She pressed a key, and she wants to hear a voice."


@pytest.fixture(scope="session")
def model(engine_cache: Path) -> Path:
    return ensure(INT8, engine_cache / "kokoro")


@pytest.fixture(scope="session")
def engine(model: Path) -> Iterator[StreamingEngine]:
    engine = StreamingEngine.open(model, model.parent, accelerate=False)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def tokens() -> list[int]:
    return tokens_of(TEXT)


@pytest.fixture(scope="session")
def heart(tokens: list[int]) -> NDArray[np.float32]:
    return style(parse_voice("af_heart"), len(tokens))


def tokens_of(text: str) -> list[int]:
    return [vocabulary()[symbol] for symbol in phonemize(text, "en-us").symbols]
