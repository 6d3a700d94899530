"""A pattern is passed over only where it can't match."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tts_tui.text.needed import characters, compiled, needed
from tts_tui.text.normalize import kinds


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


@pytest.mark.parametrize("language", ["en-US", "es", "hi", "ja"])
def test_patterns_are_compiled_as_python_compiles_them(language: str) -> None:
    text = "On 5 May 1998 Dr. A. Osei paid $3.50, 2,75 €, १२ ₹ and 3回 for 1/2 km at 9:30; #tag, XIV, U.S.A., 12時"
    for kind in kinds(language):
        for rule in kind.rules:
            pattern = re.compile(rule.pattern)
            found = compiled(rule.pattern)
            assert [each.span() for each in found.finditer(text)] == [
                each.span() for each in pattern.finditer(text)
            ]
            assert (found.flags, found.groups, found.groupindex) == (
                pattern.flags,
                pattern.groups,
                pattern.groupindex,
            )


def test_what_is_needed_is_the_same_in_every_process() -> None:
    code = (
        "from tts_tui.text.needed import needed; from tts_tui.text.normalize import kinds; "
        "print([needed(rule.pattern) for kind in kinds('en') for rule in kind.rules])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in "12"
    }
    assert len(told) == 1
