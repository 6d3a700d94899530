"""What English says of numbers and of what is written with them, by kind: `numbers.tsv`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tts_tui.text.edits import Kind
from tts_tui.text.english import KINDS
from tts_tui.text.lazily import compiled
from tts_tui.text.normalize import make_ready, normalize

_ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("numbers.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.mark.parametrize(("kind", "written", "said"), _ROWS, ids=[f"{row[0]}: {row[1]}" for row in _ROWS])
def test_it_is_written_out(kind: str, written: str, said: str) -> None:
    normalized = normalize(written, "en-US")
    assert normalized.text == said
    assert kind == "untouched" or kind in {edit.rule for edit in normalized.edits}
    assert normalize(said, "en-US").text == said, "writing out twice"


def test_every_kind_has_a_name_of_its_own_and_cases() -> None:
    names = [kind.name for kind in KINDS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_the_example_in_the_table_is_what_is_said(kind: Kind) -> None:
    written, _, said = kind.example.partition(" → ")
    words = [re.sub(r"\W+$", "", word) for word in said.lower().split()]
    assert set(words) <= set(re.sub(r"[,.]", "", normalize(written, "en-US").text.lower()).split()) | set(
        words[-1:]
    )


def test_made_ready_nothing_is_compiled_at_the_first_text() -> None:
    make_ready("en-US")
    before = compiled.cache_info().misses
    normalize("On May 5, 2001 it was 5 km at 9:30 for $5, or 3/4.", "en-US")
    assert compiled.cache_info().misses == before


def test_a_kind_that_is_left_is_not_applied() -> None:
    left = normalize("In 1066 it cost $5.", "en-US", leave=["years", "money"])
    assert left.text == "In one thousand sixty-six it cost dollars five."
    assert {edit.rule for edit in left.edits} == {"numbers", "signs"}


@pytest.mark.parametrize(
    ("written", "british", "american"),
    [
        ("05/06/2012", "the fifth of June, twenty twelve", "May sixth, twenty twelve"),
        ("on 5/6", "on the fifth of June", "on May sixth"),
        ("5/25/2012", "May twenty-fifth, twenty twelve", "May twenty-fifth, twenty twelve"),
        ("2012-05-06", "May sixth, twenty twelve", "May sixth, twenty twelve"),
    ],
)
def test_the_day_comes_first_where_english_is_british(written: str, british: str, american: str) -> None:
    assert (normalize(written, "en-GB").text, normalize(written, "en-US").text) == (british, american)
