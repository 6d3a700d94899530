"""`tts-tui engines`, as far as nothing is installed; tests/tts/engines installs for real."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tts_tui.backends.engines.catalog import CHATTERBOX, KOKORO_TORCH

Here = Callable[..., Any]


def test_engines_are_listed_with_their_state(here: Here) -> None:
    ran = here("engines", "list", "--json")
    assert ran.code == 0
    engines = json.loads(ran.text)
    assert [engine["name"] for engine in engines] == [engine.name for engine in (KOKORO_TORCH, CHATTERBOX)]
    assert {engine["state"] for engine in engines} == {"missing"}
    assert "not installed" in here("engines", "list").text


def test_a_half_made_one_is_told_and_removed(here: Here, tmp_path: Path) -> None:
    left_over = tmp_path / "data" / "tts-tui" / "engines" / "chatterbox" / "environment" / "file"
    left_over.parent.mkdir(parents=True)
    left_over.write_bytes(b"x" * 1_000_000)
    assert "half installed" in here("engines", "list").text
    assert "Removed chatterbox, 1 MB." in here("engines", "remove", "chatterbox").err
    assert not left_over.exists()
    assert "wasn't installed" in here("engines", "remove", "chatterbox").err


@pytest.mark.parametrize("verb", ["install", "remove"])
def test_an_unknown_engine_is_a_usage_error(here: Here, verb: str) -> None:
    ran = here("engines", verb, "chaterbox")
    assert ran.code == 2
    assert "Did you mean chatterbox?" in ran.err


def test_without_network_installing_says_what_is_missing(
    here: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # whatever Python this is, its packages are sought
    monkeypatch.setattr("tts_tui.backends.engines.install.PYTHONS", (sys.version_info[:2],))
    nowhere = {
        "UV_OFFLINE": "1",
        "UV_CACHE_DIR": str(tmp_path / "empty"),
        "UV_INDEX": "",
        "UV_FIND_LINKS": "",
    }
    ran = here("engines", "install", "chatterbox", "--torch", "index", "--json", **nowhere)
    assert ran.code == 4
    assert "aren't on this machine" in ran.err
    assert next(json.loads(line)["event"] for line in ran.text.splitlines()) == "environment"
