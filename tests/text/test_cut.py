"""Long stretches cut at the best place."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tts_tui.text.cut import cut

BOUNDARIES = (re.compile(r",(?= )"), re.compile(r"(?= )"))


def parts(text: str, limit: int) -> list[str]:
    return [text[start:end] for start, end in cut(text, limit, BOUNDARIES)]


def test_short_stays_whole() -> None:
    assert parts("a b, c", 6) == ["a b, c"]


def test_clauses_come_before_words_and_parts_are_balanced() -> None:
    assert parts("aaaa bbbb, cccc dddd, eeee ffff", 24) == ["aaaa bbbb,", "cccc dddd, eeee ffff"]
    assert parts("aa bb cc dd ee ff", 12) == ["aa bb cc", "dd ee ff"]


@given(st.text("ab, ", max_size=200), st.integers(4, 50))
def test_nothing_is_lost(text: str, limit: int) -> None:
    found = parts(text, limit)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert all(0 < len(part) <= limit for part in found)
