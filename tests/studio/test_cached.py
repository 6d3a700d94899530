"""What was made or paid for is neither made nor paid for twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tones import SECONDS_PER_LETTER, ToneBackend

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.speech.chunk import AudioChunk, WordTime
from tts_tui.speech.events import ChunkReady, Finished, Notice, SpeechEvent
from tts_tui.speech.request import ChunkRequest, SpeechRequest
from tts_tui.store.sentence_cache import SentenceCache
from tts_tui.studio.speak import speak

TEXT = "One two three. Four five six! Seven eight nine?"
SENTENCE = "Just one sentence."
MEGABYTE = 1 << 20


class PaidTones(ToneBackend):
    """An eighth of a dollar a chunk, of which a call has two."""

    def __init__(self, price: float = 15.0) -> None:
        super().__init__()
        self.model = replace(self.model, usd_per_million_characters=price)

    async def synthesize(self, request):  # type: ignore[no-untyped-def]
        async for chunk in super().synthesize(request):
            yield replace(chunk, cost_usd=0.125)


def manager_of(backend: ToneBackend) -> TTSBackendManager:
    context = BackendContext(Path(), Path())
    return TTSBackendManager(context, [BackendSpec("tone", ("tone-*",), lambda _context: backend)])


async def events_of(
    backend: ToneBackend, cache: SentenceCache | None, text: str = TEXT, *, fresh: bool = False, **change: Any
) -> list[SpeechEvent]:
    request = replace(SpeechRequest(text, "tone-1", "low"), **change)
    return [event async for event in speak(request, manager_of(backend), cache=cache, fresh=fresh)]


def audio_of(events: list[SpeechEvent]) -> np.ndarray:
    return np.concatenate([event.chunk.samples for event in events if isinstance(event, ChunkReady)])


def words_of(events: list[SpeechEvent]) -> list[WordTime]:
    return [word for event in events if isinstance(event, ChunkReady) for word in event.chunk.words]


async def spoken(
    backend: ToneBackend, cache: SentenceCache | None, text: str = TEXT
) -> tuple[np.ndarray, float]:
    """The audio, and what it cost."""
    events = await events_of(backend, cache, text)
    end = events[-1]
    assert isinstance(end, Finished)
    assert end.metrics.cost_usd is not None
    return audio_of(events), end.metrics.cost_usd


def size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


def long_text(sentences: int) -> str:
    return " ".join(f"This is the sentence that has number {n} of them all." for n in range(sentences))


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


async def test_without_a_cache_all_is_made_anew() -> None:
    backend = PaidTones()
    await spoken(backend, None)
    await spoken(backend, None)
    assert len(backend.calls) == 6


async def test_an_edit_of_a_long_text_makes_its_sentence_alone_and_sounds_like_all_made_anew(
    tmp_path: Path,
) -> None:
    text = long_text(200)
    edited = text.replace("number 117 of", "number 117 or 118 of")
    backend, cache = ToneBackend(concurrency=2, silence=0.1), SentenceCache(tmp_path, MEGABYTE << 6)
    await events_of(backend, cache, text)
    assert len(backend.calls) == 200
    again = await events_of(backend, cache, edited)
    (made,) = backend.calls[200:]
    assert made.text.endswith("one hundred seventeen or one hundred eighteen of them all.")
    anew = await events_of(ToneBackend(silence=0.1), None, edited)
    np.testing.assert_array_equal(audio_of(again), audio_of(anew))
    assert words_of(again) == words_of(anew)
    end = again[-1]
    assert isinstance(end, Finished)
    assert end.metrics.made_seconds < 1.5 * len(made.text) * SECONDS_PER_LETTER + 1.0


async def test_made_anew_is_what_is_kept_from_then_on(tmp_path: Path) -> None:
    backend, cache = ToneBackend(), SentenceCache(tmp_path, MEGABYTE)
    await events_of(backend, cache)
    await events_of(backend, cache, fresh=True)
    assert len(backend.calls) == 6
    await events_of(backend, cache)
    assert len(backend.calls) == 6


@pytest.mark.parametrize(
    "change", [{"voice": "high"}, {"speed": 1.25}, {"settings": {"pitch": 300}}, {"language": "en-GB"}]
)
async def test_what_shapes_the_sound_makes_another(tmp_path: Path, change: dict[str, Any]) -> None:
    backend, cache = ToneBackend(), SentenceCache(tmp_path, MEGABYTE)
    await events_of(backend, cache)
    await events_of(backend, cache, **change)
    assert len(backend.calls) == 6
    await events_of(backend, cache)
    await events_of(backend, cache, **change)
    assert len(backend.calls) == 6


async def test_an_engine_that_is_another_makes_another(tmp_path: Path) -> None:
    engine = "stock"

    class Engine(ToneBackend):
        def sound_source(self, request: ChunkRequest) -> dict[str, str]:
            return {"engine": engine}

    backend, cache = Engine(), SentenceCache(tmp_path, MEGABYTE)
    await events_of(backend, cache)
    engine = "streaming"
    await events_of(backend, cache)
    assert len(backend.calls) == 6

    def change(_request: ChunkRequest) -> None:
        nonlocal engine
        engine = "another"

    backend.before = change
    await events_of(backend, cache, SENTENCE)
    assert not await asyncio.to_thread(lambda: len(list(tmp_path.glob("*.sound"))) - 6), (
        "what it was made by is not known"
    )


async def test_a_note_is_told_again(tmp_path: Path) -> None:
    class Noting(ToneBackend):
        async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
            async for chunk in super().synthesize(request):
                yield replace(chunk, note="Left out: “xyz”.")

    cache = SentenceCache(tmp_path, MEGABYTE)
    for _ in range(2):
        events = await events_of(Noting(), cache)
        assert [event.text for event in events if isinstance(event, Notice)] == ["Left out: “xyz”."]


async def test_a_call_that_is_cut_short_is_not_kept(tmp_path: Path) -> None:
    backend, cache = ToneBackend(), SentenceCache(tmp_path, MEGABYTE)
    backend.gates[0] = asyncio.Event()
    request = SpeechRequest(TEXT, "tone-1", "low")
    async with aclosing(speak(request, manager_of(backend), cache=cache)) as events:
        async for event in events:
            if isinstance(event, ChunkReady):
                break
    assert not list(tmp_path.glob("*.sound"))


@pytest.mark.parametrize("share", [0.0, 0.02, 0.1, 0.5, 0.99])
@pytest.mark.parametrize("harm", ["bit", "end", "zeros", "more"])
async def test_a_damaged_sound_is_made_again(tmp_path: Path, share: float, harm: str) -> None:
    backend, cache = ToneBackend(), SentenceCache(tmp_path, MEGABYTE)
    whole = audio_of(await events_of(backend, cache, SENTENCE))
    (file,) = tmp_path.glob("*.sound")
    data = bytearray(file.read_bytes())
    at = int(share * len(data))
    match harm:
        case "bit":
            data[at] ^= 0x10
        case "end":
            del data[at:]
        case "zeros":
            data[at] ^= 0xFF
            data[at + 1 : at + 64] = bytes(len(data[at + 1 : at + 64]))
        case "more":
            data[at:at] = b"x"
    file.write_bytes(data)
    again = audio_of(await events_of(backend, cache, SENTENCE))
    assert len(backend.calls) == 2
    np.testing.assert_array_equal(again, whole)
    await events_of(backend, cache, SENTENCE)
    assert len(backend.calls) == 2, "it is whole from then on"


async def test_it_stays_within_its_size(tmp_path: Path) -> None:
    await spoken(PaidTones(), SentenceCache(tmp_path, MEGABYTE), SENTENCE)
    most = 2 * size_of(tmp_path) + 1000
    await spoken(PaidTones(), SentenceCache(tmp_path, most), long_text(20))
    assert size_of(tmp_path) <= most


async def test_what_was_paid_for_goes_last(tmp_path: Path) -> None:
    paid = PaidTones()
    await spoken(paid, SentenceCache(tmp_path, MEGABYTE), SENTENCE)
    most = 6 * size_of(tmp_path)
    cache = SentenceCache(tmp_path, most)
    await events_of(ToneBackend(), cache, long_text(20))
    assert size_of(tmp_path) <= most
    _, cost = await spoken(paid, cache, SENTENCE)
    assert cost == 0.0


async def test_what_cannot_be_kept_is_spoken_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    events = await events_of(ToneBackend(), SentenceCache(tmp_path / "file" / "sentences", MEGABYTE))
    assert isinstance(events[-1], Finished)
