"""File names made of any text."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.audio.files.saving.names import numbered, part_of, safe_name, whole_of


@given(st.text())
def test_any_text_makes_a_name_that_a_folder_takes(text: str) -> None:
    name = safe_name(text, ".mp3")
    assert name.endswith(".mp3")
    assert len(name) > 4
    assert not name.startswith((".", " ", "-"))
    assert not set(name) & set('/\\\0\n:*?"<>|')


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hello, world!", "Hello, world!.mp3"),
        ("  two\n\nlines  ", "two lines.mp3"),
        ("../../etc/passwd", "etc passwd.mp3"),
        ("..", "speech.mp3"),
        ("", "speech.mp3"),
        ("con", "speech con.mp3"),
        ("-rf x", "rf x.mp3"),
        ("--", "speech.mp3"),
        ("a\u202eb", "a b.mp3"),
        ("x" * 300, "x" * 251 + ".mp3"),
    ],
)
def test_what_a_text_is_called(text: str, name: str) -> None:
    assert safe_name(text, ".mp3") == name


def test_long_names_end_with_a_whole_character(tmp_path: Path) -> None:
    for text in ("é" * 300, "😀" * 100, "👩‍🚀" * 60):
        name = safe_name(text, ".mp3")
        assert 240 < len(name.encode()) <= 255
        (tmp_path / name).touch()


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=255))
def test_parts_and_numbers_fit_beside_any_name(stem: str) -> None:
    path = Path("/folder") / safe_name(stem, ".opus")
    part = part_of(path)
    assert part.name.endswith(".opus.part")
    assert whole_of(part).suffix == ".opus"
    names = [each.name for each in itertools.islice(numbered(path), 12)]
    assert len(set(names)) == 12
    assert all(len(name.encode()) <= 255 for name in [*names, part.name])
