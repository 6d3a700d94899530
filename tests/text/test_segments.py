"""Sentences with exact spans, from texts of any length."""

from __future__ import annotations

from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.text import segments as module
from tts_tui.text.readable import without_markup
from tts_tui.text.segments import segments


def sentences(text: str, language: str = "en-US", most: int = 400) -> list[str]:
    return [segment.text for segment in segments(text, language, most)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. Smith paid $3.50 at 5 p.m. on Jan. 3rd.",
        "Visit https://example.com/a.b?c=d now.",
        "It is 3.14, e.g. the U.S. value.",
        "Mr. J. R. R. Tolkien wrote it at 9 a.m. in the garden.",
        "“How are you?” she said.",
    ],
)
def test_what_is_no_end(sentence: str) -> None:
    assert sentences(f"{sentence} Next one.") == [sentence, "Next one."]


def test_other_languages() -> None:
    assert sentences("Il a dit « Bonjour ! » à M. Dupont. Oui ?", "fr-FR") == [
        "Il a dit « Bonjour ! » à M. Dupont.",
        "Oui ?",
    ]
    assert sentences("नमस्ते। आप कैसे हैं?", "hi") == ["नमस्ते।", "आप कैसे हैं?"]


def test_structure_ends_a_sentence() -> None:
    text = "# Title\nFirst line that is long enough to be wrapped by\nan editor. Second.\n\n"
    text += "- one\n- two\n1. three\nShort\nLines"
    assert sentences(text) == [
        "# Title",
        "First line that is long enough to be wrapped by\nan editor.",
        "Second.",
        "- one",
        "- two",
        "1. three",
        "Short",
        "Lines",
    ]


def test_pauses_follow_the_structure() -> None:
    text = "# Title\nOne. Two.\n\n- three\n- four, and so on, until it is too long to be said in one breath"
    pauses = [segment.pause for segment in segments(text, "en", 40)]
    title, one, two, three, cut, *_, last = pauses
    assert title == two > three > one > cut > 0
    assert last == one


def test_fenced_code_is_not_read() -> None:
    assert sentences("Before.\n```python\nx = 1. Or 2.\n```\nAfter.") == ["Before.", "After."]
    assert sentences("Before.\n```\nNever closed.") == ["Before.", "Never closed."]


def test_nothing_to_say_gives_nothing() -> None:
    assert sentences(" \n🙂🙂\n***\n…") == []


def test_a_long_sentence_is_cut_at_clauses() -> None:
    text = "One clause of this, another clause of that; a third clause of it: and so it went on, and on, to the end."
    parts = sentences(text, most=60)
    assert " ".join(parts) == text
    assert all(len(part) <= 60 for part in parts)
    assert all(part[-1] in ",;:." for part in parts)


def test_a_word_longer_than_the_limit_is_cut() -> None:
    assert sentences("x" * 25, most=10) == ["x" * 10, "x" * 10, "x" * 5]


def test_megabytes_are_read_lazily(monkeypatch: pytest.MonkeyPatch) -> None:
    read = 0
    boundaries = module.boundaries

    def counted(text: str, language: str) -> list[tuple[int, int]]:
        nonlocal read
        read += len(text)
        return boundaries(text, language)

    monkeypatch.setattr(module, "boundaries", counted)
    for text in (
        "The fox jumps over it. " * 220_000,
        "word " * 1_000_000,
        "x" * 5_000_000,
        "A line.\n" * 600_000,
    ):
        read = 0
        first = next(segments(text, "en", 400))
        assert first.start == 0
        assert read <= 64_000


def test_no_sentence_is_torn_where_a_long_paragraph_is_read_in_parts() -> None:
    text = "The quick brown fox, born in the U.S., jumps over the lazy dog. " * 1000
    assert set(islice(sentences(text), 1000)) == {text[:63]}


TEXTS = st.text(max_size=300) | st.lists(
    st.sampled_from(
        [
            "Hello",
            "Dr.",
            "3.14",
            ". ",
            "! ",
            ", ",
            "\n",
            "\n\n",
            "- ",
            "1. ",
            "# ",
            "```",
            "🙂",
            "word ",
            "x" * 50,
            "…",
            "“",
            "”",
        ]
    ),
    max_size=60,
).map("".join)


@given(TEXTS, st.integers(10, 120), st.sampled_from(["en-US", "fr-FR", "zh", ""]))
def test_spans_are_exact_and_leave_nothing_out(text: str, most: int, language: str) -> None:
    found = list(segments(text, language, most))
    assert [segment.index for segment in found] == list(range(len(found)))
    assert all(text[segment.start : segment.end] == segment.text for segment in found)
    assert all(0 < len(segment.text) <= most for segment in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    if "```" not in text:
        inside = {index for segment in found for index in range(segment.start, segment.end)}
        assert all(index in inside for index, character in enumerate(text) if character.isalnum())


def test_in_a_page_an_element_is_no_word_however_far_away_it_ends() -> None:
    said = "Nobody on the quay waved. " * 40
    body = f"<body>\n<main>Hello there.<p>{said}</p><code>x</code></main></body>"
    found = list(segments(f"<html><head><title>x</title></head>{body}</html>", "en", 400))
    assert (found[0].text, len(found)) == ("Hello there.", 42)
    assert without_markup("<body>\n<main>Hello there.", "html").text.strip() == "Hello there."
    assert without_markup("Press <body> and <main>.").text == "Press body and main."
