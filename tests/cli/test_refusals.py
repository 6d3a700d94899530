"""Bad input: a clear message, what mends it, the right exit code, and nothing lost."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import CommandLine, Ran

    Here = Callable[..., Ran]


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        (["", "-o", "x.wav"], "EmptyTextError", "nothing to say"),
        (["😀🎉 …", "-o", "x.wav"], "EmptyTextError", "nothing to say"),
        (["Hi", "--model", "kokoro-v1.0-onx"], "UnknownModelError", "kokoro-v1.0-onnx"),
        (["Hi", "--provider", "kokorro"], "UnknownModelError", "kokoro"),
        (["Hi", "--voice", "af_hart", "-o", "x.wav"], "UnknownVoiceError", "af_heart"),
        (["Hi", "--speed", "9", "-o", "x.wav"], "UsageError", "0.5"),
        (["Hi", "--set", "warmth=1", "-o", "x.wav"], "UsageError", "warmth"),
        (["Hi", "--set", "warmth", "-o", "x.wav"], "UsageError", "NAME=VALUE"),
        (["Hi", "-o", "x.ogx"], "UsageError", "ogx"),
        (["Hi", "-o", "x"], "UsageError", "extension"),
        (["Hi", "-o", "."], "UsageError", "is a folder"),
        (["Hi", "-o", "-", "--format", "m4a"], "UsageError", "pipe"),
        (["Hi", "-o", "there/is/none.wav"], "NotWritableError", "mkdir"),
        (["Hi", "-o", "/proc/x.wav"], "NotWritableError", "No file can be made in"),
        (["Hi", "-o", "taken.wav"], "FileExistsAlreadyError", "--force"),
        (["Hi", "-o", "x.wav", "--srt", "taken.wav"], "FileExistsAlreadyError", "--force"),
        (["Hi", "-f", "taken.wav"], "UsageError", "both"),
        (["-f", "taken.wav"], "UsageError", "iconv"),
        (["-f", "none.txt"], "UsageError", "none.txt"),
    ],
)
def test_what_cannot_be_said_is_refused(
    cli: CommandLine, here: Here, arguments: list[str], error: str, says: str
) -> None:
    taken = cli.home / "taken.wav"
    taken.write_bytes(b"RIFF\xff")
    ran = here("say", *arguments, "--json")
    assert ran.code == 2, ran.err
    line = (ran.text or ran.err).splitlines()[-1]
    failed = json.loads(line)
    assert (failed["event"], failed["error"]) == ("failed", error)
    assert says in failed["message"] + failed["hint"]
    assert taken.read_bytes() == b"RIFF\xff"
    assert sorted(path.name for path in cli.home.iterdir() if path.is_file()) == ["taken.wav"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["say", "Hi", "-o", ""],
        ["say", "Hi", "-o", "x.wav", "--srt", ""],
        ["say", "Hi", "-o", "x.mp3", "--cover", ""],
        ["say", "-f", ""],
        ["explain", "-f", ""],
        ["compare", "Hi", "--voices", "af_heart,bm_george", "-o", ""],
        ["render", "", "-o", "x.m4b"],
        ["render", "x.txt", "-o", ""],
        ["words", "import", ""],
        ["words", "export", ""],
    ],
    ids=" ".join,
)
def test_a_path_of_a_variable_that_is_not_set_is_refused(
    cli: CommandLine, here: Here, arguments: list[str]
) -> None:
    ran = here(*arguments)
    assert (ran.code, ran.text) == (2, "")
    assert "it is empty" in ran.err
    assert not any(path.is_file() for path in cli.home.iterdir())


def test_a_broken_config_stops_every_verb_and_stays_as_it_is(cli: CommandLine, here: Here) -> None:
    file = cli.home / "config" / "tts-tui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("[speech]\nvioce = 'af_sky'\n")
    for arguments in (["say", "Hi", "-o", "x.wav"], ["voices"], ["config", "show"]):
        ran = here(*arguments)
        assert ran.code == 2
        assert "speech.vioce" in ran.err
        assert "Did you mean speech.voice" in ran.err
        assert ran.out == b""
    assert file.read_text() == "[speech]\nvioce = 'af_sky'\n"


def test_wrong_verbs_and_options_are_explained(here: Here) -> None:
    ran = here("sya", "Hi")
    assert ran.code == 2
    assert "Did you mean say" in ran.err
    ran = here("say", "Hi", "--vioce", "af_sky")
    assert ran.code == 2
    assert "--voice" in ran.err


def test_a_text_in_place_of_a_verb_is_not_repeated_whole(here: Here) -> None:
    ran = here("word " * 300)
    assert ran.code == 2
    assert "no file and no command" in ran.err
    assert "tts-tui say 'TEXT' speaks a text" in ran.err
    assert len(ran.err) < 500


def test_a_key_that_is_missing_is_told_apart_from_a_wrong_option(here: Here) -> None:
    ran = here("say", "Hi", "--model", "tts-1", "-o", "x.wav", "--json")
    assert ran.code == 3
    assert "config set-key openai" in ran.events[-1]["hint"]


def test_a_text_above_the_budget_is_refused_in_a_pipe(cli: CommandLine, here: Here) -> None:
    here("config", "set", "limits.job_usd", "0.01")
    text = ("Words that cost money. " * 100).encode()
    ran = here("say", "--model", "tts-1", "-o", "x.wav", "--json", stdin=text, OPENAI_API_KEY="sk-test")
    assert ran.code == 2
    assert ran.events[-1]["error"] == "BudgetError"
    ran = here("say", "--model", "tts-1", "--dry-run", "--json", stdin=text, OPENAI_API_KEY="sk-test")
    assert ran.code == 0
    assert ran.events[-1]["cost_usd"] == pytest.approx(len(text) * 15 / 1e6)
    when = ran.events[-1]["price_as_of"]
    assert re.fullmatch(r"20\d\d-\d\d", when)
    ran = here("say", "--model", "tts-1", "--dry-run", stdin=text, OPENAI_API_KEY="sk-test")
    assert f"(prices as of {when})" in ran.text
    assert not (cli.home / "x.wav").exists()


def test_the_window_without_a_terminal_says_what_to_do_instead(cli: CommandLine) -> None:
    ran = cli(stdin=b"Hello")
    assert ran.code == 2
    assert "tts-tui say -" in ran.err
