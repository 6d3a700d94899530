"""The voices of a series, in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tts_tui.speech.errors import UsageError
from tts_tui.store.cast_file import read_cast


@pytest.mark.parametrize(
    "text",
    ['Anna = "af_bella"\n"Old Tom" = "am_michael"', '[cast]\nAnna = "af_bella"\n"Old Tom" = "am_michael"'],
)
def test_names_and_voices(tmp_path: Path, text: str) -> None:
    file = tmp_path / "series.toml"
    file.write_text("\ufeff" + text)
    assert read_cast(file) == {"Anna": "af_bella", "Old Tom": "am_michael"}


@pytest.mark.parametrize(
    "data", [b"Anna", b"Anna = 1", b'Anna = ""', b"cast = 3", b"\xff\xfe", b'[cast.Anna]\nx = "y"']
)
def test_what_is_something_else_is_told(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "series.toml"
    file.write_bytes(data)
    with pytest.raises(UsageError) as caught:
        read_cast(file)
    assert str(file) in caught.value.message
    assert caught.value.hint


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="can't be read"):
        read_cast(tmp_path / "none.toml")
