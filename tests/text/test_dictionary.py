"""The user's readings, put into a text: what is found, which of several, and what each kind of voice is given."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.speech.entry import Entry, entry_of
from tts_tui.speech.errors import DictionaryError
from tts_tui.text.dictionary import Dictionary
from tts_tui.text.normalize import Normalized, normalize
from tts_tui.text.respelling import respelled


def said(text: str, *readings: Entry, language: str = "en-US", phonemes: bool = True) -> str:
    return normalized(text, *readings, language=language, phonemes=phonemes).text


def normalized(text: str, *readings: Entry, language: str = "en-US", phonemes: bool = True) -> Normalized:
    return normalize(text, language, words=Dictionary(readings), phonemes=phonemes)


WIN = entry_of("Nguyen", "/ˈwɪn/")


@pytest.mark.parametrize(
    ("word", "reading", "text", "expected"),
    [
        ("gif", "jiff", "A GIF, a gif. Gifs.", "A jiff, a jiff. Gifs."),
        ("Polish", "from Poland", "Polish it, polish it.", "from Poland it, polish it."),
        ("New York", "the city", "In New  York now.", "In the city now."),
        ("C++", "see plus plus", "C++, C or C++?", "see plus plus, C or see plus plus?"),
        (".NET", "dot net", "On .NET today", "On dot net today"),
        ("don't", "do not", "I don’t and don't.", "I do not and do not."),
        ("gif", "jiff", "its gif's size", "its jiff's size"),
        ("ion", "I on", "nation ion", "nation I on"),
        ("Nguyen", "/ˈwɪn/", "Nguyen left.", "[Nguyen](/ˈwɪn/) left."),
        ("Nguyen", "/ˈwɪn/", "Nguyen’s car", "[Nguyen's](/ˈwɪnz/) car"),
        ("Marsh", "/ˈmɑɹʃ/", "Marsh's car", "[Marsh's](/ˈmɑɹʃᵻz/) car"),
        ("two", "/tu/", "two", "[two](/tˈu/)"),
        ("vin", "/v\u1ebdç/", "vin", "[vin](/ve\u0303ç/)"),
    ],
)
def test_words_are_found_as_they_are_written(word: str, reading: str, text: str, expected: str) -> None:
    assert said(text, entry_of(word, reading)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("vX of it", "version X of it"), ("vX and vY", "version X and version Y"), ("move", "move")],
)
def test_a_pattern_names_its_groups(text: str, expected: str) -> None:
    assert said(text, entry_of(r"\bv([A-Z])\b", r"version \1", pattern=True)) == expected


def test_vowel_signs_are_part_of_a_word() -> None:
    assert said("की कीमत", entry_of("की", "का"), language="hi") == "का कीमत"


def test_a_reading_is_not_read_again() -> None:
    assert said("a b", entry_of("a", "b"), entry_of("b", "a")) == "b a"


def test_the_longest_word_wins_then_the_layer_then_the_language() -> None:
    user = [entry_of("New York", "city"), entry_of("York", "town"), entry_of("jam", "first", "en-GB")]
    text = [entry_of("jam", "second")]
    dictionary = Dictionary(user, text)
    assert normalize("New York, York", "en-US", words=dictionary).text == "city, town"
    assert normalize("jam", "en-GB", words=dictionary).text == "second"
    ranked = Dictionary([entry_of("a", "none"), entry_of("a", "any", "en"), entry_of("a", "own", "en-GB")])
    assert [normalize("a", tag, words=ranked).text for tag in ("fr-FR", "en-US", "en_GB")] == [
        "none",
        "any",
        "own",
    ]


def test_markup_is_none_of_it() -> None:
    assert said("See [Nguyen](https://nguyen.org/Nguyen).", WIN) == "See [Nguyen](/ˈwɪn/)."
    assert said("*Nguyen* [Nguyen](/ˈnɔ/)", WIN) == "[Nguyen](/ˈwɪn/) [Nguyen](/ˈnɔ/)"


def test_nothing_changes_what_has_its_phonemes() -> None:
    entry = entry_of("K-9", "/kˈA nˈIn/")
    assert said("A K-9 unit of 9", entry).startswith("A [K-9](/kˈA nˈIn/) unit of ")
    assert said("It is [$5](/fˈIv/).") == "It is [$5](/fˈIv/)."


def test_voices_without_phonemes_get_letters() -> None:
    assert said("Nguyen’s gif", WIN, entry_of("gif", "jiff"), phonemes=False) == "win's jiff"
    assert not normalized("Nguyen", WIN, phonemes=False).unread
    left = normalized("Nguyen", WIN, language="fr-FR", phonemes=False)
    assert left.text == "Nguyen"
    assert left.unread


@pytest.mark.parametrize(
    ("phonemes", "letters"),
    [
        ("ˈwɪn", "win"),
        ("ˈniːtʃə", "nee-chuh"),
        ("ɪˈlɛktɹɪk", "i-lek-trik"),
        ("kˈOkəɹO", "koh-ker-oh"),
        ("", ""),
    ],
)
def test_phonemes_as_letters(phonemes: str, letters: str) -> None:
    assert respelled(phonemes) == letters


def test_edits_name_the_dictionary_and_offsets_rise() -> None:
    found = normalized("Dr. Nguyen has a gif", WIN, entry_of("gif", "jiff"))
    named = [(edit.start, edit.end) for edit in found.edits if edit.rule == "dictionary"]
    assert named == [(4, 10), (17, 20)]
    assert list(found.offsets) == sorted(found.offsets)
    at = found.text.index("Nguyen")
    assert list(found.offsets[at : at + 6]) == [4, 5, 6, 7, 8, 9]


@given(st.text(max_size=40), st.text(min_size=1, max_size=6), st.booleans())
def test_any_text_is_valid(text: str, word: str, phonemes: bool) -> None:
    try:
        entry = entry_of(word, "/ˈwɪn/")
    except DictionaryError:
        return
    found = normalized(f"{text} {word} {text}", entry, phonemes=phonemes)
    assert len(found.text) == len(found.offsets)
    assert list(found.offsets) == sorted(found.offsets)


def test_a_pattern_that_never_ends_is_given_up() -> None:
    entry = entry_of("(a|aa)+b", "x", pattern=True)
    dictionary = Dictionary([entry])
    began = time.process_time()
    for _ in range(20):
        assert normalize("a" * 60, "en-US", words=dictionary).text == "a" * 60
    assert time.process_time() - began < 20


def test_ten_thousand_words_are_as_quick_as_ten() -> None:
    dictionary = Dictionary([entry_of(f"word{number}", "said") for number in range(10_000)])
    normalize("word1", "en-US", words=dictionary)
    began = time.process_time()
    for _ in range(100):
        assert "said" in normalize("He has word77 and nothing else of them.", "en-US", words=dictionary).text
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("word", "reading", "pattern", "says"),
    [
        ("", "b", False, "word is empty"),
        ("a", " ", False, "reading is empty"),
        ("a", "b" * 300, False, "longer than"),
        ("a", "b\x07", False, "control"),
        ("(", "b", True, "no regular expression"),
        ("a*", "b", True, "where there is nothing"),
        ("a", r"\1", True, "names no group"),
        ("a", "//", False, "neither words nor phonemes"),
        ("a", "/ˈw1/", False, "no phoneme"),
    ],
)
def test_what_can_not_be_says_why(word: str, reading: str, pattern: bool, says: str) -> None:
    with pytest.raises(DictionaryError, match=says):
        entry_of(word, reading, pattern=pattern)


def test_a_language_is_a_tag() -> None:
    with pytest.raises(DictionaryError, match="no language"):
        entry_of("a", "b", "English!")
    assert entry_of("a", "b", "en_GB").language == "en-GB"


@pytest.mark.parametrize(
    ("word", "reading", "language", "text", "said"),
    [
        ("東京", "とんきん", "ja", "私は東京に住む。", "私はとんきんに住む。"),
        ("カメ", "かめ", "ja", "カメラとカメ。", "カメラとかめ。"),
        ("API", "エーピーアイ", "ja", "このAPIを使う", "このエーピーアイを使う"),
        ("さくら", "チェリー", "ja", "赤いさくらが咲く", "赤いチェリーが咲く"),
        ("北京", "北平", "zh", "我在北京工作。", "我在北平工作。"),
        ("林", "凌", "zh", "森林里，林，林。", "森林里，凌，凌。"),
    ],
)
def test_words_are_found_in_what_has_no_spaces(
    word: str, reading: str, language: str, text: str, said: str
) -> None:
    assert normalize(text, language, words=Dictionary([entry_of(word, reading)])).text == said
