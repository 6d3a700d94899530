"""Kokoro on PyTorch with real weights, converted from the embedded ONNX file, against ONNX Runtime on that file."""

from __future__ import annotations

import asyncio
import os
import zipfile
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
from numpy.typing import NDArray
from transcribe import transcribe, wer

from tts_tui.backends.base import BackendContext
from tts_tui.backends.builtin import BUILT_IN
from tts_tui.backends.engines.environment import EngineEnvironment
from tts_tui.backends.kokoro.model_file import INT8, ensure
from tts_tui.backends.kokoro.request_audio import speak
from tts_tui.backends.kokoro.stock import StockEngine
from tts_tui.backends.kokoro_torch.backend import MODEL, KokoroTorchBackend
from tts_tui.backends.kokoro_torch.model import forget_damaged
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.request import ChunkRequest
from tts_tui.testing import BackendContract, closing

SENTENCES = {
    "af_heart": "The quick brown fox jumps over the lazy dog, and nobody is surprised.",
    "bm_george": "Good evening. Shall we begin?",
}
RATE = 24_000
FRAME_SECONDS = 0.025
OFF_SECONDS = 5 * FRAME_SECONDS
"""How far the two may part in a sentence: int8 is rounded otherwise by every kind of processor, which moved the end of
a sentence of four seconds by 3 frames on one."""


def test_without_its_engine_the_model_says_what_is_missing(tmp_path: Path) -> None:
    (model,) = KokoroTorchBackend(BackendContext(tmp_path, tmp_path)).models()
    assert not model.available
    assert model.reason == "its engine is not installed."
    assert model.hint == "tts-tui engines install kokoro-torch"


@pytest.mark.parametrize("damage", ["zeros", "torn"])
def test_converted_weights_that_are_damaged_are_forgotten(tmp_path: Path, damage: str) -> None:
    weights = tmp_path / "weights.pth"
    forget_damaged(weights)  # not there yet
    with zipfile.ZipFile(weights, "w") as archive:
        archive.writestr("data/0", os.urandom(1 << 20))
    forget_damaged(weights)
    assert weights.exists()
    content = bytearray(weights.read_bytes())
    if damage == "zeros":
        content[1 << 18 : (1 << 18) + (1 << 16)] = bytes(1 << 16)
    else:
        del content[1 << 19 :]
    weights.write_bytes(content)
    forget_damaged(weights)
    assert not weights.exists()


async def test_without_its_engine_nothing_is_spoken(tmp_path: Path) -> None:
    from tts_tui.speech.errors import MissingDependencyError

    backend = KokoroTorchBackend(BackendContext(tmp_path, tmp_path))
    with pytest.raises(MissingDependencyError, match="not installed"):
        await backend.start(MODEL)


async def test_cancelling_takes_back_what_the_worker_was_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    class Endless:
        async def prepare(self, *_: object) -> None:
            begun.set()
            try:
                await asyncio.Event().wait()
            finally:
                ended.set()

    async def started() -> Endless:
        return Endless()

    backend = KokoroTorchBackend(BackendContext(tmp_path, tmp_path))
    monkeypatch.setattr(backend, "_started", started)
    chunks = backend.synthesize(request_of("af_heart"))
    waiting = asyncio.ensure_future(anext(chunks))
    await begun.wait()
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await ended.wait()
    await backend.close()


def request_of(voice: str) -> ChunkRequest:
    return ChunkRequest(0, SENTENCES[voice], MODEL, voice, "")


def joined(chunks: list[AudioChunk]) -> NDArray[np.float32]:
    return np.concatenate([chunk.samples for chunk in chunks])


def log_mel(audio: NDArray[np.float32]) -> NDArray[np.float64]:
    """80 mel bands of 1024-sample Hann windows every 256, natural logarithm."""
    window = np.hanning(1024)
    frames = np.lib.stride_tricks.sliding_window_view(audio, 1024)[::256] * window
    power = np.abs(np.fft.rfft(frames)) ** 2
    hertz = 700 * (10 ** (np.linspace(0, 2595 * np.log10(1 + RATE / 2 / 700), 82) / 2595) - 1)  # HTK's scale
    low, centre, high = hertz[:-2, None], hertz[1:-1, None], hertz[2:, None]
    bins = np.fft.rfftfreq(1024, 1 / RATE)
    filters = np.clip(np.minimum((bins - low) / (centre - low), (high - bins) / (high - centre)), 0, None)
    return np.log(np.maximum(power @ filters.T, 1e-5))


BLOCK = 40
"""Frames (0.4 s) that are compared at once: a sound may be a frame of the model longer in one of the two."""
REACH = round(3 * FRAME_SECONDS * RATE / 256)
"""Frames by which a block of the other may lie before or behind."""


def agreement(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The correlation of two spectrograms, block by block, each where it fits best; the mean."""
    found = []
    for start in range(0, min(len(one), len(other)) - BLOCK + 1, BLOCK):
        block = one[start : start + BLOCK].ravel()
        begins = range(max(0, start - REACH), min(len(other) - BLOCK, start + REACH) + 1)
        found.append(
            max(float(np.corrcoef(block, other[begin : begin + BLOCK].ravel())[0, 1]) for begin in begins)
        )
    return float(np.mean(found))


@pytest.mark.slow
class TestAgainstOnnx:
    @pytest.fixture(scope="class")
    async def spoken(
        self, kokoro_torch: EngineEnvironment, engines_context: BackendContext
    ) -> dict[str, tuple[list[AudioChunk], list[AudioChunk]]]:
        """By voice: what ONNX Runtime said, and what torch said."""
        onnx = StockEngine(ensure(INT8, engines_context.cache / "kokoro"))
        backend = KokoroTorchBackend(engines_context)
        spoken = {}
        for voice in SENTENCES:
            async with aclosing(backend.synthesize(request_of(voice))) as chunks:
                by_torch = [chunk async for chunk in chunks]
            spoken[voice] = (list(speak(onnx, request_of(voice))), by_torch)
        assert backend.describe()[MODEL].startswith("torch 2.13.0+cpu on cpu, ")
        await backend.close()
        assert not backend.describe()  # nothing runs it any more
        return spoken

    @pytest.mark.parametrize("voice", SENTENCES)
    def test_lengths_agree(
        self, spoken: dict[str, tuple[list[AudioChunk], list[AudioChunk]]], voice: str
    ) -> None:
        onnx, torch = (joined(chunks) for chunks in spoken[voice])
        assert abs(len(onnx) - len(torch)) / RATE <= OFF_SECONDS

    @pytest.mark.parametrize("voice", SENTENCES)
    def test_the_spectra_agree(
        self, spoken: dict[str, tuple[list[AudioChunk], list[AudioChunk]]], voice: str
    ) -> None:
        onnx, torch = (log_mel(joined(chunks)) for chunks in spoken[voice])
        assert agreement(onnx, torch) > 0.9

    @pytest.mark.parametrize("voice", SENTENCES)
    def test_it_is_understood(
        self, spoken: dict[str, tuple[list[AudioChunk], list[AudioChunk]]], voice: str
    ) -> None:
        heard = transcribe(joined(spoken[voice][1]), RATE)
        assert wer(SENTENCES[voice], heard) <= 0.1, heard

    @pytest.mark.parametrize("voice", SENTENCES)
    def test_the_words_and_their_times_agree(
        self, spoken: dict[str, tuple[list[AudioChunk], list[AudioChunk]]], voice: str
    ) -> None:
        onnx, torch = ([word for chunk in chunks for word in chunk.words] for chunks in spoken[voice])
        assert [word.text for word in onnx] == [word.text for word in torch]
        for ours, theirs in zip(onnx, torch, strict=True):
            assert ours.start == pytest.approx(theirs.start, abs=OFF_SECONDS)
            assert ours.end == pytest.approx(theirs.end, abs=OFF_SECONDS)


@pytest.mark.slow
# One worker for all: torch takes ten seconds to start.
class TestContract(BackendContract, loop_scope="class"):
    model = MODEL
    voice = "af_heart"
    text = "Good morning. The boats are asleep."

    @pytest_asyncio.fixture(loop_scope="class", scope="class")
    async def manager(
        self, kokoro_torch: EngineEnvironment, engines_context: BackendContext
    ) -> AsyncIterator[TTSBackendManager]:
        specs = [spec for spec in BUILT_IN if spec.name == "kokoro_torch"]
        async for manager in closing(TTSBackendManager(engines_context, specs)):
            yield manager
