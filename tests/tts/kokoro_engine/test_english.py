"""English words as Kokoro was trained to say them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tts_tui.backends.kokoro.phonemes.by_espeak import by_espeak
from tts_tui.backends.kokoro.phonemes.english import stress
from tts_tui.backends.kokoro.phonemes.english.lexicon import entry
from tts_tui.backends.kokoro.phonemes.phonemize import phonemize
from tts_tui.backends.kokoro.phonemes.vocabulary import vocabulary


def said(text: str, language: str = "en-US") -> str:
    return phonemize(text, language).symbols


def sources(text: str) -> dict[str, str]:
    return {text[word.char_start : word.char_end]: word.source for word in phonemize(text, "en-US").words}


@pytest.mark.parametrize(
    ("text", "american", "british"),
    [
        # one r each
        ("around", "əɹˈWnd", "əɹˈWnd"),
        ("original", "əɹˈɪʤənᵊl", "əɹˈɪʤənᵊl"),
        ("history", "hˈɪstəɹi", "hˈɪstəɹi"),
        ("during", "dˈʊɹɪŋ", "djˈʊəɹɪŋ"),
        ("century", "sˈɛnʧəɹi", "sˈɛnʧʊɹi"),
        # words that change with what follows
        ("for the end", "fɔɹ ði ˈɛnd", "fɔː ði ˈɛnd"),
        ("the start", "ðə stˈɑɹt", "ðə stˈɑːt"),
        ("a house, an owl", "ɐ hˈWs, ɐn ˈWl", "ɐ hˈWs, ɐn ˈWl"),
        ("to eat, to go, to", "tʊ ˈit, tə ɡˌO, tu", "tʊ ˈiːt, tə ɡˌQ, tuː"),
        ("in it, come in", "ɪn ɪt, kˈʌm ˈɪn", "ɪn ɪt, kˈʌm ˈɪn"),
        ("I am here", "ˌI ɐm hˈɪɹ", "ˌI ɐm hˈɪə"),
        ("so I am", "sˌO ˌI æm", "sˌQ ˌI am"),
        ("I used to run", "ˌI jˈust tə ɹˈʌn", "ˌI jˈuːst tə ɹˈʌn"),
        ("we used it", "wi jˈuzd ɪt", "wiː jˈuːzd ɪt"),
        ("can you? I can.", "kæn ju? ˌI kˈæn.", "kan juː? ˌI kˈan."),
        ("this one, like this", "ðɪs wˈʌn, lˈIk ðˈɪs", "ðɪs wˈʌn, lˈIk ðˈɪs"),
        ("us vs them", "ˌʌs vˈɜɹsəs ðˌɛm", "ˌʌs vˈɜːsəs ðˌɛm"),
        # the first word of a sentence
        ("And he left.", "ˌænd hi lˈɛft.", "ˌand hiː lˈɛft."),
        ("Table.", "tˈAbᵊl.", "tˈAbᵊl."),
        # endings
        ("goblins' hobbits'", "ɡˈɑblənz hˈɑbəts", "ɡˈɒblɪnz hˈɒbɪts"),
        ("the sandwich's crust", "ðə sˈændwˌɪʧᵻz kɹˈʌst", "ðə sˈandwɪʧɪz kɹˈʌst"),
        ("photocopied", "fˈOTəkˌɑpid", "fˈQtQkˌɒpid"),
        ("unhooked", "ˌʌnhˈʊkt", "ʌnhˈʊkt"),
        # names by the lexicons' case, in either case
        ("Paris and paris", "pˈɛɹəs ænd pˈɛɹəs", "pˈaɹɪs and pˈaɹɪs"),
        # capitals
        ("the FBI's files", "ði ˌɛfbˌiˈIz fˈIlz", "ði ˌɛfbˌiːˈIz fˈIlz"),
        ("NASA", "nˈæsə", "nˈasə"),
        ("two GPUs", "tˈu ʤˌipˌijˈuz", "tˈuː ʤˌiːpˌiːjˈuːz"),
        ("five A M", "fˈIv ˌA ˈɛm", "fˈIv ˌA ˈɛm"),
        ("THE END OF IT", "ði ˈɛnd ʌv ɪt", "ði ˈɛnd ɒv ɪt"),
        # nouns and verbs
        ("they lived, to use, the use", "ðA lˈɪvd, tə jˈuz, ðə jˈus", "ðA lˈɪvd, tə jˈuːz, ðə jˈuːs"),
        ("to record the record", "tə ɹəkˈɔɹd ðə ɹˈɛkəɹd", "tə ɹɪkˈɔːd ðə ɹˈɛkɔːd"),
        ("I have read it", "ˌI hæv ɹˈɛd ɪt", "ˌI hav ɹˈɛd ɪt"),
        ("THE WORLD BEGINS AT NASA", "ðə wˈɜɹld bəɡˈɪnz æt nˈæsə", "ðə wˈɜːld bɪɡˈɪnz at nˈasə"),
        ("She's 'quoted' so", "ʃˌiz kwˈOTᵻd sˌO", "ʃˌiːz kwˈQtɪd sˌQ"),
        (
            "A T and T, A and W, A A Milne",
            "ˌA tˈi ænd tˈi, ˈA ænd dˈʌbᵊlju, ˌA ˈA mˈɪlni",
            "ˌA tˈiː and tˈiː, ˈA and dˈʌbᵊljuː, ˌA ˈA mˈɪlnɪ",
        ),
        ("plan A, A man", "plˈæn ˈA, ɐ mˈæn", "plˈan ˈA, ɐ mˈan"),
        ("U.S. army", "jˌuˈɛs ˈɑɹmi", "jˌuːˈɛs ˈɑːmi"),
        # joined words
        ("well-known", "wˌɛlnˈOn", "wˌɛlnˈQn"),
        ("and/or", "ænd ɔɹ", "and ɔː"),
        ("JavaScript", "ʤˈɑvəskɹˌɪpt", "ʤˈɑːvəskɹˌɪpt"),
        # apostrophes and accents
        ("it’s 'em ‘tis", "ɪts əm tˈɪz", "ɪts əm tˈɪz"),
        ("naïve café", "nɑˈiv kæfˈA", "nIˈiːv kˈafA"),
    ],
)
def test_words_in_context(text: str, american: str, british: str) -> None:
    assert (said(text), said(text, "en-GB")) == (american, british)


def test_senses_by_their_sentence() -> None:
    text = "I read one yesterday. Lead pipes. He wound it. Close the door. Record it. I used to run."
    spoken = said(text)
    for word in ("ɹˈɛd", "lˈɛd", "wˈWnd", "klˈOz", "ɹəkˈɔɹd", "jˈust"):
        assert word in spoken
    assert sources(text)["wound"] == "homograph"


def test_what_no_lexicon_has_is_espeaks() -> None:
    assert sources("Kubernetes, the résumé and 42 well-Zyxxed [tts](/tˌiːtiːˈɛs/)") == {
        "Kubernetes": "espeak",
        "the": "lexicon",
        "résumé": "espeak",
        "and": "lexicon",
        "42": "espeak",
        "well-Zyxxed": "espeak",
        "tts": "user",
    }
    assert said("résumé").endswith("A")


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("The does and their fawns ran.", "dˈOz"),
        ("What does it mean?", "dˈʌz"),
        ("How does a plane fly?", "dˈʌz"),
        ("Does she know? It does.", "dˈʌz"),
        ("The rebels combat the army.", "kəmbˈæt"),
        ("A combat unit arrived.", "kˈɑmbˌæt"),
        ("It will rebound.", "ɹibˈWnd"),
        ("He is on the rebound.", "ɹˈibˌWnd"),
        ("Upgrade your plan.", "ʌpɡɹˈAd"),
        ("The upgrade failed.", "ˈʌpɡɹˌAd"),
        ("His beloved wife wept.", "bəlˈʌvᵻd"),
    ],
)
def test_a_word_that_the_lexicons_say_one_way_is_told_by_its_part_of_speech(text: str, symbols: str) -> None:
    assert symbols in phonemize(text, "en-US").symbols


@pytest.mark.parametrize("language", ["en-US", "en-GB"])
def test_espeaks_r_is_one(language: str) -> None:
    assert (
        "ɹɹ"
        not in by_espeak(
            "around the original history, during a century; a murmuring asterisk", language
        ).symbols
    )


def test_words_have_exact_spans() -> None:
    text = "“Well-known,” he said (of the owl) — 'tis so."
    found = phonemize(text, "en-US")
    assert [
        (text[word.char_start : word.char_end], found.symbols[word.start : word.end]) for word in found.words
    ] == [
        ("Well-known", "wˌɛlnˈOn"),
        ("he", "hi"),
        ("said", "sˈɛd"),
        ("of", "ʌv"),
        ("the", "ði"),
        ("owl", "ˈWl"),
        ("'tis", "tˈɪz"),
        ("so", "sˌO"),
    ]
    assert found.symbols.startswith("“wˌɛlnˈOn,” hi")


def test_a_long_word_of_any_kind_takes_no_time() -> None:
    for text in ("a" * 50_000, "aB" * 9_000, "a-" * 9_000, "a'" * 9_000, "A " * 9_000, "é" * 9_000):
        assert set(said(text)) <= set(vocabulary())


@pytest.mark.parametrize("word", ["", "\n", "\t", "a\nb", "zzzzzzzz", "aaaaaa", "\ud800", "東京"])
def test_what_is_in_no_lexicon_has_no_entry(word: str) -> None:
    assert entry(word, british=False, gold=True) is None


def test_entries_depend_on_parts_of_speech() -> None:
    close = entry("close", british=False, gold=True)
    assert close
    assert (close.symbols, close.by("VB", "VERB"), close.by("JJ", "ADJ")) == ("klˈOs", "klˈOz", "klˈOs")
    aaron = entry("aaron", british=False, gold=False)
    assert aaron
    assert aaron.symbols == "ˈɛɹən"


def test_stress() -> None:
    assert stress.weakened("wˈɛlnˌOn") == "wˌɛlnOn"
    assert stress.primary("ænd") == "ˈænd"
    assert stress.at_least_secondary("ðə") == "ðˌə"
    assert stress.compound(["wˈɛl", "nˈOn"], initial=False) == ["wˌɛl", "nˈOn"]
    assert stress.spelled(["ˈɛf", "bˈi", "ˈI"]) == "ˌɛfbˌiˈI"


def test_the_lexicons_are_not_opened_by_importing() -> None:
    code = (
        "from tts_tui.backends.kokoro.phonemes import phonemize; "
        "from tts_tui.backends.kokoro.phonemes.english import lexicon; "
        "print(lexicon._mapped.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
