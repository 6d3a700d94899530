"""Kokoro's phonemes and the words they belong to."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.backends.kokoro.phonemes.languages import ESPEAK_VOICES, why_unspoken
from tts_tui.backends.kokoro.phonemes.phonemize import phonemize
from tts_tui.backends.kokoro.phonemes.vocabulary import vocabulary
from tts_tui.speech.errors import UnsupportedLanguageError

SENTENCES = {
    "en-US": ("The nurse chose a butterfly, now.", "ðə nˈɜɹs ʧˈOz ɐ bˈʌTəɹflˌI, nˈW."),
    "en-GB": ("The nurse went home there.", "ðə nˈɜːs wˈɛnt hˈQm ðˈɛː."),
    "es": ("¿Dónde está el niño?", "dˈonde estˈa el nˈiɲo?"),
    "fr-FR": ("Bonjour le monde.", "bɔ̃ʒˈuʁ lə mˈɔ̃d."),
    "hi": ("नमस्ते दुनिया।", "nəmˈʌsteː dˈʊnɪjˌaː."),
    "it": ("Ciao mondo, gli amici.", "ʧˈao mˈondo, ʎɪ amˈiʧɪ."),
    "pt-BR": ("Não é bom?", "nˌɐ̃ʊ̃ ɛ bˈoŋ?"),
}


def words(text: str, language: str = "en-US") -> list[tuple[str, str]]:
    phonemes = phonemize(text, language)
    return [(text[w.char_start : w.char_end], phonemes.symbols[w.start : w.end]) for w in phonemes.words]


@pytest.mark.parametrize("language", ESPEAK_VOICES)
def test_each_language_has_its_symbols(language: str) -> None:
    text, symbols = SENTENCES[language]
    assert phonemize(text, language).symbols == symbols


def test_every_symbol_is_a_token() -> None:
    for language, (text, _) in SENTENCES.items():
        assert set(phonemize(text, language).symbols) <= set(vocabulary())


def test_each_word_has_its_phonemes() -> None:
    assert words("born of the people in 1984, out of it") == [
        ("born", "bˈɔɹn"),
        ("of", "ʌv"),
        ("the", "ðə"),
        ("people", "pˈipᵊl"),
        ("in", "ɪn"),
        ("1984", "nˈIntinhˈʌndɹɪd ˈATi fˈɔɹ"),
        ("out", "ˈWt"),
        ("of", "ʌv"),
        ("it", "ɪt"),
    ]


@pytest.mark.parametrize(
    ("text", "mark"),
    [("Wait... what?", "…"), ("Wait -- what?", "—"), ('He said "no" to it.', "“"), ("Really?! Yes.", "?!")],
)
def test_marks_are_kept_as_the_model_knows_them(text: str, mark: str) -> None:
    assert mark in phonemize(text, "en-US").symbols


def test_stops_inside_numbers_names_and_initials_are_no_marks() -> None:
    assert "." not in phonemize("J. R. R. Tolkien took 3.14 to example.com at 5:30 or 1,000", "en-US").symbols


def test_phonemes_by_hand() -> None:
    assert words("Say [Kokoro](/kˈoʊkəɹoʊ/) now.")[1] == ("Kokoro", "kˈOkəɹO")


def test_a_word_of_another_language_leaves_no_flag() -> None:
    assert phonemize("Un weekend heureux", "fr-FR").symbols == "œ̃ wiːkˈɛnd øʁˈø"


@pytest.mark.parametrize(
    ("tag", "same"), [("en", "en-US"), ("EN_gb", "en-GB"), ("es-MX", "es"), ("pt", "pt-BR")]
)
def test_related_tags_are_served(tag: str, same: str) -> None:
    assert phonemize("Hola amigo", tag) == phonemize("Hola amigo", same)


def test_what_can_not_be_phonemized_says_so() -> None:
    assert "de" in why_unspoken("de")
    with pytest.raises(UnsupportedLanguageError, match="de") as caught:
        phonemize("Hallo", "de")
    assert "en-US" in caught.value.hint


def test_threads_do_not_mix_languages() -> None:
    expected = {language: phonemize(text, language) for language, (text, _) in SENTENCES.items()}
    jobs = [(language, SENTENCES[language][0]) for _ in range(40) for language in SENTENCES]
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda job: phonemize(job[1], job[0]), jobs)
        assert all(phonemes == expected[job[0]] for job, phonemes in zip(jobs, found, strict=True))


def test_no_phonemizer_is_imported() -> None:
    code = (
        "import sys; from tts_tui.backends.kokoro.phonemes.phonemize import phonemize; phonemize('Hello.', 'en-US'); "
        "print([name for name in ('phonemizer', 'joblib', 'spacy', 'kokoro_onnx') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@given(st.text(st.characters(), max_size=80), st.sampled_from(sorted(ESPEAK_VOICES)))
def test_any_text_gives_words_in_order(text: str, language: str) -> None:
    phonemes = phonemize(text, language)
    assert set(phonemes.symbols) <= set(vocabulary())
    for word in phonemes.words:
        assert 0 <= word.char_start < word.char_end <= len(text)
        assert 0 <= word.start <= word.end <= len(phonemes.symbols)
    for before, after in pairwise(phonemes.words):
        assert before.char_end <= after.char_start
        assert before.end <= after.start
