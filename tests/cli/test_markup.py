"""Tags, casts and SSML on the command line: shown by `explain`, checked and counted before anything is spoken."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Ran

Here = Callable[..., "Ran"]


def segments(here: Here, *arguments: str) -> list[tuple[str, str, float]]:
    ran = here("explain", "--json", *arguments)
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = json.loads(ran.text)["segments"]
    return [(each["text"], each["spoken"], each["pause_seconds"]) for each in found]


def test_a_cast_comes_from_the_command_line(here: Here) -> None:
    script = "Anna: I have 2.\nSiwis: J'en ai 3."
    assert segments(here, script, "--cast", "Anna=af_bella", "--cast", "Siwis=ff_siwis") == [
        ("I have 2.", "I have two", 0.45),
        ("J'en ai 3.", "J'en ai trois", 0.35),
    ]
    ran = here("say", script, "--cast", "Anna", "--dry-run")
    assert (ran.code, "NAME=VOICE" in ran.err) == (2, True)


def test_a_name_that_nobody_has_is_told(here: Here) -> None:
    script = "> **Anna:** I have 2.\n\nSiwis: J'en ai 3."
    ran = here(
        "say", script, "--cast", "ANNA=af_bella", "--cast", "BOB=af_sky", "--cast", "Carl=af_sky", "--dry-run"
    )
    assert ran.code == 0
    assert "Nobody of these names begins a line of the text: BOB, Carl." in ran.err
    assert "Nobody" not in here("say", script, "--cast", "Anna=af_bella", "--dry-run").err


def test_a_cast_comes_from_settings_and_from_the_file(here: Here, tmp_path: Path) -> None:
    file = tmp_path / "scene.md"
    file.write_text("---\ncast:\n  Anna: ff_siwis\n---\nAnna: 2.\nBen: 3.\n")
    assert here("config", "set", "speech.cast", '{Anna = "af_bella", Ben = "if_sara"}').code == 0
    assert [spoken for _, spoken, _ in segments(here, "-f", str(file))] == ["deux", "tre"]
    assert [spoken for _, spoken, _ in segments(here, "-f", str(file), "--cast", "Anna=af_bella")] == [
        "two",
        "tre",
    ]


def test_ssml_is_taken_by_its_looks_by_its_name_and_on_demand(here: Here, tmp_path: Path) -> None:
    text = '<speak>One <break time="2s"/> <sub alias="two">II</sub>.</speak>'
    file = tmp_path / "page.ssml"
    file.write_text(text)
    expected = [("One", "One", 2.0), ("II</sub>.", "two", 0.35)]
    assert segments(here, text) == expected
    assert segments(here, "-f", str(file)) == expected
    assert segments(here, text, "--as", "ssml") == expected
    ran = here("explain", "No tags.", "--as", "ssml")
    assert (ran.code, "Line 1, column 1" in ran.err) == (2, True)


@pytest.mark.parametrize("verb", [("explain",), ("say", "--dry-run")])
def test_a_wrong_tag_is_refused_with_its_place(here: Here, verb: tuple[str, ...]) -> None:
    ran = here(*verb, "Good\n[vocie:x] morning.")
    assert ran.code == 2
    assert "Line 2, column 1: there is no tag [vocie:x]." in ran.err
    assert "Did you mean voice?" in ran.err


def test_other_lines_are_explained_beside_a_wrong_tag(here: Here) -> None:
    ran = here("explain", "--lines", "--json", "One.\n[vocie:x] two.\nThree.")
    assert ran.code == 0
    lines = [json.loads(line) for line in ran.text.splitlines()]
    assert [line["segments"][0]["words"][-1]["text"] for line in lines] == ["One.", "two.", "Three."]
    assert "Text 2: Line 1, column 1" in ran.err


def test_what_is_counted_is_what_is_sent(here: Here) -> None:
    plain = here("say", "One. Two.", "--dry-run", "--json").events[-1]
    tagged = here("say", "One. [pause:9s][voice:af_bella]Two.", "--dry-run", "--json").events[-1]
    assert plain["characters"] == tagged["characters"]
    assert tagged["audio_seconds"] == pytest.approx(plain["audio_seconds"] + 9, abs=0.1)
