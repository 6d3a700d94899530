"""What is said of names, signs and words that aren't written as they are said: `words.tsv`, and what holds for any."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from growth import grows_with_length_alone
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.text.english import KINDS
from tts_tui.text.normalize import normalize

with Path(__file__).with_name("words.tsv").open(encoding="utf-8") as table:
    CASES = [tuple(row) for row in csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


def said(written: str) -> str:
    return " ".join(normalize(written, "en-US").text.split())


@pytest.mark.parametrize(("kind", "written", "expected"), CASES)
def test_it_is_said_as_a_reader_says_it(kind: str, written: str, expected: str) -> None:
    assert said(written) == expected


@pytest.mark.parametrize("written", [case[1] for case in CASES])
def test_writing_out_twice_is_the_same_as_once(written: str) -> None:
    once = said(written)
    assert said(once) == once


@pytest.mark.parametrize("written", [case[1] for case in CASES])
def test_no_digit_and_no_sign_is_left(written: str) -> None:
    assert not re.search(r"[\d#$%&*+/<=>@\\^_|~{}]", said(written))


@pytest.mark.parametrize(
    ("source", "rule", "written", "spoken"),
    [
        ("In Tokyo 東京 is big.", "other scripts", " 東京", ""),
        ("See Henry VIII there.", "roman numerals", "VIII", "the eighth"),
        ("Our GPUs run.", "acronyms", "GPUs", "G P U's"),
        ("Mail a.b@example.com now.", "web addresses", "a.b@example.com", "A dot B at example dot com"),
        ("On Main St. She left.", "addresses", "Main St.", "Main Street."),
        ("An oﬃce.", "unicode", "ﬃ", "ffi"),
        ("With Dr. Lee.", "abbreviations", "Dr.", "Doctor"),
    ],
)
def test_an_edit_names_its_rule_and_its_place(source: str, rule: str, written: str, spoken: str) -> None:
    (edit,) = normalize(source, "en-US").edits
    assert (edit.rule, source[edit.start : edit.end], edit.spoken) == (rule, written, spoken)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("An oﬃce of eﬀects.", "An office of effects."),
        ("Two cafe\u0301s and nai\u0308ve men.", "Two cafés and naïve men."),
        ("A ﬁne Ｈeｌlo.", "A fine Hello."),
        ("It wasnʼt Hawaiʻian.", "It wasn't Hawaiian."),
    ],
)
def test_letters_in_disguise_stay_in_their_word(written: str, read: str) -> None:
    assert said(written) == read
    assert normalize(written, "fr-FR").text == read


def test_each_kind_can_be_left() -> None:
    assert normalize("Henry VIII", "en", leave=["roman numerals", "acronyms"]).text == "Henry VIII"


def test_emoji_are_left_out_unless_they_are_asked_for() -> None:
    assert said("ok 👍🏽 then") == "ok then"
    assert " ".join(normalize("ok 👍🏽 then", "en", leave=[]).text.split()) == "ok thumbs up then"


def test_an_address_too_long_to_listen_to_is_said_as_its_host() -> None:
    path = "/".join(["section"] * 20)
    assert said(f"See https://www.example.com/{path}?a=1.") == "See example dot com."


def test_kinds_have_names_of_their_own() -> None:
    names = [kind.name for kind in KINDS]
    assert len(names) == len(set(names))


PIECES = (
    "I VIII Mr. St. Dr. A.B. NASA GPUs a@b.co http://x.org/ #Tag @me f(x) "
    "$x^2$ x_1 C++ --a 東京 é ʼ ① e.g. TCP/IP THE END , . 12 - (ii) IL"
).split()


@given(st.lists(st.sampled_from([*PIECES, " "]), max_size=14).map("".join))
def test_offsets_only_rise(text: str) -> None:
    normalized = normalize(text, "en-US")
    offsets = list(normalized.offsets)
    assert len(offsets) == len(normalized.text)
    assert offsets == sorted(offsets)
    assert all(0 <= edit.start < edit.end <= len(text) for edit in normalized.edits)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
def test_no_word_is_lost(text: str) -> None:
    """Plain words between anything stay."""
    assert said(f"hello {text} goodbye").startswith("hello")
    assert said(f"hello {text} goodbye").endswith("goodbye")


@pytest.mark.parametrize(
    "piece",
    [*PIECES, "a", "A", "I ", "I-", ".", "/", "@", "_", "-", "'", "(", "$a", "www.", "α", "東", "\u0301"],
)
def test_time_grows_with_the_length_alone(piece: str) -> None:
    assert grows_with_length_alone(lambda length: normalize(piece * (length // len(piece)), "en-US"), 2_000)
