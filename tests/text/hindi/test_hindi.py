"""What Hindi says of figures and signs: `hi.tsv`, and what holds for any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from growth import grows_with_length_alone
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.text.hindi import KINDS
from tts_tui.text.hindi.numbers import BELOW_HUNDRED, cardinal, year
from tts_tui.text.normalize import normalize
from tts_tui.text.segments import segments

_ROWS = [
    line.split("\t") for line in Path(__file__).with_name("hi.tsv").read_text(encoding="utf-8").splitlines()
]
_PIECES = (
    *"0123456789०१२५₹$€%°½/:.,-–−+×=<>#@&() \n",
    "1,25,000", "15/08/1947", "5वीं", " किमी", "km/h", "10:30", " बजे", "अध्याय IV", " लाख", "डॉ. ", "ई.पू.", " में",
    "+91 ", "a@b.in", "www.a.in", "के", "B2B", "॰", "।",
)  # fmt: skip
TEXTS = st.text(max_size=60) | st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)


@pytest.mark.parametrize(("written", "said"), _ROWS)
def test_it_is_said(written: str, said: str) -> None:
    assert normalize(written, "hi").text == said
    assert normalize(said, "hi").text == said, "writing out twice"


@given(TEXTS)
def test_any_text_is_written_out(text: str) -> None:
    normalized = normalize(text, "hi")
    offsets = list(normalized.offsets)
    assert len(offsets) == len(normalized.text)
    assert offsets == sorted(offsets)
    assert not re.search(r"\d", normalized.text), "a digit is left"


@pytest.mark.parametrize(
    "piece",
    [
        *"0क1१.,-/:+@ #X₹%½(",
        "1.",
        "1,",
        "1 ",
        "क.",
        "a@",
        "1/",
        "1-",
        "0 ",
        "12:",
        "X ",
        "www.",
        "डॉ. ",
        "5वीं",
    ],
)
def test_time_is_linear(piece: str) -> None:
    assert grows_with_length_alone(lambda length: normalize(piece * length, "hi"), 1_000)


def test_names_of_kinds_differ() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_each_number_below_a_hundred_has_a_name_of_its_own() -> None:
    assert len(set(BELOW_HUNDRED)) == 100


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (100, "एक सौ"),
        (10**5, "एक लाख"),
        (10**7 + 5, "एक करोड़ पाँच"),
        (10**9, "एक अरब"),
        (10**19, " ".join(["एक", *["शून्य"] * 19])),
    ],
)
def test_large_numbers(number: int, said: str) -> None:
    assert cardinal(number) == said


@pytest.mark.parametrize(
    ("number", "said"), [(1100, "ग्यारह सौ"), (1999, "उन्नीस सौ निन्यानबे"), (2000, "दो हज़ार")]
)
def test_years(number: int, said: str) -> None:
    assert year(number) == said


def test_sentences_end_at_a_danda_and_not_behind_an_abbreviation() -> None:
    text = "डॉ. शर्मा 5 कि.मी. चले। प्रो. वर्मा घर पर थे. फिर क्या हुआ? कुछ नहीं॥"
    found = [(segment.text, segment.pause) for segment in segments(text, "hi", 400)]
    assert found == [
        ("डॉ. शर्मा 5 कि.मी. चले।", 0.35),
        ("प्रो. वर्मा घर पर थे.", 0.35),
        ("फिर क्या हुआ?", 0.35),
        ("कुछ नहीं॥", 0.35),
    ]
