"""When speech becomes audible, on signals whose onset is known."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import numpy as np
import pytest

from tts_tui.backends.base import Backend, BackendContext
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.request import ChunkRequest, SpeechRequest
from tts_tui.studio.measure import measure
from tts_tui.studio.onset import AUDIBLE, first_audible, onset_ms
from tts_tui.studio.tally import Tally

RATE = 8000


def level(decibels: float, frames: int) -> np.ndarray:
    """A square wave at that level."""
    signs = np.where(np.arange(frames) % 2, -1.0, 1.0)
    return (10 ** (decibels / 20) * signs).astype(np.float32)


def test_the_first_sample_above_40_db_below_full_scale() -> None:
    assert pytest.approx(0.01) == AUDIBLE
    assert first_audible(np.concatenate([level(-40.5, 500), level(-39.5, 10)])) == 500
    assert first_audible(level(-20, 4)) == 0
    assert first_audible(-np.abs(level(-20, 4))) == 0
    assert first_audible(level(-40.5, 500)) is None
    assert first_audible(np.zeros(0, np.float32)) is None


def test_it_sounds_at_its_offset_or_when_it_is_in_hand() -> None:
    assert onset_ms(first_chunk_ms=200, in_hand_ms=200, offset_seconds=0.1) == pytest.approx(300)
    assert onset_ms(first_chunk_ms=200, in_hand_ms=900, offset_seconds=0.1) == 900


def test_a_tally_counts_the_silence_of_the_chunks_before() -> None:
    tally = Tally(10, sample_rate=RATE)
    first = tally.first_chunk()
    tally.add(np.zeros(2 * RATE, np.float32))
    assert tally.metrics().onset_ms is None
    tally.add(np.concatenate([np.zeros(RATE, np.float32), level(-20, 80)]))
    assert tally.metrics().onset_ms == pytest.approx(first + 3000, abs=1e-6)
    tally.add(level(-3, 80))
    assert tally.metrics().onset_ms == pytest.approx(first + 3000, abs=1e-6)
    assert tally.frames == 3 * RATE + 160


class HummingBackend(Backend):
    """Hums below -40 dBFS for a second before it speaks."""

    model = Model("hum-1", "Hum", "hum", "Hum", "hum", sample_rate=RATE, trims_silence=True)
    spoken = 0

    def models(self) -> Sequence[Model]:
        return [self.model]

    async def voices(self, model: str, *, refresh: bool = False) -> Sequence[Voice]:
        return [Voice("hum", "Hum", "en-US")]

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        self.spoken += 1
        yield AudioChunk(np.concatenate([level(-45, RATE), level(-10, RATE)]), RATE)

    async def close(self) -> None:
        return


async def test_the_benchmark_tells_it_beside_the_first_pcm(tmp_path: Path) -> None:
    spec = BackendSpec("hum", ("hum-*",), lambda _context: HummingBackend())
    manager = TTSBackendManager(BackendContext(tmp_path, tmp_path), [spec])
    measured = await measure(manager, SpeechRequest("Hello there.", "hum-1"), runs=1)
    await manager.close()
    assert measured.onset_ms == pytest.approx(measured.first_chunk_ms + 1000, abs=1e-6)


async def test_the_benchmark_speaks_no_more_than_its_runs(tmp_path: Path) -> None:
    """Each run tells all of its figures: none is of a run of its own, which costs money and is one sample alone."""
    humming = HummingBackend()
    manager = TTSBackendManager(
        BackendContext(tmp_path, tmp_path), [BackendSpec("hum", ("hum-*",), lambda _context: humming)]
    )
    await measure(manager, SpeechRequest("Hello there.", "hum-1"), runs=3)
    await manager.close()
    assert humming.spoken == 1 + 3  # the first warms up
