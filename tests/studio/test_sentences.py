"""Going from sentence to sentence in a take, also while it is still being made."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tts_tui.speech.chunk import WordTime
from tts_tui.speech.events import Cancelled, Metrics
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.take import Take
from tts_tui.text.sentences import Sentences

TEXT = "One two three. Dr. Four paid 5.60 there! Seven eight?"
STARTS = [0, 15, 41]


def take_of(characters: int = len(TEXT)) -> Take:
    """Every word takes a second, and those before that character are made."""
    take = Take(SpeechRequest(TEXT, "tones-1", "af_heart"), 0.0)
    starts = [i for i in range(characters) if TEXT[i] != " " and (i == 0 or TEXT[i - 1] == " ")]
    words = [WordTime(TEXT[i:].split()[0], n, n + 1.0, i, i + 1) for n, i in enumerate(starts)]
    take.words_sink = SimpleNamespace(words=words)  # type: ignore[assignment]
    take.clip = SimpleNamespace(timeline=SimpleNamespace(seconds=float(len(words))))  # type: ignore[assignment]
    return take


def test_sentences_are_those_that_are_spoken() -> None:
    sentences = Sentences(TEXT, "en-US")
    assert [sentences.at(character) for character in (0, 14, 15, 30, 41, 52)] == [0, 0, 1, 1, 2, 2]
    assert [Sentences(TEXT, "").start_of(number) for number in range(4)] == [*STARTS, None]


@pytest.mark.parametrize(
    ("seconds", "by", "begins"),
    [
        (0.5, 1, 3.0),  # from the first to the second
        (3.2, 1, 8.0),
        (8.5, 1, None),  # there is no fourth
        (5.0, -1, 3.0),  # from inside a sentence to its beginning
        (3.5, -1, 0.0),  # from its beginning to the one before
        (0.2, -1, 0.0),
    ],
)
def test_steps(seconds: float, by: int, begins: float | None) -> None:
    take = take_of()
    take.end = Cancelled(0, Metrics(None, 0.0, 0.0))
    assert take.step_sentence(seconds, by) == begins


def test_a_sentence_that_is_not_made_yet_is_waited_for_at_the_end() -> None:
    take = take_of(STARTS[1])
    assert take.step_sentence(1.0, 1) == 3.0 == take.seconds
    take.end = Cancelled(0, Metrics(None, 0.0, 0.0))
    assert take.step_sentence(1.0, 1) is None
