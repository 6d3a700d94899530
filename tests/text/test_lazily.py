"""Patterns that wait until they are used."""

from __future__ import annotations

import re

import pytest

from tts_tui.text.lazily import lazily


def test_it_is_the_pattern() -> None:
    pattern = lazily(r"(?P<letter>[a-c])\d", re.IGNORECASE)
    found = pattern.match("B2")
    assert found
    assert found["letter"] == "B"
    assert pattern.sub("-", "a1 d1 C3") == "- d1 -"
    assert pattern.pattern == r"(?P<letter>[a-c])\d"
    assert pattern.flags & re.IGNORECASE


def test_nothing_is_compiled_before_it_is_used() -> None:
    wrong = lazily("(")
    with pytest.raises(re.error):
        wrong.search("a")
