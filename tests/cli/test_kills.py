"""`say -o` killed at any moment: nothing torn under the name, no process left, and what is left can be finished."""

from __future__ import annotations

import json
import os
import random
import subprocess
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tts_tui.audio.files.decode import decode_file

if TYPE_CHECKING:
    from conftest import CommandLine

TEXT = "The cat sat. " + "It was a warm day, and nobody minded. " * 6
KILLS = int(os.environ.get("TTS_TUI_KILLS", "6"))
"""As many as wanted by that variable, each of another of the six formats."""

SPAN = 6.0
"""Seconds within which a run is killed while it starts, speaks or finishes; one that is done by then isn't."""

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")


def of_run(mark: str) -> list[int]:
    """The processes that have this mark in their environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (process / "environ").read_bytes():
                found.append(int(process.name))
        except OSError:  # gone, or somebody else's
            continue
    return found


def gone(mark: str) -> bool:
    """Whether all of them end, which takes a child some moments after its parent."""
    for _ in range(100):
        if not of_run(mark):
            return True
        time.sleep(0.2)
    return False


@pytest.mark.slow
def test_a_kill_at_any_moment_tears_nothing_and_orphans_nobody(cli: CommandLine) -> None:
    dice, formats, cut_off = random.Random(13), ["wav", "mp3", "opus", "flac", "m4a", "aac"], 0
    for number in range(KILLS):
        mark = f"tts-tui-test-{uuid.uuid4()}"
        name = f"{number}.{formats[number % len(formats)]}"
        run = type(cli)(cli.home, {**cli.environment, "TTS_TUI_TEST_RUN": mark})
        process = run.start("say", TEXT, "-o", name, "--quiet", "--json")
        try:
            process.wait(dice.uniform(0.2, SPAN))
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        cut_off += process.returncode < 0
        assert gone(mark), [Path(f"/proc/{each}/cmdline").read_bytes() for each in of_run(mark)]
        final, left = cli.home / name, list(cli.home.glob(f"{number}.*"))
        if process.returncode == 0:
            assert left == [final]
        for path in left:
            assert path == final or path.suffix in {".part", ".finishing"}
        if final.exists():
            assert decode_file(final)[0].size > 0
    assert cut_off, "none was killed in time"
    found = json.loads(cli("doctor", "--recover", "--json").text)
    for each in found:
        if each["part"] == "recovered":
            assert decode_file(Path(each["reason"]))[0].size > 0
        if each["part"] == "unfinished":
            assert "no sound" in each["reason"]
            (cli.home / each["fix"].removeprefix("rm ").strip("'")).unlink()
    assert not list(cli.home.glob("*.part"))
