"""What a writer that was killed left is removed by the next one; what anybody else has there stays."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tts_tui.store.atomic import replace_text

ROOT = Path(__file__).parents[2]

CODE = """
import os, signal, sys, time
from pathlib import Path
from tts_tui.store.atomic import replace_text
def killed(descriptor):
    os.kill(os.getpid(), signal.SIGKILL)
def slow(descriptor):
    print("writing", flush=True)
    sys.stdin.readline()
if sys.argv[2] != "fine":
    os.fsync = {"killed": killed, "slow": slow}[sys.argv[2]]
replace_text(Path(sys.argv[1]), sys.argv[2])
"""


def write(file: Path, how: str) -> subprocess.Popen[str]:
    """Write a file in a process of its own."""
    command = [sys.executable, "-c", CODE, str(file), how]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def age(folder: Path) -> None:
    """Make everything in there two hours old."""
    for file in folder.iterdir():
        now = file.stat().st_mtime
        os.utime(file, (now - 7200, now - 7200))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_what_a_killed_writer_left_is_removed_by_the_next_one_there(file: Path) -> None:
    assert write(file, "fine").wait() == 0
    assert write(file, "killed").wait() == -signal.SIGKILL
    assert len(list(file.parent.iterdir())) == 2, "the kill left something"
    assert write(file.with_name("keys.json"), "fine").wait() == 0
    assert len(list(file.parent.iterdir())) == 3, "just now: its writer may be on another computer"
    age(file.parent)
    assert write(file.with_name("keys.json"), "fine").wait() == 0
    assert sorted(each.name for each in file.parent.iterdir()) == ["config.toml", "keys.json"]
    assert file.read_text() == "fine"


def test_what_is_being_written_stays_however_old_it_is(file: Path) -> None:
    writer = write(file, "slow")
    assert writer.stdout is not None
    assert writer.stdout.readline() == "writing\n"
    age(file.parent)
    assert write(file.with_name("keys.json"), "fine").wait() == 0
    writer.communicate("go on\n")
    assert writer.returncode == 0
    assert file.read_text() == "slow"


def test_nothing_else_is_touched(file: Path) -> None:
    others = [
        ".config.toml.original",
        ".config.toml.swp",
        "notes.tts-tui",
        ".tts-tui",
        ".a.12345678.tts-tui.txt",
    ]
    for name in others:
        file.with_name(name).write_text("mine")
    (file.parent / ".a.b.abcdefgh.tts-tui").mkdir()
    (file.parent / ".a.link.abcdefgh.tts-tui").symlink_to(file.with_name("notes.tts-tui"))
    age(file.parent)
    before = set(file.parent.iterdir())
    assert write(file, "fine").wait() == 0
    assert set(file.parent.iterdir()) == before | {file}


def test_on_a_file_system_without_locks_it_goes_by_its_age(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    assert write(file, "killed").wait() == -signal.SIGKILL
    age(file.parent)
    monkeypatch.setattr(fcntl, "flock", unsupported)
    replace_text(file, "fine")
    assert [each.name for each in file.parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("name", ["folder", "n" * 300, "no/way"])
def test_a_file_that_cannot_be_written_is_told_by_its_own_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder" / "inside").mkdir(parents=True)
    place = Path("/proc") / name if "/" in name else tmp_path / name
    with pytest.raises(OSError, match=r".") as raised:
        replace_text(place, "text")
    assert raised.value.filename in (str(place), str(place.parent))
    assert ".tts-tui" not in str(raised.value)
