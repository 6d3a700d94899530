"""The times told of words against where a speech recogniser finds them."""

from __future__ import annotations

import re

import numpy as np
import pytest
import soxr
from numpy.typing import NDArray

from tts_tui.backends.kokoro.engine import SAMPLE_RATE
from tts_tui.backends.kokoro.speaking import speak
from tts_tui.backends.kokoro.streaming import StreamingEngine
from tts_tui.speech.chunk import WordTime
from tts_tui.speech.request import ChunkRequest

Decoder = pytest.importorskip("pocketsphinx", reason="it has no wheel for this Python").Decoder

pytestmark = pytest.mark.slow

TEXT = (
    "The bus leaves in four minutes. She speaks three languages and understands a fourth. "
    "When the lamp went out, we told stories in the dark until somebody found the candles. "
    "A cold wind blew across the empty square, but nobody in the long line complained about it."
)
RECOGNISER_RATE = 16_000


@pytest.mark.parametrize(("voice", "speed"), [("af_heart", 1.0), ("bm_george", 1.2)])
def test_words_start_where_they_are_heard(engine: StreamingEngine, voice: str, speed: float) -> None:
    request = ChunkRequest(0, TEXT, "kokoro-v1.0-onnx", voice, "", speed)
    told: list[WordTime] = []
    pieces = []
    for chunk in speak(engine, request):
        told += chunk.words
        pieces.append(chunk.samples)
    heard = aligned(np.concatenate(pieces), TEXT)
    assert [plain(word.text) for word in told] == [word for word, _ in heard]
    late = np.array([word.start - start for word, (_, start) in zip(told, heard, strict=True)])
    assert np.percentile(np.abs(late), 95) < 0.150
    third = len(late) // 3
    assert abs(late[-third:].mean() - late[:third].mean()) < 0.05  # no drift


def aligned(audio: NDArray[np.float32], text: str) -> list[tuple[str, float]]:
    """The words of a text and the seconds at which each starts in the audio."""
    decoder = Decoder(samprate=RECOGNISER_RATE, loglevel="FATAL")
    decoder.set_align_text(plain(text))
    silence = np.zeros(SAMPLE_RATE // 2, np.float32)  # without some, the last word is not found
    heard = soxr.resample(np.concatenate([audio, silence]), SAMPLE_RATE, RECOGNISER_RATE)
    decoder.start_utt()
    decoder.process_raw((np.clip(heard, -1, 1) * 32767).astype("<i2").tobytes(), full_utt=True)
    decoder.end_utt()
    frame_rate = decoder.config["frate"]
    return [
        (re.sub(r"\(\d+\)$", "", segment.word), segment.start_frame / frame_rate)
        for segment in decoder.seg()
        if segment.word[0] not in "<["
    ]


def plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z']+", text.lower()))
