"""What is listed for people fits their terminal; what goes to a program stays a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from on_terminal import COLUMNS, on_a_terminal

if TYPE_CHECKING:
    from conftest import CommandLine


def is_command(line: str) -> bool:
    return line.lstrip().startswith("→ ") and not line.endswith((".", "?"))


@pytest.mark.parametrize(
    "verb", [["models"], ["voices", "--provider", "kokoro"], ["engines", "list"], ["doctor"]], ids=str
)
def test_lines_fit_the_terminal_and_commands_stay_whole(cli: CommandLine, verb: list[str]) -> None:
    lines = on_a_terminal(cli, *verb)
    too_long = [line for line in lines if len(line) > COLUMNS and not is_command(line)]
    paths = [line for line in too_long if str(cli.home) in line]  # a path has no place to break
    assert lines
    assert too_long == paths


def test_each_model_is_a_line_in_a_pipe_and_says_the_same_on_a_terminal(cli: CommandLine) -> None:
    piped = cli("models").text.splitlines()
    shown = on_a_terminal(cli, "models")
    alltalk = next(line for line in piped if line.startswith("alltalk"))
    assert "can't be reached" in alltalk
    assert "Start the server" in alltalk
    assert "\n".join(shown).split() == "\n".join(piped).split()
