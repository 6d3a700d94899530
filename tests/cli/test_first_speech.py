"""The first speech on a fresh machine: at once, with a word about what is prepared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from small_disk import small_disk

if TYPE_CHECKING:
    from conftest import CommandLine

pytestmark = pytest.mark.slow

SAY = ("say", "Hello there, this is the first time.", "-o", "out.wav", "--force")


def test_it_says_once_what_is_prepared(cli: CommandLine, tmp_path: Path) -> None:
    fresh = {"XDG_CACHE_HOME": str(tmp_path / "fresh")}
    ran = cli(*SAY, "--json", **fresh)
    assert ran.code == 0, ran.err
    told = [event["text"] for event in ran.events if event["event"] == "notice"]
    assert len(told) == 1
    assert "being made for this machine" in told[0]
    plain = cli(*SAY, **fresh)
    assert plain.code == 0
    assert plain.err.count("being made") == 1  # it still is
    assert "being made" not in cli(*SAY, "--quiet", **fresh).err


def test_later_ones_say_nothing_of_it(cli: CommandLine) -> None:
    ran = cli(*SAY)
    assert ran.code == 0
    assert "being made" not in ran.err


def test_on_a_disk_that_is_too_small_it_speaks_and_says_why_it_is_slow(
    cli: CommandLine, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", 130_000) as disk:
        ran = cli(*SAY, XDG_CACHE_HOME=str(disk))
        assert ran.code == 0, ran.err
        assert "quick engine can't be prepared: it takes 250 MB" in ran.err
        assert ran.err.count("A slower engine speaks") == 1
        assert "being made" not in ran.err
        doctor = json.loads(cli("doctor", "--json", XDG_CACHE_HOME=str(disk)).out)
        engine = next(each for each in doctor if each["part"] == "engine")
        assert "can't be prepared" in engine["reason"]
        assert not list(disk.glob("tts-tui/kokoro/building-*"))
