"""What is promised of writing out any text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from growth import grows_with_length_alone
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.text.edits import TrackedText
from tts_tui.text.english import KINDS
from tts_tui.text.normalize import normalize

_PIECES = (
    *"0123456789$£€¥%°²½¼/:.,-–−+×x=<>~#^&'\"()[]* \n",
    "1984", "1,234", "January", "May ", " May 5", "5th", "km", " kg", "m/s", "AM", " p.m.", "BC", "10s", "'90s",
    "555-1234",
    "v2.3", "192.168.0.1", "US$", " million", "bn", "to ", "room ", "the ", "10^", "e5", "A320", "COVID-19",
    "½", "No. ", "No ",
    "\u0661", "²", "é",
)  # fmt: skip
TEXTS = st.text(max_size=60) | st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)


@given(TEXTS)
def test_any_text_is_written_out(text: str) -> None:
    normalized = normalize(text, "en-US")
    offsets = list(normalized.offsets)
    assert len(offsets) == len(normalized.text)
    assert offsets == sorted(offsets)
    assert not re.search(r"\d", normalized.text), "a digit is left"


@given(TEXTS)
def test_edits_cover_what_changed(text: str) -> None:
    tracked = TrackedText(text)
    tracked.write_out(KINDS)
    edits = list(tracked.edits())
    assert all(0 <= edit.start < edit.end <= len(text) for edit in edits)
    assert all(first.end <= second.start for first, second in pairwise(edits))
    unchanged, done = [], 0
    for edit in edits:
        unchanged.append(text[done : edit.start])
        done = edit.end
    unchanged.append(text[done:])
    covered = [any(edit.start <= offset < edit.end for edit in edits) for offset in tracked.offsets]
    kept = "".join(char for char, inside in zip(tracked.text, covered, strict=True) if not inside)
    assert kept == "".join(unchanged)


@given(TEXTS)
def test_twice_is_once(text: str) -> None:
    # what stands around them decides what a numeral or an option is: "one quarter V", "--less"
    once = TrackedText(re.sub("[IVXLCDM]|-+", lambda match: "a" if match[0].isalpha() else "-", text))
    once.write_out(KINDS)
    twice = TrackedText(once.text)
    twice.write_out(KINDS)
    assert twice.text == once.text


@given(TEXTS)
def test_no_word_is_lost(text: str) -> None:
    """Words that no edit covers are there still, and in their order."""
    tracked = TrackedText(text)
    tracked.write_out(KINDS)
    spans = [(edit.start, edit.end) for edit in tracked.edits()]
    words = [
        word[0]
        for word in re.finditer(r"[^\W\d_]+", text)
        if not any(start < word.end() and word.start() < end for start, end in spans)
    ]
    rest = iter(re.findall(r"[^\W\d_]+", tracked.text))
    assert all(word in rest for word in words)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "1.",
        "$",
        "$1",
        ":",
        "1:",
        "-",
        "1-",
        "x2 ",
        "1/",
        "a",
        "A1",
        "½",
        "²",
        "1 ",
        "July 5 ",
        "'9",
    ],
)
def test_time_grows_with_length_alone(piece: str) -> None:
    assert grows_with_length_alone(lambda length: normalize(piece * (length // len(piece)), "en-US"), 5_000)
