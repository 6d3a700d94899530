"""A pattern is passed over only where it can't match."""

from __future__ import annotations

import pytest

from tts_tui.text.needed import characters, needed


@pytest.mark.parametrize(
    ("pattern", "text", "sought"),
    [
        (r"#\s?(?=\d)", "item # 5", True),
        (r"#\s?(?=\d)", "item 5", False),
        (r"\d+(?:€|£)", "5 £", True),
        (r"\d+(?:€|£)", "5 $", False),
        (r"(?<=Z)x?", "Z", True),
        (r"(?<=Z)x?", "x", False),
        (r"(?i)zip", "ZIP", True),
        (r"(?i:z)\d", "Z1", True),
        (r"[^z]", "a", True),
        (r"(?:Z|)\d", "1", True),
    ],
)
def test_what_a_pattern_needs(pattern: str, text: str, sought: bool) -> None:
    assert all(map(characters(text).__and__, needed(pattern))) == sought
