"""Blends under names: kept, changed by another program, told when the file isn't ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tts_tui.speech.errors import SettingsError, UsageError
from tts_tui.store.blends import NamedBlends


def test_a_blend_is_kept_under_its_name_and_forgotten(tmp_path: Path) -> None:
    blends = NamedBlends(tmp_path / "config" / "blends.toml")
    assert blends.by_name() == {}
    assert blends.keep(" evening  host", "af_heart:60,bm_george:40") == "evening host"
    blends.keep("twins", "af_heart:50,af_bella:50")
    assert NamedBlends(tmp_path / "config" / "blends.toml").by_name() == {
        "evening host": "af_heart:60,bm_george:40",
        "twins": "af_heart:50,af_bella:50",
    }
    blends.remove("evening host")
    assert list(blends.by_name()) == ["twins"]


def test_what_another_window_keeps_is_seen(tmp_path: Path) -> None:
    first, second = (NamedBlends(tmp_path / "blends.toml") for _ in range(2))
    assert first.by_name() == {}
    second.keep("twins", "a:50,b:50")
    assert first.by_name() == {"twins": "a:50,b:50"}
    first.keep("other", "a:1,b:2")
    assert set(second.by_name()) == {"twins", "other"}


def test_a_file_that_is_not_ours_is_told_and_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "blends.toml"
    file.write_text("twins = 3\n")
    blends = NamedBlends(file)
    with pytest.raises(SettingsError, match="blends of voices"):
        blends.by_name()
    with pytest.raises(SettingsError):
        blends.keep("other", "a:1,b:1")
    assert file.read_text() == "twins = 3\n"
    file.write_text('twins = "a:1,b:1"\n')
    os.utime(file, ns=(1, 1))
    assert blends.by_name() == {"twins": "a:1,b:1"}


def test_a_name_that_would_be_read_as_a_blend_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="read as a blend"):
        NamedBlends(tmp_path / "blends.toml").keep("a:60", "a:1,b:1")
    assert not (tmp_path / "blends.toml").exists()
