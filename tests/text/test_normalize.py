"""What is said of what was written."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.text.normalize import normalize, silent_words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("It costs $3.50.", "It costs three dollars fifty cents."),
        (
            "$1, £2.99, €10 and ¥500",
            "one dollar, two pounds ninety-nine pence, ten euros and five hundred yen",
        ),
        ("$0.99 or $1.00", "ninety-nine cents or one dollar"),
        (
            "$1.5 million, $5M, £2bn, $3k",
            "one point five million dollars, five million dollars, two billion pounds, three thousand dollars",
        ),
        ("$1,200.05", "one thousand two hundred dollars five cents"),
        ("Dr. Smith met Mrs. Jones vs. Prof. Lee", "Doctor Smith met Missus Jones versus Professor Lee"),
        ("Acme Inc.", "Acme Incorporated."),
        ("St. John lives on Main St. now", "Saint John lives on Main Street now"),
        ("e.g. this, i.e. that", "for example, this, that is, that"),
        ("See Fig. 2, No. 5 and p. 7 of #3", "See Figure two, Number five and page seven of number three"),
        ("at 5:30 p.m. on Jan. 3rd", "at five thirty P M on January third"),
        (
            "5:00, 10:05, 17:00, 5 p.m., 9am",
            "five o'clock, ten oh five, seventeen hundred hours, five P M, nine A M",
        ),
        ("at 5:30 p.m.", "at five thirty P M."),
        ("We left at 5 a.m. The end.", "We left at five A M. The end."),
        (
            "in 1984, 1905, 1900 and 2024",
            "in nineteen eighty-four, nineteen oh five, nineteen hundred and twenty twenty-four",
        ),
        (
            "2005, 3000, 12,345 and 1984.5",
            "two thousand five, three thousand, twelve thousand three "
            "hundred forty-five and one thousand nine hundred eighty-four point five",
        ),
        ("the 1980s, the '90s, the 1900s", "the nineteen eighties, the nineties, the nineteen hundreds"),
        ("pages 5-10, 2019–2021", "pages five to ten, twenty nineteen to twenty twenty-one"),
        (
            "call 555-1234 on 2024-05-06",
            "call five five five, one two three four on May sixth, twenty twenty-four",
        ),
        (
            "25 °C, 60 mph, 1 km, 6 ft, 3.5 GB",
            "twenty-five degrees Celsius, sixty miles per hour, one kilometer, six feet, three point five gigabytes",
        ),
        ("½ cup, 3/4 done", "one half cup, three quarters done"),
        ("3.14 and .5 and -5", "three point one four and point five and minus five"),
        ("the 100th time", "the one hundredth time"),
        (
            "See https://www.example.com/a/b?c=d.",
            "See H T T P S colon slash slash W W W dot example dot com slash A slash B question mark C equals D.",
        ),
        ("Mail j.doe@example.com or @jane", "Mail J dot doe at example dot com or at jane"),
        ("A → B", "A, B"),
    ],
)
def test_english_is_written_out(written: str, said: str) -> None:
    assert normalize(written, "en-US").text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("\x1b[31mred\x1b[0m \x1b]8;;http://x\x07link\x1b]8;;\x07", "red link"),
        ("te\x00xt\x07 here\u200b", "te xt here"),
        ("hello 🙂 world 👍🏽.", "hello world."),
        ("family 👨‍👩‍👧 time", "family time"),
        ("# A *heading* with **bold** words", "A heading with bold words"),
        ("- [x] done", "done"),
        ("> quoted `code` ~~gone~~", "quoted code gone"),
        ("[text](https://x.org/a) ![alt](b.png) [ref][1] note[^1]", "text alt ref note"),
        ("| a | b |", "a, b"),
        ("|---|:--:|", ""),
        ("a &amp; b &#39;c&#39; <br/><b>d</b>", "a & b 'c' d"),
        ("snake_case and 2*3*4 and a * b", "snake_case and 2*3*4 and a * b"),
        ("say [Kokoro](/kˈOkəɹO/) so", "say [Kokoro](/kˈOkəɹO/) so"),
        ("1. First", "1. First"),
        ("don’t stop", "don't stop"),
        ("नमस्ते दुनिया", "नमस्ते दुनिया"),
    ],
)
def test_what_is_not_speech_is_taken_out(written: str, said: str) -> None:
    assert normalize(written, "nl").text.strip() == said


def test_other_languages_keep_their_numbers() -> None:
    assert normalize("Um 5:30, $3.50 in 1984.", "de").text == "Um 5:30, $3.50 in 1984."


def test_offsets_lead_back_to_the_source() -> None:
    source = "**Dr.** Smith paid $3.50 [here](http://x.org)."
    normalized = normalize(source, "en-US")

    def written(said: str) -> str:
        at = normalized.text.index(said)
        return source[normalized.offsets[at] : normalized.offsets[at + len(said) - 1] + 1]

    assert written("Doctor") == "Dr."
    assert written("Smith") == "Smith"
    assert written("three dollars fifty cents") == "$3.50"
    assert written("here") == "here"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Oh [laugh][sigh] well.", "Oh [laugh][sigh] well."),
        ("**Dr. [clear throat] No** said", "Doctor [clear throat] No said"),
        (
            "[laugh](https://x.org) [here](https://x.org)",
            "[laugh](H T T P S colon slash slash X dot org) here",
        ),
        ("[wink][1]", "wink"),
    ],
)
def test_sounds_that_the_model_makes_stay_in_their_brackets(written: str, said: str) -> None:
    assert normalize(written, "en-US", ("laugh", "sigh", "clear throat")).text == said


def test_without_such_sounds_brackets_are_markup() -> None:
    assert normalize("Oh [laugh][sigh] well.", "en-US").text == "Oh laugh well."


TEXTS = st.text(alphabet=st.characters(), max_size=120) | st.lists(
    st.sampled_from(
        [
            *"[](){}<>*_`~#|\\/-+.,:;!?@$£€%&'\"0123456789 \n\t\x1b\x00",
            "Dr.",
            "p.m.",
            "1984",
            "km",
            "🙂",
            "http://",
            "e.g.",
            "ß",
        ]
    ),
    max_size=60,
).map("".join)


@given(TEXTS, st.sampled_from(["en-US", "en-GB", "fr-FR", "hi", "ja", "zh", "nl", ""]))
def test_any_text_is_normalized(text: str, language: str) -> None:
    normalized = normalize(text, language)
    offsets = list(normalized.offsets)
    assert len(offsets) == len(normalized.text)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)
    assert not any(ord(character) < 32 for character in normalized.text)


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("①, ½, Ω, Ⅳ, ㎏, ﬁne, Ａ.", ""),
        ("The first ① is 東京, not Москва.", "東京"),
        ("½ of Москва", "Москва"),
        ("Plain.", ""),
    ],
)
def test_what_is_written_out_is_not_told_as_left_out(text: str, left_out: str) -> None:
    assert silent_words(text, "en-US") == left_out


def test_telling_what_is_left_out_takes_linear_time() -> None:
    began = time.process_time()
    assert silent_words("½ " * 200_000, "en-US") == ""
    assert time.process_time() - began < 5


@pytest.mark.parametrize("language", ["es", "fr", "it", "pt-BR", "hi"])
def test_scripts_that_would_be_spelt_are_left_out_and_others_are_not(language: str) -> None:
    text = "Kyoto (京都) Москва שלום مرحبا Ελλάδα 한국 ok"
    assert normalize(text, language).text == "Kyoto Ελλάδα 한국 ok"
    assert silent_words(text, language) == "京都"
    assert silent_words("Ελλάδα 한국", language) == ""
    assert normalize(text, language, leave=["other scripts"]).text == text
