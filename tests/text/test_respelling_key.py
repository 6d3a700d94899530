"""Respellings with the stressed syllable in capitals, in the dictionary and beside the word."""

from __future__ import annotations

import pytest

from tts_tui.speech.entry import entry_of
from tts_tui.text.dictionary import Dictionary
from tts_tui.text.normalize import normalize
from tts_tui.text.respelling_key import phonemes_of


@pytest.mark.parametrize(
    ("wording", "american", "british"),
    [
        ("kuh-TAH-nuh", "kətˈɑnə", "kətˈɑːnə"),
        ("WUUS-tər-shər", "wˈʊstəɹʃəɹ", "wˈʊstəʃə"),
        ("NGWI-uhn", "ŋwˈɪən", "ŋwˈɪən"),
        ("MASS-uh-CHOO-sits", "mˌæsətʃˈusɪts", "mˌæsətʃˈuːsɪts"),
        ("FYN-muhn", "fˈaɪnmən", "fˈaɪnmən"),
        ("ay-yah-FYAT-luh-YOH-kuutl", "eɪjɑfjˌætləjˈoʊkʊtl", "eɪjɑːfjˌætləjˈəʊkʊtl"),
        ("val dwahr-SAY", "væl dwɑɹsˈeɪ", "væl dwɑːsˈeɪ"),
    ],
)
def test_syllables_become_phonemes(wording: str, american: str, british: str) -> None:
    assert phonemes_of(wording, "en-US") == american
    assert phonemes_of(wording, "en-GB") == british


@pytest.mark.parametrize(
    "wording",
    [
        "the FBI",
        "an ATM",
        "CD-ROM",
        "X-ray",
        "T-shirt",
        "e-mail",
        "AI-led",
        "US-led",
        "New York",
        "oh-say",
        "THE END",
    ],
)
def test_other_words_are_none(wording: str) -> None:
    assert phonemes_of(wording, "en-US") == ""


def test_it_is_said_beside_a_word_and_from_the_dictionary() -> None:
    words = Dictionary([entry_of("Katana", "kuh-TAH-nuh")])
    assert normalize("[Katana](kuh-TAH-nuh)", "en-US").text == "[Katana](/kətˈɑnə/)"
    assert normalize("A Katana's edge", "en-GB", words=words).text == "A [Katana's](/kətˈɑːnəz/) edge"
    assert normalize("[Katana](kuh-TAH-nuh)", "en-US", phonemes=False).text == "kuh-tah-nuh"
    assert normalize("A Katana", "en-US", words=words, phonemes=False).text == "A kuh-tah-nuh"
