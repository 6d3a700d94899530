"""The speeds that were measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from tts_tui.speech.errors import SettingsError
from tts_tui.store.speeds import Speeds


def test_what_was_measured_is_known_the_next_time(tmp_path: Path) -> None:
    Speeds(tmp_path / "state" / "speeds.json").note("chatterbox", 0.5)
    assert Speeds(tmp_path / "state" / "speeds.json").of("chatterbox") == 0.5
    assert Speeds(tmp_path / "state" / "speeds.json").of("kokoro") is None


@pytest.mark.parametrize("torn", ["", "[1]", '{"kokoro": "fast"}', "\x00"])
def test_a_torn_file_knows_nothing_and_is_mended(tmp_path: Path, torn: str) -> None:
    file = tmp_path / "speeds.json"
    file.write_text(torn)
    speeds = Speeds(file)
    assert speeds.of("kokoro") is None
    speeds.note("kokoro", 0.01)
    assert Speeds(file).of("kokoro") == 0.01


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    with pytest.raises(SettingsError, match="can't be written"):
        Speeds(tmp_path / "state" / "speeds.json").note("kokoro", 0.01)
