"""Who says what is quoted: where the words beside it name somebody, and nobody else."""

from __future__ import annotations

import pytest

from tts_tui.text.quotes import quotations, speakers


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“Come in,” said Anna.", ["Anna"]),
        ("“Come in!” Anna cried softly.", ["Anna"]),
        ("“Come in,” said Anna, “and sit down.”", ["Anna", "Anna"]),
        ("“Come in,” said Anna. “Sit down.”", ["Anna", "Anna"]),
        ("Anna said, “Come in.”", ["Anna"]),
        ("Then Mr. Darcy quietly replied: “I do.”", ["Mr. Darcy"]),
        ("“Off with her head!” the Queen shouted.", ["Queen"]),
        ("“What is it?” asked the Mock Turtle.", ["Mock Turtle"]),
        ('"Well," said Ben, "why not?"', ["Ben", "Ben"]),
        ("«Yes,» said Anna.", ["Anna"]),
        ("“Yes,” said Anna. “No,” said Ben.", ["Anna", "Ben"]),
        ("Ben told Anna, “I am going.”", ["Ben"]),
        ("“I am going,” Ben told Anna.", ["Ben"]),
        ("“It goes on and on,” said Anna, “and never", ["Anna", "Anna"]),
    ],
)
def test_a_tag_names_who_speaks(text: str, said: list[str]) -> None:
    assert list(speakers(text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“Come in,” he said.", [""]),
        ("“Come in.”", [""]),
        ("“Come in.” Anna said nothing.", [""]),
        ("He asked Anna, “Are you coming?”", [""]),
        ("“Are you coming?” he asked Anna.", [""]),
        ("“Are you coming?” the old man asked.", [""]),
        ("“Come in,” said Anna's mother.", [""]),
        ("“Come in,” said Anna and Ben.", [""]),
        ("“No,” he said. “Yes,” said Anna.", ["", "Anna"]),
        ("“Yes,” said Anna, who knew the word “river” well.", ["Anna", ""]),
        ("Anna read the “Times” and said nothing.", [""]),
        ("Nobody said anything.", []),
    ],
)
def test_what_is_unsure_stays_with_the_narrator(text: str, said: list[str]) -> None:
    assert list(speakers(text)) == said


def test_apostrophes_and_inches_quote_nothing() -> None:
    assert quotations("It's the dogs' 5\" bowl, isn't it?") == []


def test_a_long_paragraph_of_quotes_takes_no_time_worth_telling() -> None:
    text = "“Yes,” said nobody in particular, and Anna " * 5000
    assert len(speakers(text)) == 5000
