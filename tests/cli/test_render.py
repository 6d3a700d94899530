"""`render` and `jobs`, as a user runs them."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import av
import pytest

from tts_tui.audio.files.decode import decode_file

if TYPE_CHECKING:
    from conftest import CommandLine, Ran

TESTS = Path(__file__).parents[1]
BOOK = """# Down the hole

Alice was tired. She sat on the bank.

# The pool

Curiouser and curiouser!
"""
PLUGIN = """
from scripted_backend import ScriptedBackend
from tts_tui.backends.manager import BackendSpec
SPEC = BackendSpec("tones", ("tones-*", "cloud-*"), lambda _context: ScriptedBackend())
"""


@pytest.fixture
def engine_cache(tmp_path: Path) -> Path:
    """No engine of ours is needed: none is made."""
    return tmp_path / "cache" / "tts-tui"


@pytest.fixture
def tones(cli: CommandLine, tmp_path: Path) -> CommandLine:
    """The command line where a package with a backend of tones is installed too."""
    plugin = tmp_path / "plugin"
    (plugin / "tones-1.dist-info").mkdir(parents=True)
    (plugin / "tones_plugin.py").write_text(PLUGIN)
    (plugin / "tones-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: tones\nVersion: 1\n")
    points = "[tts_tui.backends]\ntones = tones_plugin:SPEC\n"
    (plugin / "tones-1.dist-info" / "entry_points.txt").write_text(points)
    (cli.home / "alice.md").write_text(BOOK)
    path = os.pathsep.join([cli.environment["PYTHONPATH"], str(TESTS), str(plugin)])
    return replace(cli, environment={**cli.environment, "PYTHONPATH": path})


def render(tones: CommandLine, *options: str, out: str = "alice.m4b") -> Ran:
    return tones("render", "alice.md", "-o", out, "--model", "tones-1", *options)


def test_a_document_becomes_an_audiobook(tones: CommandLine) -> None:
    ran = render(tones, "--json", "--srt", "--acx")
    assert ran.code == 0, ran.err
    started, *_, end = ran.events
    assert (started["event"], started["units"], end["event"]) == ("started", 5, "finished")
    (file,) = end["files"]
    assert [chapter["title"] for chapter in file["chapters"]] == ["Down the hole", "The pool"]
    assert file["acx"]["faults"] == []
    assert "Curiouser" in Path(file["captions"][0]).read_text()
    with av.open(file["path"]) as opened:
        assert len(opened.chapters()) == 2
        assert opened.metadata["composer" if "composer" in opened.metadata else "artist"]


def test_a_file_that_is_there_is_refused_and_then_replaced(tones: CommandLine) -> None:
    assert render(tones).code == 0
    again = render(tones)
    assert again.code == 2
    assert "exists already" in again.err
    (tones.home / "alice.md").write_text(BOOK.replace("tired", "awake"))
    forced = render(tones, "--force", "--json")
    assert forced.code == 0
    assert forced.events[0]["made"] == 4, "only the mended sentence is made"


def test_what_is_wrong_is_told_before_anything_is_made(tones: CommandLine) -> None:
    for options, told in (
        (("--format", "mp4x"), "mp4x"),
        (("--chapters", "9"), "9"),
        (("--speed", "9"), "speeds"),
        (("--chapter-voice", "one"), "N=VOICE"),
        (("--acx", "--loudness", "-16"), "--acx"),
        (("--bit-rate", "1"), "kbit"),
    ):
        ran = render(tones, *options)
        assert (ran.code, told in ran.err) == (2, True), (options, ran.err)
    assert tones("render", "alice.md").code == 2
    assert tones("render", "nothing.md", "-o", "x.m4b").code == 2
    assert json.loads(tones("jobs", "--json").text) == []


def test_one_file_a_chapter_by_processes_beside(tones: CommandLine) -> None:
    ran = render(tones, "--split", "chapter", "--format", "flac", "--workers", "2", out="alice")
    assert ran.code == 0, ran.err
    names = sorted(path.name for path in (tones.home / "alice").iterdir())
    assert names == ["01 Down the hole.flac", "02 The pool.flac"]
    alone = render(tones, "--split", "chapter", "--format", "flac", out="alone")
    assert alone.code == 0, alone.err
    for name in names:
        one, other = (decode_file(tones.home / folder / name)[0] for folder in ("alice", "alone"))
        assert (one == other).all()


def test_what_waits_is_listed_moved_and_made(tones: CommandLine) -> None:
    for out in ("a.wav", "b.wav"):
        assert render(tones, "--later", out=out).code == 0
    assert tones("jobs", "up", "2").code == 0
    assert [each["job"] for each in json.loads(tones("jobs", "--json").text)] == [2, 1]
    assert tones("jobs", "cancel", "1").code == 0
    assert tones("jobs", "run").code == 0
    assert [each["state"] for each in json.loads(tones("jobs", "--json").text)] == ["done", "cancelled"]
    assert (tones.home / "b.wav").exists()
    assert not (tones.home / "a.wav").exists()
    shown = json.loads(tones("jobs", "show", "2", "--json").text)
    assert [chapter["made"] for chapter in shown["chapters"]] == [3, 2]
    assert tones("jobs", "remove", "2").code == 0
    assert (tones.home / "b.wav").exists()
    missing = tones("jobs", "show", "2")
    assert (missing.code, "no job 2" in missing.err) == (2, True)


def test_ctrl_c_pauses_and_tells_how_to_go_on(tones: CommandLine) -> None:
    (tones.home / "alice.md").write_text("\n\n".join(f"Number {each} is here." for each in range(3000)))
    arguments = ("render", "alice.md", "-o", "alice.wav", "--model", "tones-1", "--json")
    process = tones.start(*arguments)
    assert process.stdout
    while json.loads(process.stdout.readline()).get("made", 0) == 0:
        pass
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=100)
    assert process.returncode == 130
    assert json.loads(out.splitlines()[-1])["event"] == "paused"
    assert not (tones.home / "alice.wav").exists()
    assert not list(tones.home.glob("*.part"))
    (job,) = json.loads(tones("jobs", "--json").text)
    assert job["state"] == "paused"
    assert 0 < job["made"] < 3000


def test_what_costs_is_refused_above_the_limit_and_leaves_no_surprise(
    tones: CommandLine, here: Callable[..., Ran]
) -> None:
    assert tones("config", "set", "limits.job_usd", "0.0001").code == 0
    ran = tones("render", "alice.md", "-o", "alice.m4b", "--model", "cloud-1")
    assert ran.code == 2
    assert "would cost" in ran.err
    assert not (tones.home / "alice.m4b").exists()
