"""What Spanish, Portuguese, French and Italian say of figures and signs: `*.tsv`, and what holds for any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from growth import grows_with_length_alone
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.text.normalize import kinds, normalize

LANGUAGES = ("es", "fr", "it", "pt-BR")
_ROWS = [
    (table.stem, *line.split("\t"))
    for table in sorted(Path(__file__).parent.glob("*.tsv"))
    for line in table.read_text(encoding="utf-8").splitlines()
]
_PIECES = (
    *"0123456789$£€¥%°º²½¼/:.,-–−+×=<>#@&()IVX \n", "1.234",
    "25/12/2024", "1er", " de mayo", " mai", "R$", " km", "km/h",
    "17h30", "12:30", "Luis XIV", "siglo ", "XIVe", " millones", "M. ", "tel. ", "+34 ", "a@b.es", "www.a.it",
    "\u0661", "e", "é",
)  # fmt: skip
TEXTS = st.text(max_size=60) | st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)


@pytest.mark.parametrize(("language", "written", "said"), _ROWS)
def test_it_is_said(language: str, written: str, said: str) -> None:
    assert normalize(written, language).text == said
    assert normalize(said, language).text == said, "writing out twice"


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_any_text_is_written_out(text: str, language: str) -> None:
    normalized = normalize(text, language)
    offsets = list(normalized.offsets)
    assert len(offsets) == len(normalized.text)
    assert offsets == sorted(offsets)
    assert not re.search(r"\d", normalized.text), "a digit is left"


_REPEATED = (*"0a1.,-/:+@ #X€%½(", "1.", "1,", "1 ", "a.", "a@", "1/", "1-", "0 ", "12:", "X ", "www.", "M. ")
"""Each in one language, in turn: they share the rules."""


@pytest.mark.parametrize(
    ("piece", "language"), [(piece, LANGUAGES[at % len(LANGUAGES)]) for at, piece in enumerate(_REPEATED)]
)
def test_time_is_linear(piece: str, language: str) -> None:
    assert grows_with_length_alone(lambda length: normalize(piece * length, language), 1_000)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_kinds_differ(language: str) -> None:
    names = [kind.name for kind in kinds(language)]
    assert len(set(names)) == len(names)
