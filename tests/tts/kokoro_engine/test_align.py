"""Words found again in a clause's phonemes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.backends.kokoro.phonemes.align import align


def test_one_to_one() -> None:
    assert align(["ab", "c d", "e"], "ab c d e") == [(0, 2), (3, 6), (7, 8)]


def test_joined_words() -> None:
    assert align(["ʌv", "ðə"], "ʌvðə") == [(0, 2), (2, 4)]


def test_changed_sounds_keep_their_place() -> None:
    assert align(["Wt", "ʌv", "ɪt"], "WTəv ɪt") == [(0, 2), (2, 4), (5, 7)]


def test_a_word_without_trace_is_empty() -> None:
    assert align(["ab", "xyz", "cd"], "ab cd")[::2] == [(0, 2), (3, 5)]


@given(st.lists(st.text("abcd ", max_size=5), max_size=6), st.text("abcde ", max_size=20))
def test_spans_never_cross(words: list[str], clause: str) -> None:
    spans = align(words, clause)
    assert len(spans) == len(words)
    assert all(0 <= start <= end <= len(clause) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("drift", [-1, 1])
def test_a_long_clause_is_matched_to_its_end(drift: int) -> None:
    """The work for each symbol stays the same: the square of this length would take minutes."""
    words = ["pˈWndz", "ænd", "fˈɪfti"] * 4000
    clause = " ".join("pWndzənd fˈɪfti" for _ in range(4000 + drift))
    spans = align(words, clause)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert clause[slice(*spans[3])] == "pWndz"
    assert clause[slice(*spans[-1])] == "fˈɪfti"
