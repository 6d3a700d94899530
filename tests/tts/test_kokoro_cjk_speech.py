"""Kokoro itself in Japanese and Mandarin. No recogniser of these languages is at hand: judged is what can be without
one, that every word has its time, that there is sound in it, and that more text takes longer."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tts_tui.backends.base import BackendContext
from tts_tui.backends.kokoro.backend import KokoroBackend
from tts_tui.speech.chunk import WordTime
from tts_tui.speech.request import ChunkRequest


async def spoken(backend: KokoroBackend, text: str, voice: str) -> tuple[np.ndarray, list[WordTime]]:
    request = ChunkRequest(0, text, "kokoro-v1.0-onnx", voice, backend.language_of(voice))
    chunks = [chunk async for chunk in backend.synthesize(request)]
    return np.concatenate([chunk.samples for chunk in chunks]), [
        word for chunk in chunks for word in chunk.words
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("voice", "short", "long", "words"),
    [
        ("jf_alpha", "こんにちは。", "こんにちは、今日は良い天気ですね。", ["こんにちは", "今日", "は", "良い", "天気", "です", "ね"]),
        ("zf_xiaoxiao", "你好。", "你好，今天天气很好。", ["你好", "今天天气", "很", "好"]),
    ],
)  # fmt: skip
async def test_words_are_spoken_in_their_times(
    voice: str, short: str, long: str, words: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder: Path = tmp_path_factory.getbasetemp()
    backend = KokoroBackend(BackendContext(folder / "cjk-cache", folder, {"engine": "stock"}))
    try:
        brief, _ = await spoken(backend, short, voice)
        audio, told = await spoken(backend, long, voice)
    finally:
        await backend.close()
    assert [word.text for word in told] == words
    assert 0.3 < len(brief) / 24_000 < len(audio) / 24_000 < 6
    for before, after in pairwise(told):
        assert before.start < before.end <= after.start + 0.02
    assert told[0].start < 0.3
    assert len(audio) / 24_000 - told[-1].end < 0.5
    for word in told:
        assert np.abs(audio[int(word.start * 24_000) : int(word.end * 24_000)]).max() > 0.02
