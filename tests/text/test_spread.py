"""Of several words that are replaced, each said one belongs to the written one that it stands for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.text.spread import spread


@pytest.mark.parametrize(
    ("old", "new", "owners"),
    [
        ("$5 million", "five million dollars", "$5 million million"),
        ("January 22, 2001", "January twenty-second two thousand one", "January 22, 2001 2001 2001"),
        (
            "22 January 2001",
            "the twenty-second of January two thousand one",
            "22 22 22 January 2001 2001 2001",
        ),
        ("10 000", "ten thousand", "10 000"),
        ("e. g.", "for example,", "e. g."),
        ("$100", "one hundred dollars", "$100 $100 $100"),
        ("12:05 p.m.", "twelve oh five P M", "12:05 12:05 12:05 p.m. p.m."),
        ("at the U.S. base 5", "at the U S base five", "at the U.S. U.S. base 5"),
        ("10 001 000", "eleven", "10"),
    ],
)
def test_words_go_to_words(old: str, new: str, owners: str) -> None:
    places = spread(new, old)
    written = [(word.start(), word.end(), word[0]) for word in re.finditer(r"\S+", old)]
    found = [
        next(text for start, end, text in written if start <= places[word.start()] < end)
        for word in re.finditer(r"\S+", new)
    ]
    assert found == owners.split()


@given(st.text("ab1- ", max_size=30), st.text("ab1-. ", max_size=30))
def test_places_never_fall_and_lie_within(new: str, old: str) -> None:
    places = spread(new, old)
    assert len(places) == len(new)
    assert places == sorted(places)
    assert all(0 <= place < max(len(old), 1) for place in places)
    assert not places or places[0] == 0
