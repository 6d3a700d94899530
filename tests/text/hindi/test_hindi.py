"""What Hindi says of figures and signs: `hi.tsv`, and what holds for any text."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.text.hindi.numbers import cardinal
from tts_tui.text.normalize import kinds, normalize

_ROWS = [
    line.split("\t") for line in Path(__file__).with_name("hi.tsv").read_text(encoding="utf-8").splitlines()
]
_PIECES = (
    *"0123456789०१२९$₹€%°½/:.,-–+×=@&IVX \nकीAz", "1,00,000", "१५/०८/१९४७", "१०:३०", " बजे", " लाख", "km", "/h", "वीं",
    "डॉ.",     "कक्षा ", "a@b.in", "www.a.in", "+91 ", "फोन ", "रोड", "₂",
)  # fmt: skip
TEXTS = st.text(max_size=60) | st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)


@pytest.mark.parametrize(("written", "said"), _ROWS)
def test_it_is_said(written: str, said: str) -> None:
    assert normalize(written, "hi").text == said
    assert normalize(said, "hi").text == said, "writing out twice"


def test_each_number_below_a_hundred_has_its_own_word() -> None:
    words = [cardinal(number) for number in range(100)]
    assert len(set(words)) == 100
    assert all(word.isascii() is False and " " not in word for word in words)


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
        *"0१a1.,-/:+@ #X₹%½(क",
        "1.",
        "1,",
        "1 ",
        "a.",
        "a@",
        "1/",
        "1-",
        "०-",
        "12:",
        "X ",
        "www.",
        "फोन ",
        "A-",
    ],
)
def test_time_is_linear(piece: str) -> None:
    normalize("1", "hi")
    start = time.process_time()
    normalize(piece * 4000, "hi")
    assert time.process_time() - start < 2


def test_names_of_kinds_differ() -> None:
    names = [kind.name for kind in kinds("hi")]
    assert len(set(names)) == len(names)
