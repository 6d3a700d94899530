"""Words of more phonemes than the model takes at once, with its real weights."""

from __future__ import annotations

from pathlib import Path

import pytest
from transcribe import transcribe

from tts_tui.backends.kokoro.engine import SAMPLE_RATE, KokoroEngine
from tts_tui.backends.kokoro.model_file import INT8, ensure
from tts_tui.backends.kokoro.phonemes.phonemize import phonemize
from tts_tui.backends.kokoro.request_audio import speak
from tts_tui.backends.kokoro.split import LIMIT
from tts_tui.backends.kokoro.stock import StockEngine
from tts_tui.speech.request import ChunkRequest

pytestmark = pytest.mark.slow

LONG_WORDS = [
    "18,446,744,073,709,551,616",
    "123e4567-e89b-12d3-a456-426614174000",
    "5f4dcc3b5aa765d61d8327deb882cf99",
    "U.S." * 28,
]


@pytest.fixture(scope="module")
def engine(engine_cache: Path) -> KokoroEngine:
    return StockEngine(ensure(INT8, engine_cache / "kokoro"))


@pytest.mark.parametrize("word", LONG_WORDS)
def test_a_word_longer_than_a_run_is_said_and_timed_once(engine: KokoroEngine, word: str) -> None:
    text = f"Before {word} after."
    assert any(span.end - span.start > LIMIT for span in phonemize(text, "en-US").words)
    chunks = list(speak(engine, ChunkRequest(0, text, "kokoro-v1.0-onnx", "af_heart", "en-US")))
    timed = [word for chunk in chunks for word in chunk.words]
    assert [text[told.char_start : told.char_end] for told in timed] == ["Before", word, "after"]
    edges = [edge for told in timed for edge in (told.start, told.end)]
    assert edges == sorted(edges)
    assert edges[-1] <= sum(chunk.seconds for chunk in chunks)
    assert edges[3] - edges[2] > 5, "the time of all its parts"


def test_all_of_a_number_is_heard(engine: KokoroEngine) -> None:
    import numpy as np

    request = ChunkRequest(0, f"It is {LONG_WORDS[0]}, exactly.", "kokoro-v1.0-onnx", "af_heart", "en-US")
    heard = transcribe(np.concatenate([chunk.samples for chunk in speak(engine, request)]), SAMPLE_RATE)
    digits = heard.replace(",", "")
    assert "18446744073709551616" in digits or "quintillion" in heard, heard
    assert "exactly" in heard.lower(), heard
