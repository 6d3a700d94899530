"""Killed at any moment, a recording leaves no half file under its name, and a part that plays."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from voicelike import RATE

from tts_tui.audio.files.decode import decode_file
from tts_tui.audio.files.formats import FORMATS
from tts_tui.audio.files.saving import find_orphans, recover

FRAMES = 5 * RATE
PORTIONS = 25  # that the writer makes of them
LOST = 1.3 * RATE  # at most: the fragment of a second that MP4 gathers, and the codec's delay
SURE = {"wav": 0, "pcm": 0}  # lost at most where nothing is held back


@contextmanager
def writers() -> Iterator[subprocess.Popen[str]]:
    here = Path(__file__).parent
    process = subprocess.Popen(
        [sys.executable, str(here / "crash_writer.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{here}:{here.parent.parent}"},
    )
    try:
        yield process
    finally:
        process.communicate()


def kill_after(process: subprocess.Popen[str], path: Path, portions: int) -> int:
    """Start a writer, kill it once it has taken so many portions; how many samples it said it had taken."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{path} {FRAMES}\n")
    process.stdin.flush()
    writer = int(process.stdout.readline())
    taken = portions_told = 0
    killed = False
    while True:
        if portions_told == portions and not killed:
            killed = True
            os.kill(writer, signal.SIGKILL)
            process.stdin.write("killed\n")
            process.stdin.flush()
        line = process.stdout.readline().strip()
        if line == "ended":
            return taken
        if line != "committed":
            taken = int(line)
            portions_told += 1


@pytest.mark.parametrize(
    "kills", [14, pytest.param(40, marks=pytest.mark.slow)], ids=["some kills", "40 kills"]
)
def test_a_kill_at_any_moment(kills: int, tmp_path: Path) -> None:
    dice = random.Random(kills)
    cut_off = 0
    with writers() as process:
        for number in range(kills):
            audio_format = list(FORMATS.values())[number % len(FORMATS)]
            final = tmp_path / f"{number}{audio_format.extension}"
            at = dice.choice([dice.randint(0, PORTIONS - 1), PORTIONS])  # while encoding, or while finishing
            taken = kill_after(process, final, at)
            if final.exists():
                assert length(final) >= FRAMES
                final.unlink()
                continue
            cut_off += 1
            (orphan,) = find_orphans([tmp_path]) or [None]
            if orphan is None:
                assert taken == 0  # killed before the file was made
                continue
            lost = SURE.get(audio_format.name, LOST)
            if taken > lost:
                assert length(orphan.part) >= taken - LOST
                recovered = recover(orphan.part)
                assert taken - lost <= length(recovered) <= FRAMES + 2 * RATE
                assert recovered == final
                final.unlink()
            for left in tmp_path.iterdir():
                assert left.suffix == ".part"
                left.unlink()
    assert cut_off > kills // 4


def length(path: Path) -> int:
    if ".pcm" in path.suffixes:
        return path.stat().st_size // 2
    return len(decode_file(path, RATE)[0])
