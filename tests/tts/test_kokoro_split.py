"""Where an engine that must compute a whole run before it is heard may begin with a clause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.backends.kokoro.split import split


@pytest.mark.parametrize(
    ("symbols", "opening", "spans"),
    [
        ("həlˈoʊ ðˈɛɹ, ðɪs ɪz it.", 60, ["həlˈoʊ ðˈɛɹ,", "ðɪs ɪz it."]),
        ("həlˈoʊ ðˈɛɹ, ðɪs ɪz it.", 0, ["həlˈoʊ ðˈɛɹ, ðɪs ɪz it."]),
        ("wɛl, ðɪs ɪz it.", 60, ["wɛl, ðɪs ɪz it."]),  # so short a clause is no gain
        ("ðɪs ɪz it, and nˈOW.", 8, ["ðɪs ɪz it, and nˈOW."]),  # and one that ends later neither
        ("ðɪs ɪz it.", 60, ["ðɪs ɪz it."]),
        ("", 60, []),
    ],
)
def test_the_first_run_ends_with_a_clause(symbols: str, opening: int, spans: list[str]) -> None:
    assert [symbols[start:end] for start, end in split(symbols, opening=opening)] == spans


@given(st.text("ab ,.;”", max_size=400), st.integers(0, 80))
def test_nothing_but_spaces_is_lost(symbols: str, opening: int) -> None:
    spans = split(symbols, opening=opening)
    assert "".join(symbols[start:end] for start, end in spans).replace(" ", "") == symbols.replace(" ", "")
    assert all(end - start <= 150 for start, end in spans)
