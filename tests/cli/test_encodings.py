"""Terminals and file names that aren't UTF-8."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import CommandLine

VERBS = (
    ["doctor"],
    ["doctor", "--json"],
    ["voices"],
    ["voices", "--json"],
    ["models"],
    ["engines", "list"],
    ["config", "show"],
    ["config", "set", "no.such", "x"],
    ["completions", "bash"],
    ["say", "Hi – “you” ✓ 漢 é", "--dry-run"],
    ["say", "Hi", "-o", "no/such/folder–漢.wav"],
    ["say", "--help"],
    ["sya"],
    ["explain", "Hi – “you” ✓ 漢 é"],
    ["explain", "Hi – “you” ✓ 漢 é", "--json"],
    ["words", "add", "é", "/ˈA/"],
    ["--help"],
)


@pytest.mark.parametrize(
    ("encoding", "arguments"),
    [("latin-1", verb) for verb in VERBS]
    + [("ascii", verb) for verb in VERBS if verb[0] in ("say", "voices")],
    ids=lambda each: each if isinstance(each, str) else " ".join(each),
)
def test_every_verb_speaks_to_a_terminal_of_any_encoding(
    cli: CommandLine, encoding: str, arguments: list[str]
) -> None:
    ran = subprocess.run(
        [*cli.command, *arguments],
        capture_output=True,
        env={**cli.environment, "PYTHONIOENCODING": encoding},
        cwd=cli.home,
        check=False,
        timeout=120,
    )
    for told in (ran.stdout, ran.stderr):
        assert b"Traceback" not in told
        # click takes ASCII for a mistake of the system's, and writes UTF-8 there
        told.decode("utf-8" if encoding == "ascii" else encoding)
    assert ran.stdout or ran.stderr
    if "--json" in arguments:
        assert json.loads(ran.stdout)


def test_what_an_encoding_has_not_is_said_in_plain_characters(cli: CommandLine) -> None:
    told = cli("doctor", PYTHONIOENCODING="latin-1").out.decode("latin-1")
    assert told.startswith("+ ")
    assert "✓" not in told


@pytest.mark.slow
@pytest.mark.parametrize("extension", ["wav", "mp3", "m4b"])
def test_a_name_that_is_no_text_is_saved_under_and_told(cli: CommandLine, extension: str) -> None:
    def name(ending: str) -> str:
        return os.fsdecode(b"caf\xe9." + ending.encode())

    sidecars = [f"--{kind}={name(kind)}" for kind in ("srt", "vtt", "lrc", "timings")]
    ran = cli("say", "Hello there.", "-o", name(extension), *sidecars, "--print-path")
    assert ran.code == 0, ran.err
    path = Path(os.fsdecode(ran.out.removesuffix(b"\n")))
    assert path.name == name(extension)
    assert "Traceback" not in ran.err
    assert r"caf\xe9" in ran.err
    left = {each.name for each in cli.home.iterdir() if each.is_file()}
    assert left == {name(each) for each in (extension, "srt", "vtt", "lrc", "timings")}
    again = cli("say", "Hello there.", "-o", name(extension), "--force", "--json")
    assert again.code == 0, again.err
    assert Path(json.loads(again.text.splitlines()[-1])["path"]).name == name(extension)


@pytest.mark.parametrize("options", [["--cover", "caf\udce9.png", "-o", "x.mp3"], ["--title", "caf\udce9"]])
def test_other_options_that_are_no_text_are_refused_in_words(cli: CommandLine, options: list[str]) -> None:
    ran = cli("say", "Hi", "-o", "x.wav", *options)
    assert ran.code == 2
    assert "Error" in ran.err
    assert "Traceback" not in ran.err
