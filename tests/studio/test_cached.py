"""What was paid for is never paid for twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tones import ToneBackend

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.speech.events import ChunkReady, Finished
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.sentence_cache import SentenceCache
from tts_tui.studio.speak import speak

TEXT = "One two three. Four five six! Seven eight nine?"
MEGABYTE = 1 << 20


class PaidTones(ToneBackend):
    """A quarter of a dollar a call."""

    def __init__(self, price: float = 15.0) -> None:
        super().__init__()
        self.model = replace(self.model, usd_per_million_characters=price)

    async def synthesize(self, request):  # type: ignore[no-untyped-def]
        async for chunk in super().synthesize(request):
            yield replace(chunk, cost_usd=0.125)


async def spoken(
    backend: ToneBackend, cache: SentenceCache | None, text: str = TEXT
) -> tuple[np.ndarray, float]:
    """The audio, and what it cost."""
    context = BackendContext(Path(), Path())
    manager = TTSBackendManager(context, [BackendSpec("tone", ("tone-*",), lambda _context: backend)])
    events = [event async for event in speak(SpeechRequest(text, "tone-1", "low"), manager, cache=cache)]
    end = events[-1]
    assert isinstance(end, Finished)
    audio = np.concatenate([event.chunk.samples for event in events if isinstance(event, ChunkReady)])
    assert end.metrics.cost_usd is not None
    return audio, end.metrics.cost_usd


async def test_the_second_time_costs_nothing_and_sounds_the_same(tmp_path: Path) -> None:
    backend, cache = PaidTones(), SentenceCache(tmp_path, MEGABYTE)
    first, cost = await spoken(backend, cache)
    again, nothing = await spoken(backend, SentenceCache(tmp_path, MEGABYTE))
    assert (cost, nothing) == (0.75, 0.0)
    assert len(backend.calls) == 3
    np.testing.assert_array_equal(again, first)


async def test_an_edit_pays_for_what_was_edited(tmp_path: Path) -> None:
    backend, cache = PaidTones(), SentenceCache(tmp_path, MEGABYTE)
    await spoken(backend, cache)
    _, cost = await spoken(backend, cache, TEXT.replace("five", "nine"))
    assert cost == 0.25


@pytest.mark.parametrize(("price", "cached"), [(15.0, False), (0.0, True)])
async def test_without_a_cache_or_a_price_all_is_made_anew(
    tmp_path: Path, price: float, cached: bool
) -> None:
    backend = PaidTones(price)
    cache = SentenceCache(tmp_path, MEGABYTE) if cached else None
    await spoken(backend, cache)
    await spoken(backend, cache)
    assert len(backend.calls) == 6


async def test_a_torn_file_is_made_anew(tmp_path: Path) -> None:
    backend, cache = PaidTones(), SentenceCache(tmp_path, MEGABYTE)
    first, _ = await spoken(backend, cache)
    for file in tmp_path.glob("*.npz"):
        file.write_bytes(file.read_bytes()[:100])
    again, cost = await spoken(backend, cache)
    assert cost == 0.75
    np.testing.assert_array_equal(again, first)


async def test_it_stays_within_its_size(tmp_path: Path) -> None:
    sentence = "Just one sentence."
    await spoken(PaidTones(), SentenceCache(tmp_path, MEGABYTE), sentence)
    size = sum(file.stat().st_size for file in tmp_path.iterdir())
    await spoken(PaidTones(), SentenceCache(tmp_path, 2 * size + 1000), TEXT)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 2 * size + 1000
