"""What a pattern requires of a text: no match is missed, and little is tried in vain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.required_strings import required
from tts_tui.text import cleaning
from tts_tui.text.normalize import every_kind
from tts_tui.text.required import may_match, requirements

RULES = [*cleaning.every_rule(), *(rule for kind in every_kind() for rule in kind.rules)]
PATTERNS = {rule.pattern: rule.compiled() for rule in RULES}
CELLS = sorted(
    {
        cell
        for table in Path(__file__).parent.rglob("*.tsv")
        for line in table.read_text(encoding="utf-8").splitlines()
        for cell in line.split("\t")
    }
)


def rarity(requirement: frozenset[str]) -> float:
    return sum(1 / len(each) for each in requirement)


@pytest.mark.parametrize(
    ("pattern", "asked"),
    [
        ("ab?c", [{"a"}, {"c"}]),
        (r"\d{1,2}:(?P<minutes>[0-5]\d)", [{":"}, set("012345")]),
        (r"(?:Gen(?:esis)?|Exod)\.?\s", [{"Gen", "Exod"}]),
        (r"(?<=Q[1-4] )x{0,2}y{2}", [{"Q"}, set("1234"), {" "}, {"y"}]),
        (r"(?<!a)b+(?!c)|\.\Z", [{"b", "."}]),
        (r"(?i:mill)\.", [{"."}]),
        (r"(?P<mark>[-/])1(?P=mark)", [{"-", "/"}, {"1"}]),
        (r"[\w.]|a", []),
        (r"(?i)am", []),
        (r"(a)\1", []),
        (r"(?(1)a|b)", []),
        ("[^a]*", []),
    ],
)
def test_what_a_pattern_requires(pattern: str, asked: list[set[str]]) -> None:
    assert required(pattern, 0, rarity) == asked
    assert required(pattern, re.VERBOSE, rarity) == []


def test_no_match_is_missed() -> None:
    """Each pattern, on every cell of all tables of cases: also those of other languages."""
    text = "\n".join(CELLS)
    for written, pattern in PATTERNS.items():
        if not requirements(written):
            continue
        for match in pattern.finditer(text):
            around = text[max(0, match.start() - 80) : match.end() + 80]
            assert may_match(written, around, set(around)), written


def test_most_rules_are_known() -> None:
    """Where it fails, `python bench/make_required.py` looks at the new ones."""
    known = sum(bool(requirements(written)) for written in PATTERNS)
    assert known > 0.5 * len(PATTERNS)
    plain = "The keeper of the lighthouse wrote one letter a week."
    tried = [written for written in PATTERNS if may_match(written, plain, set(plain))]
    assert len(tried) < 0.5 * len(PATTERNS)
