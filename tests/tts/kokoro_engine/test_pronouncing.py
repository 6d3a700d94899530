"""What Kokoro tells of its phonemes without its model: how words sound, how else they may, what it has no sound for."""

from __future__ import annotations

import pytest

from tts_tui.backends.kokoro.pronouncing import pronounce, readings, unknown_phonemes


def test_words_sound_as_they_are_spoken_and_say_who_says_so() -> None:
    first, second = pronounce(["The [tts](/ˌtiːtiːˈɛs/) is Zqxwic.", "One"], "en-US")
    assert [word.source for word in first.words] == ["lexicon", "user", "lexicon", "espeak"]
    assert first.words[1].phonemes == "ˌtiːtiːˈɛs"
    assert first.phonemes.endswith(".")
    assert [word.phonemes for word in second.words] == ["wˈʌn"]


@pytest.mark.parametrize(
    ("typed", "language", "sounds"),
    [
        ("ˈdʒʌdʒ.mənt", "en-US", "ˈʤʌʤmənt"),
        ("bɝd", "en-US", "bɜɹd"),
        ("ˈrɛdɚ", "en-US", "ˈɹɛdəɹ"),
        ("ˈbed", "en-GB", "ˈbɛd"),
        ("deɪ", "en-GB", "dA"),
        ("ʃi:p", "en-GB", "ʃiːp"),
        ("ˈre.o", "es", "ˈreo"),
    ],
)
def test_ipa_as_dictionaries_print_it(typed: str, language: str, sounds: str) -> None:
    [found] = pronounce([f"[word](/{typed}/)"], language)
    assert found.phonemes == sounds


@pytest.mark.parametrize(("word", "several"), [("record", True), ("use", True), ("table", False)])
def test_a_word_has_the_readings_of_the_lexicon(word: str, several: bool) -> None:
    found = readings(word, "en-US")
    assert len(found) == len(set(found))
    assert (len(found) > 1) == several
    assert next(iter(found)) == "".join(each.phonemes for each in pronounce([word], "en-US")[0].words)


def test_what_no_lexicon_has_is_guessed_and_other_languages_are_not_looked_up() -> None:
    assert len(readings("Zqxwic", "en-US")) == 1
    assert len(readings("use", "es")) == 1
    assert readings("", "en-US") == {}


@pytest.mark.parametrize(
    ("phonemes", "unknown"),
    [("ˈwɪn", ""), ("ˈa漢b漢", "漢"), ("t͡ʃ.a", ""), ("kˈOkəɹO", ""), ("a\u0303ç", ""), ("6", "6")],
)
def test_what_it_has_no_sound_for(phonemes: str, unknown: str) -> None:
    assert unknown_phonemes(phonemes) == unknown


def test_texts_asked_together_sound_as_alone() -> None:
    texts = ["Hola, ¿qué tal?", "El [tts](/ˌtiːtiːˈɛs/) es un amigo.", "", "…"]
    assert pronounce(texts, "es") == [pronounce([text], "es")[0] for text in texts]
