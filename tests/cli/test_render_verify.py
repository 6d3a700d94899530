"""`render --verify`: what was heard is told, and what it lacks is named with what mends it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import CommandLine, Ran

pytestmark = pytest.mark.no_engine

TEXT = "# One\n\nAlice was tired. She sat on the bank.\n"


@pytest.fixture
def tones(tones: CommandLine) -> CommandLine:
    (tones.home / "alice.md").write_text(TEXT)
    return tones


@pytest.mark.slow
def test_tones_are_no_words_and_that_is_told(tones: CommandLine) -> None:
    asked = ("render", "alice.md", "--model", "tones-1", "--verify")
    ran = tones(*asked, "-o", "alice.m4b", "--json")
    assert ran.code == 0, ran.err
    told = ran.events[-1]["verification"]
    assert (told["checked"], told["unchecked"], told["mended"]) == (3, 0, 0)
    assert all(each["takes"] == 3 and each["wrong_words"] > 0 for each in told["sentences"])
    shown = json.loads(tones("jobs", "show", "1", "--json").text)
    assert shown["verification"] == told
    again = tones(*asked, "-o", "alice.m4b", "--force")
    assert again.code == 0
    assert "Verified: 3 sentences, 3 still heard otherwise." in again.err
    assert "“Alice was tired.” was heard as" in again.err


@pytest.mark.slow
def test_a_language_that_it_doesnt_know_is_refused(tones: CommandLine) -> None:
    ran = tones(
        *("render", "alice.md", "-o", "a.m4b", "--model", "tones-1", "--voice", "ff_siwis", "--verify")
    )
    assert ran.code == 2
    assert "Only English can be verified, and this is fr-FR." in ran.err
    assert "Leave --verify out." in ran.err


def test_what_isnt_installed_is_named_with_the_command(
    here: Callable[..., Ran], cli: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    (cli.home / "alice.md").write_text(TEXT)
    monkeypatch.setattr("tts_tui.studio.verify.recogniser.find_spec", lambda _name: None)
    ran = here("render", str(cli.home / "alice.md"), "-o", "a.m4b", "--verify")
    assert ran.code == 4
    assert "pip install 'tts-tui[verify]'" in ran.err
