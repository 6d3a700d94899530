"""Files that give their text a single time, as `<(command)` and named pipes do, or never come to an end."""

from __future__ import annotations

import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from made_books import epub3

from tts_tui.documents.as_text import read_text
from tts_tui.speech.errors import DocumentError
from tts_tui.text import files
from tts_tui.ui.opening import read_file

if TYPE_CHECKING:
    from conftest import CommandLine


def test_a_named_pipe_is_read_the_one_time_that_it_can_be(tmp_path: Path) -> None:
    for read in (read_file, lambda path: read_text(path, "tts-tui say -")):
        pipe = tmp_path / f"pipe-{read.__name__}"
        os.mkfifo(pipe)
        with ThreadPoolExecutor() as pool:
            # opening it waits for the other end
            writing = pool.submit(pipe.write_text, "Four words, no more.")
            assert read(pipe) == "Four words, no more."
            writing.result()


@pytest.mark.parametrize("verb", [["say", "--dry-run"], ["explain"]], ids=" ".join)
def test_the_output_of_a_command_is_read(cli: CommandLine, verb: list[str]) -> None:
    (cli.home / "book.epub").write_bytes(epub3())
    as_file = cli(*verb, "-f", "book.epub", "--json")
    assert as_file.code == 0, as_file.err
    ran = subprocess.run(
        ["bash", "-c", 'exec "$@" -f <(cat book.epub)', "bash", *cli.command, *verb, "--json"],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env=cli.environment,
        cwd=cli.home,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == json.loads(as_file.out)


def test_stdin_by_its_name_is_read(cli: CommandLine) -> None:
    ran = cli("say", "-f", "/dev/stdin", "--dry-run", stdin=b"Some words.")
    assert ran.code == 0, ran.err


def test_a_file_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 3 << 20)
    with pytest.raises(DocumentError, match="zero is larger than"):
        read_text(Path("/dev/zero"), "tts-tui say -")
