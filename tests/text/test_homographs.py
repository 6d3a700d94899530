"""Homographs are told apart by their sentence. The word meant stands between asterisks."""

from pathlib import Path

import pytest

from tts_tui.backends.kokoro.phonemes.readings import pronunciation
from tts_tui.text.homographs import holds, labels, readings
from tts_tui.text.tagger import TOKEN, tag

SENTENCES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "homographs.tsv").read_text(encoding="utf-8").splitlines()
]


def reading(marked: str) -> str:
    words = TOKEN.findall(marked.replace("*", ""))
    at = len(TOKEN.findall(marked[: marked.index("*")]))
    return readings(words, tag(words))[at]


@pytest.mark.parametrize(("label", "sentence"), SENTENCES)
def test_the_reading_is_the_one_meant(label: str, sentence: str) -> None:
    assert reading(sentence) == label


def test_a_verb_after_a_plural_noun_is_one() -> None:
    assert reading("The banks *close* early on Friday.") == "close_vrb"


def test_every_reading_has_its_pronunciations() -> None:
    for options in [*labels().values(), ("used", "used_to")]:
        said = [(pronunciation(label), pronunciation(label, british=True)) for label in options]
        assert all(us and gb for us, gb in said), options
        assert len({us for us, _ in said}) == len(options), options


@pytest.mark.parametrize(
    "words", [[], [""], ["lead"], ["LEAD", "\ud800"], ["used"], ["used", "to"], ["😀"] * 3]
)
def test_any_words_have_tags_and_readings(words: list[str]) -> None:
    tags = tag(words)
    assert len(tags) == len(words)
    assert set(readings(words, tags)) <= set(range(len(words)))


def test_only_a_sentence_that_holds_a_homograph_is_worth_tagging() -> None:
    assert holds(["The", "Lead", "singer"])
    assert not holds(["The", "cat", "sat"])
