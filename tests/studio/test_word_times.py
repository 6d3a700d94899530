"""Times of the words as they were written, whatever was said for them."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_speak import manager_of
from tones import SECONDS_PER_LETTER, ToneBackend

from tts_tui.speech.chunk import AudioChunk, WordTime
from tts_tui.speech.events import ChunkReady, Finished
from tts_tui.speech.request import ChunkRequest, SpeechRequest
from tts_tui.studio.sinks import WordsSink
from tts_tui.studio.speak import speak


class TimedBackend(ToneBackend):
    """Tells the time of each spoken word as a vendor does, `stretch` times as late as it is."""

    def __init__(self, stretch: float = 1.0, *, at_once: bool = True, timing: str = "api") -> None:
        super().__init__()
        self.stretch = stretch
        self.at_once = at_once
        self.model = replace(self.model, word_times=timing)  # type: ignore[arg-type]

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        words, at = [], 0
        for text in request.text.split():
            at = request.text.index(text, at)
            start, end = (place * SECONDS_PER_LETTER * self.stretch for place in (at, at + len(text)))
            words.append(WordTime(text, start, end, at, at + len(text)))
            at += len(text)
        async with aclosing(super().synthesize(request)) as chunks:
            async for chunk in chunks:
                told = words if self.at_once else words[: max(1, len(words) // 2)]
                yield replace(chunk, words=tuple(told))
                words = words[len(told) :]
        if words:
            yield replace(chunk, samples=chunk.samples[:0], words=tuple(words))


async def timed(text: str, backend: ToneBackend, folder: Path, language: str = "") -> tuple[WordsSink, float]:
    sink = WordsSink()
    request = SpeechRequest(text, "tone-1", "low", language=language)
    async with aclosing(speak(request, manager_of(backend, folder))) as events:
        async for event in events:
            if isinstance(event, ChunkReady):
                await sink.write(event)
    assert isinstance(event, Finished)
    return sink, event.metrics.audio_seconds


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("timing", ["api", "model"])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("$100 after 9:30PM, 40–60°C.", ["$100", "after", "9:30PM,", "40–60°C."]),
        ("Dr. Who paid £3.50 for 5 km/h.", ["Dr.", "Who", "paid", "£3.50", "for", "5", "km/h."]),
        ("Years—and **two** more: Paris–Rome.", ["Years—and", "two", "more:", "Paris–Rome."]),
        ("In 1984, 3/4 of 12:05 p.m. passed.", ["In", "1984,", "3/4", "of", "12:05", "p.m.", "passed."]),
    ],
)
async def test_a_written_word_is_told_once(
    tmp_path: Path, text: str, words: list[str], timing: str, at_once: bool
) -> None:
    sink, seconds = await timed(text, TimedBackend(at_once=at_once, timing=timing), tmp_path)
    assert [word.text for word in sink.words] == words
    check(sink.words, text, seconds)
    assert sink.timing == timing


async def test_what_a_line_between_spaces_says_takes_no_space_with_it(tmp_path: Path) -> None:
    text = "Hace 20°C - 25°C hoy."
    sink, seconds = await timed(text, TimedBackend(), tmp_path, "es")
    assert [word.text for word in sink.words] == ["Hace", "20°C", "25°C", "hoy."]
    check(sink.words, text, seconds)


def check(words: list[WordTime], text: str, seconds: float) -> None:
    assert all(text[word.char_start : word.char_end] == word.text for word in words)
    assert all(word.start < word.end <= seconds + 0.001 for word in words)
    for before, after in pairwise(words):
        assert before.char_end <= after.char_start
        assert before.end <= after.start + 0.001


@pytest.mark.parametrize("at_once", [True, False])
async def test_times_longer_than_the_sound_are_noticed(tmp_path: Path, at_once: bool) -> None:
    text = "One two three four five six seven eight nine ten."
    sink, seconds = await timed(text, TimedBackend(1.2, at_once=at_once), tmp_path)
    assert sink.timing == "estimated"
    assert [word.text for word in sink.words] == text.split()
    check(sink.words, text, seconds)
    sink, _ = await timed(text, TimedBackend(1.02, at_once=at_once), tmp_path)
    assert sink.timing == "api", "so little is the silence at its end"


WRITTEN = ["$5", "9:30PM", "40–60°C", "Dr.", "word", "—", "3/4", "½", "**b**", "km", "😀", "1984"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(WRITTEN), max_size=10))
async def test_spans_rise_whatever_is_written(
    tmp_path_factory: pytest.TempPathFactory, words: list[str]
) -> None:
    text = " ".join(["Say", *words])
    sink, seconds = await timed(text, TimedBackend(timing="model"), tmp_path_factory.mktemp("tone"))
    check(sink.words, text, seconds)
