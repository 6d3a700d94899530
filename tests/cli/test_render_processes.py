"""The processes that make jobs beside the user's: the queue of the window, and workers that die."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tones_package import PLUGIN

from tts_tui.audio.files.decode import decode_file

if TYPE_CHECKING:
    from conftest import CommandLine, Ran

pytestmark = pytest.mark.no_engine

QUEUE = [sys.executable, "-m", "tts_tui.studio.render.queue"]
DYING = """
import os, signal, zlib
from pathlib import Path

class Dying(ScriptedBackend):
    \"\"\"Its process is killed in the middle of a sentence, the first time each that DIE_AT names.\"\"\"

    async def synthesize(self, request):
        flag = Path(os.environ["DIE_FLAGS"]) / str(zlib.crc32(request.text.encode()))
        if os.environ["DIE_AT"] in request.text and not flag.exists():
            flag.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        with (Path(os.environ["DIE_FLAGS"]) / "log.txt").open("a") as log:
            log.write(request.text + "\\n")
        async for chunk in super().synthesize(request):
            yield chunk

SPEC = BackendSpec("tones", ("tones-*", "cloud-*"), lambda _context: Dying())
"""


@pytest.fixture
def tones(tones: CommandLine) -> CommandLine:
    (tones.home / "alice.md").write_text("Alice was tired.\n\nCuriouser and curiouser!\n")
    return tones


def render(tones: CommandLine, *options: str, out: str) -> Ran:
    return tones("render", "alice.md", "-o", out, "--model", "tones-1", *options)


def queue(tones: CommandLine, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        QUEUE, env={**tones.environment, **environment}, cwd=tones.home, stderr=subprocess.PIPE
    )


def states(tones: CommandLine) -> list[str]:
    return [each["state"] for each in json.loads(tones("jobs", "--json").text)]


def test_the_queue_makes_what_waits_and_a_job_that_fails_stops_no_other(tones: CommandLine) -> None:
    for out, options in (("a.wav", ()), ("b.wav", ("--model", "tones-missing")), ("c.wav", ())):
        ran = tones("render", "alice.md", "-o", out, "--model", "tones-1", "--later", *options)
        if options:
            assert ran.code != 0, "what can't speak isn't queued"
    assert states(tones) == ["queued", "queued"]
    (tones.home / "sub").mkdir()
    assert render(tones, "--later", out="sub/d.wav").code == 0
    (tones.home / "sub").rmdir()
    (tones.home / "sub").write_text("a file now")
    assert tones("jobs", "up", "3").code == 0
    process = queue(tones)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    found = {Path(each["output"]).name: each for each in json.loads(tones("jobs", "--json").text)}
    assert {name: each["state"] for name, each in found.items()} == {
        "a.wav": "done",
        "c.wav": "done",
        "d.wav": "failed",
    }
    assert found["d.wav"]["error"]
    assert (tones.home / "a.wav").exists()


def test_the_queue_keeps_to_the_limits(tones: CommandLine) -> None:
    assert tones("render", "alice.md", "-o", "a.wav", "--model", "cloud-1", "--later").code == 0
    assert tones("config", "set", "limits.job_usd", "0.0001").code == 0
    assert queue(tones).wait(60) == 0
    (job,) = json.loads(tones("jobs", "--json").text)
    assert (job["state"], job["made"]) == ("failed", 0)
    assert "would cost" in job["error"]


def test_the_queue_ends_with_who_started_it_and_what_it_was_at_waits(tones: CommandLine) -> None:
    (tones.home / "alice.md").write_text("\n\n".join(f"Number {each} is here." for each in range(3000)))
    assert render(tones, "--later", out="a.wav").code == 0
    starter = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen(sys.argv[1:], env={**os.environ, 'TTS_TUI_PARENT': str(os.getpid())})\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", starter, *QUEUE], env=tones.environment, cwd=tones.home, stdout=subprocess.PIPE
    )
    assert parent.stdout
    child = int(parent.stdout.readline())
    until(lambda: json.loads(tones("jobs", "--json").text)[0]["made"] > 0)
    parent.kill()
    parent.wait(10)
    until(
        lambda: (
            not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]
        )
    )
    (job,) = json.loads(tones("jobs", "--json").text)
    assert job["state"] == "queued", "nobody runs it, and it waits"
    assert 0 < job["made"] < 3000


def test_a_worker_killed_in_the_middle_loses_nothing(tones: CommandLine, tmp_path: Path) -> None:
    text = "\n\n".join(f"Number {each} is here." for each in range(60))
    (tones.home / "alice.md").write_text(text)
    assert render(tones, out="whole.wav").code == 0
    plugin = tmp_path / "plugin" / "tones_plugin.py"
    plugin.write_text(PLUGIN.replace("SPEC =", "_PLAIN =") + DYING)
    flags = tmp_path / "flags"
    flags.mkdir()
    dying = replace(
        tones,
        environment={**tones.environment, "DIE_FLAGS": str(flags), "DIE_AT": "y is"},
    )
    ran = render(dying, "--workers", "2", "--json", out="killed.wav")
    assert ran.code == 0, ran.err
    assert len([flag for flag in flags.iterdir() if flag.suffix != ".txt"]) == 4, (
        "one at twenty, thirty, forty and fifty"
    )
    end = ran.events[-1]
    assert (end["event"], end["left_out"]) == ("finished", [])
    made, whole = (decode_file(tones.home / name)[0] for name in ("killed.wav", "whole.wav"))
    assert len(made) == len(whole)
    assert (made == whole).all()
    log = (flags / "log.txt").read_text().splitlines()
    assert len(log) == len(set(log)) == 60, "and nothing is made twice"


def test_a_worker_that_dies_at_each_try_is_told_of(tones: CommandLine, tmp_path: Path) -> None:
    plugin = tmp_path / "plugin" / "tones_plugin.py"
    plugin.write_text(
        PLUGIN.replace("SPEC =", "_PLAIN =")
        + DYING.replace(" and not flag.exists()", "").replace("flag.touch()", "pass")
    )
    dying = replace(
        tones,
        environment={
            **tones.environment,
            "DIE_FLAGS": str(tmp_path),
            "DIE_AT": "Curiouser",
        },
    )
    ran = render(dying, "--workers", "2", "--json", out="killed.wav")
    end = ran.events[-1]
    assert (ran.code, end["event"]) == (0, "finished"), ran.err
    assert [unit["text"] for unit in end["left_out"]] == ["Curiouser and curiouser!"]
    assert "ended each time" in end["left_out"][0]["error"]


def until(true: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait for it."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)
