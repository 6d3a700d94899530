from __future__ import annotations

from pathlib import Path

import pytest

from tts_tui.speech.errors import SettingsError
from tts_tui.store.favourites import Favourites


def test_marks_are_kept_per_model(tmp_path: Path) -> None:
    file = tmp_path / "data" / "favourites.toml"
    marked = Favourites(file)
    assert marked.toggle("kokoro", "af_heart")
    assert marked.toggle("tts-1", "nova")
    assert not marked.toggle("tts-1", "nova")
    again = Favourites(file)
    assert ("kokoro", "af_heart") in again
    assert ("tts-1", "nova") not in again
    assert ("tts-1", "af_heart") not in again


@pytest.mark.parametrize("text", ["{", "[1, 2]", "voices = 3"])
def test_a_file_of_something_else_is_left_alone(tmp_path: Path, text: str) -> None:
    file = tmp_path / "favourites.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match="can't be read"):
        Favourites(file)
    assert file.read_text() == text


def test_a_mark_that_cannot_be_kept_is_not_shown(tmp_path: Path) -> None:
    marked = Favourites(tmp_path / "data" / "favourites.toml")
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(SettingsError, match="can't be written"):
        marked.toggle("kokoro", "af_heart")
    assert ("kokoro", "af_heart") not in marked
