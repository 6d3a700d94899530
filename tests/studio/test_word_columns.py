"""Word times of hours of sound: all that was put in, in little room, and captions of them in little more."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Iterator

import pytest

from tts_tui.audio.files.sidecars import SIDECARS
from tts_tui.speech.chunk import WordTime
from tts_tui.studio.captions import sidecar
from tts_tui.studio.word_columns import WordTimes

COUNT = 4000
SENTENCE = "Nobody walks along the river in the evening. "


def spoken() -> Iterator[WordTime]:
    """Each with a text of its own, as a backend gives it."""
    found = list(re.finditer(r"\w+", SENTENCE))
    for number in range(COUNT):
        match, base = found[number % len(found)], len(SENTENCE) * (number // len(found))
        text = match[0].encode().decode()
        yield WordTime(text, number * 0.4, number * 0.4 + 0.3, base + match.start(), base + match.end())


def listed() -> WordTimes:
    words = WordTimes()
    words.extend(spoken())
    return words


def test_it_gives_back_what_was_put_in() -> None:
    words, wanted = listed(), list(spoken())
    assert list(words) == wanted
    assert words[-1] == wanted[-1]
    assert words[10:40:3] == wanted[10:40:3]
    with pytest.raises(IndexError):
        words[COUNT]
    assert len(WordTimes()) == 0


def test_a_word_takes_few_bytes() -> None:
    tracemalloc.start()
    try:
        words = listed()
        assert tracemalloc.get_traced_memory()[0] < 60 * len(words)
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", sorted(set(SIDECARS) - {"timings"}))
def test_captions_hold_few_words_at_a_time(kind: str) -> None:
    words, text = listed(), SENTENCE * (COUNT // 8)
    content = sidecar(kind, words, text, "model", "en-US", "plain")
    tracemalloc.start()
    try:
        assert sidecar(kind, words, text, "model", "en-US", "plain") == content
        assert tracemalloc.get_traced_memory()[1] < 500 * COUNT
    finally:
        tracemalloc.stop()
