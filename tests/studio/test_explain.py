"""What will be said, told word by word without a model: each written word, what becomes of it, and who says so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tts_tui.backends.capabilities import Pronounces
from tts_tui.backends.kokoro.threaded import MAX_CHARACTERS
from tts_tui.speech.catalog import Model
from tts_tui.speech.entry import entry_of
from tts_tui.speech.pronunciation import Pronounced, Pronunciation, Source
from tts_tui.studio.explain import Explainer
from tts_tui.studio.explained_words import words_only
from tts_tui.studio.explanation import ExplainedWord, Explanation
from tts_tui.text.by_hand import BY_HAND
from tts_tui.text.dictionary import Dictionary
from tts_tui.text.reading_rules import ReadingRules

MODEL = Model("m", "M", "p", "P", "b", max_characters=MAX_CHARACTERS, phonemes=True)


class Letters:
    """Says a word as its letters in reverse; it knows `read` by its context, and no name."""

    def pronounce(self, texts: Sequence[str], language: str) -> list[Pronunciation]:
        return [self._of(text) for text in texts]

    def readings(self, word: str, language: str) -> Mapping[str, str]:
        return {word[::-1]: ""}

    def unknown_phonemes(self, phonemes: str) -> str:
        return ""

    def _of(self, text: str) -> Pronunciation:
        words = []
        for found in re.finditer(rf"{BY_HAND.pattern}|[^\W_]+", text):
            if hand := BY_HAND.fullmatch(found[0]):
                start, end = found.start(1), found.end(1)
                words.append(Pronounced(start, end, hand[0][len(hand[1]) + 4 : -2], "user"))
            else:
                source: Source = "homograph" if found[0] == "read" else "lexicon"
                source = "espeak" if found[0].istitle() and found.start() else source
                words.append(Pronounced(*found.span(), found[0][::-1], source))
        return Pronunciation(" ".join(word.phonemes for word in words), tuple(words))


def explained(
    text: str, *readings: tuple[str, str], language: str = "en-US", model: Model = MODEL
) -> Explanation:
    speaker = Letters() if model.phonemes else None
    dictionary = Dictionary(entry_of(*each) for each in readings)
    return Explainer(model, language, speaker, ReadingRules(words=dictionary)).explain([text])[0]


def words(explanation: Explanation) -> list[ExplainedWord]:
    return [word for segment in explanation.segments for word in segment.words]


def test_the_double_has_the_capability() -> None:
    assert isinstance(Letters(), Pronounces)


def test_each_written_word_says_what_becomes_of_it() -> None:
    found = explained("The gif that Osei read is [tts](/ˌtiːˈɛs/).", ("gif", "/ˈʤɪf/"))
    assert [(word.text, word.spoken, word.phonemes, word.source) for word in words(found)] == [
        ("The", "The", "ehT", "lexicon"),
        ("gif", "gif", "ˈʤɪf", "dictionary"),
        ("that", "that", "taht", "lexicon"),
        ("Osei", "Osei", "iesO", "espeak"),
        ("read", "read", "daer", "homograph"),
        ("is", "is", "si", "lexicon"),
        ("[tts](/ˌtiːˈɛs/).", "tts", "ˌtiːˈɛs", "user"),
    ]


@pytest.mark.parametrize("written", ["$100", "9:30PM", "40–60°C", "5km", "2,50 €"])
def test_one_written_word_is_one_entry(written: str) -> None:
    text = f"It was {written} then and so on"
    [word] = [word for word in words(explained(text)) if word.source == "rule"]
    assert text[word.char_start : word.char_end] == word.text == written
    assert word.phonemes
    assert len(word.phonemes.split()) == len(word.spoken.split())


def test_sentences_have_their_place_and_pause() -> None:
    text = "One two. Three!\n\nFour"
    first, second, third = explained(text).segments
    assert [each.spoken for each in (first, second, third)] == ["One two", "Three", "Four"]
    assert all(text[each.char_start : each.char_end] == each.text for each in (first, second, third))
    assert 0 < first.pause_seconds < second.pause_seconds


def test_edits_tell_rule_and_place() -> None:
    text = "Hello. My gif."
    [edit] = explained(text, ("gif", "jiff")).edits
    assert (edit.rule, text[edit.char_start : edit.char_end], edit.spoken) == ("dictionary", "gif", "jiff")


def test_several_written_words_said_as_fewer_are_one() -> None:
    found = words(explained("In New York City now", ("New York City", "town")))
    assert [(word.text, word.spoken) for word in found] == [
        ("In", "In"),
        ("New York City", "town"),
        ("now", "now"),
    ]


def test_phonemes_of_several_words_are_shared_out() -> None:
    found = words(explained("In New York now", ("New York", "/njuː jɔːk/")))
    assert [(word.text, word.phonemes) for word in found][1:3] == [("New", "njuː"), ("York", "jɔːk")]


def test_markup_is_no_change_of_the_word() -> None:
    found = words(explained("A *new* **start**, isn’t it: “here”"))
    assert {word.source for word in found} == {"lexicon"}
    assert [word.spoken for word in found] == ["A", "new", "start", "isn't", "it", "here"]


@pytest.mark.parametrize("text", ["", " \n", "***", "```\ncode\n```", "👍"])
def test_nothing_to_say_is_no_segment(text: str) -> None:
    assert explained(text).segments == ()


def test_a_model_without_phonemes_has_none() -> None:
    model = Model("m", "M", "p", "P", "b")
    found = explained("A [gif](/ˈʤɪf/) for Nguyen costs $1", ("Nguyen", "/ˈwɪn/"), model=model)
    assert {word.phonemes for word in words(found)} == {None}
    assert found.segments[0].phonemes is None
    assert [(word.spoken, word.source) for word in words(found)[:4]] == [
        ("A", None),
        ("gif", None),
        ("for", None),
        ("win", "dictionary"),
    ]


def test_texts_keep_to_themselves() -> None:
    first, second, third = Explainer(MODEL, "en-US", Letters()).explain(["One.", "***", "Two."])
    assert [each.segments[0].phonemes for each in (first, third)] == ["enO", "owT"]
    assert not second.segments


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“Yes,” he said—twice.", "Yes he said twice"),
        ("isn't well-known", "isn't well-known"),
        ("a_b * c", "a b c"),
        ("नमस्ते, दुनिया।", "नमस्ते दुनिया"),
        ("- 'x' -", "x"),
    ],
)
def test_words_alone(text: str, said: str) -> None:
    assert words_only(text) == said


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_explained_and_spans_rise(text: str) -> None:
    found = explained(text, ("gif", "/ˈʤɪf/"))
    end = 0
    for word in words(found):
        assert end <= word.char_start < word.char_end <= len(text)
        assert text[word.char_start : word.char_end] == word.text
        assert word.spoken
        end = word.char_end
    for segment in found.segments:
        assert " ".join(word.spoken for word in segment.words) == segment.spoken
