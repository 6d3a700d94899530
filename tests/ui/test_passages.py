"""What the pane of what is said goes by: passages, words without their marks, and explanations that move."""

from __future__ import annotations

import pytest

from tts_tui.studio.explanation import ExplainedSegment, ExplainedWord, Explanation
from tts_tui.ui.pronunciation_window import core_of, moved, passage_at


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("One.\n\nTwo two.\n\nThree", 8, "Two two."),
        ("One.\n\nTwo", 0, "One."),
        ("", 0, ""),
        ("x" * 10_000, 5000, "x" * 4000),
    ],
)
def test_a_passage_is_the_paragraph_or_what_is_near(text: str, place: int, expected: str) -> None:
    start, end = passage_at(text, place)
    assert text[start:end] == expected


@pytest.mark.parametrize(
    ("written", "core", "word"),
    [
        ("“Osei,”", "Osei", "Osei"),
        ("$5.", "5", "5"),
        ("[a](/ˈA/),", "[a](/ˈA/)", "a"),
        ("don't", "don't", "don't"),
    ],
)
def test_a_word_without_its_marks(written: str, core: str, word: str) -> None:
    start, end, found = core_of(ExplainedWord(written, 10, 10 + len(written), "", None, None))
    assert (f"{' ' * 10}{written}"[start:end], found) == (core, word)


def test_an_explanation_moves_with_its_passage() -> None:
    word = ExplainedWord("a", 1, 2, "a", None, None)
    found = moved(Explanation((ExplainedSegment("a", 1, 2, "a", None, 0.0, (word,)),), ()), 5)
    assert (found.segments[0].char_start, found.segments[0].words[0].char_end) == (6, 7)
