"""Standard streams that are closed, or that nothing can be written to: told in a line, and never a traceback."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import CommandLine

FULL = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only Linux has a device that is always full"
)
LOST = "Error: The output can't be written: "


def redirected(cli: CommandLine, redirections: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it as a shell does with these behind the command; what it prints unbuffered elsewhere, it buffers here."""
    return subprocess.run(
        ["sh", "-c", f'"$@" {redirections}', "sh", *cli.command, *arguments],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={name: value for name, value in cli.environment.items() if name != "PYTHONUNBUFFERED"},
        cwd=cli.home,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("redirection", [">&-", pytest.param(">/dev/full", marks=FULL)])
@pytest.mark.parametrize("verb", ["config show", "explain Hi", "completions bash", "say Hi --dry-run --json"])
def test_data_that_cannot_be_written_is_told_once(cli: CommandLine, verb: str, redirection: str) -> None:
    ran = redirected(cli, redirection, *verb.split())
    assert ran.returncode == 1
    assert ran.stderr.startswith(LOST)
    assert ran.stderr.count("\n") == 1


def test_audio_that_cannot_be_written_is_told(cli: CommandLine) -> None:
    ran = redirected(cli, ">&-", "say", "Hi.", "-o", "-", "--format", "wav")
    assert ran.returncode == 1
    assert ran.stderr.splitlines()[-1].startswith("Error: stdout can't be written: ")


@pytest.mark.parametrize("arguments", [["say"], ["say", "-"], ["say", "-f", "-"]], ids=" ".join)
def test_nothing_can_be_read_from_a_closed_stdin(cli: CommandLine, arguments: list[str]) -> None:
    ran = redirected(cli, "<&-", *arguments)
    assert ran.returncode == 2
    assert "nothing to say" in ran.stderr


def test_a_file_is_saved_with_all_of_them_closed(cli: CommandLine) -> None:
    ran = redirected(cli, "<&- >&- 2>&-", "say", "Hi.", "-o", "hi.wav")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert (cli.home / "hi.wav").read_bytes().startswith(b"RIFF")


def test_without_streams_the_window_says_nothing_and_ends(cli: CommandLine) -> None:
    ran = redirected(cli, "<&- >&- 2>&-")
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", "")
