"""A job killed at any moment sounds as one that nobody disturbed, and only what was in hand is made again."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from rendering import Workshop, paragraphs
from scripted_backend import ScriptedBackend

from tts_tui.audio.files.decode import decode_file
from tts_tui.audio.files.saving.audiofile import AudioFile
from tts_tui.audio.files.saving.recording import Recording
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.request import ChunkRequest

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("TTS_TUI_KILLS", "12"))
"""Enough for a suite that is run often; sixty were run before a release."""
SPAN = 0.15
"""Seconds within which a run is killed."""
BOOK = [
    paragraphs("\n\n".join(f"Sentence {chapter}, {number}." for number in range(15))) for chapter in range(3)
]


class LoggedBackend(ScriptedBackend):
    """Writes down what it made, as it is made."""

    def __init__(self, log: Path) -> None:
        super().__init__()
        self._log = log

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        async for chunk in super().synthesize(request):
            with self._log.open("a") as log:
                log.write(f"{request.text}\n")
            yield chunk


def run(folder: Path, job: int, begun: int) -> None:
    """Run a job; in a child."""
    shop = Workshop(folder, LoggedBackend(folder / "log.txt"))
    os.write(begun, b"x")
    asyncio.run(shop.run(job))


def killed(folder: Path, job: int, seconds: float) -> bool:
    """Run it in a child that is killed after so many seconds; whether it was in time."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            run(folder, job, writing)
            code = 0
        finally:
            os._exit(code)
    os.read(reading, 1)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.close(reading)
    os.close(writing)
    assert code in (0, -signal.SIGKILL), code
    return code != 0


def new_job(folder: Path) -> int:
    async def add() -> int:
        shop = Workshop(folder)
        try:
            return await shop.add(BOOK)
        finally:
            shop.jobs.close()

    return asyncio.run(add())


def check(folder: Path, job: int, kills: int, digest: tuple[str, int]) -> None:
    """All of a job that came to its end."""
    shop = Workshop(folder)
    assert shop.jobs.get(job).state == "done"
    assert shop.digest(job) == digest
    samples, _ = decode_file(folder / "book.wav")
    assert len(samples) == digest[1]
    log = folder / "log.txt"
    made = log.read_text().splitlines()
    assert len(made) - len(set(made)) <= kills, "only what was in hand is made again"
    assert not shop.jobs.left_out(job)
    shop.jobs.remove(job)
    shop.jobs.close()
    log.unlink()
    (folder / "book.wav").unlink()


def test_no_kill_costs_more_than_what_was_in_hand(tmp_path: Path) -> None:
    undisturbed = tmp_path / "undisturbed"
    undisturbed.mkdir()
    job = new_job(undisturbed)
    asyncio.run(Workshop(undisturbed).run(job))
    digest = Workshop(undisturbed).digest(job)
    chance, folder = random.Random(17), tmp_path / "killed"
    folder.mkdir()
    job, kills, here = new_job(folder), 0, 0
    deadline = time.monotonic() + 300
    while kills < KILLS and time.monotonic() < deadline:
        if killed(folder, job, chance.uniform(0.0, SPAN)):
            kills, here = kills + 1, here + 1
        else:
            check(folder, job, here, digest)
            job, here = new_job(folder), 0
    assert kills >= min(KILLS, 6), "the machine had no time for it"
    asyncio.run(Workshop(folder, LoggedBackend(folder / "log.txt")).run(job))
    check(folder, job, here, digest)
    assert not list(folder.glob("*.wav")), "nothing torn stays under the name"


def test_a_kill_while_its_file_is_written_leaves_nothing_beside_it_once_it_is(tmp_path: Path) -> None:
    foreign = tmp_path / "book.wav.part"
    foreign.write_bytes(b"all that is left of somebody's recording")

    async def add() -> int:
        shop = Workshop(tmp_path)
        try:
            return await shop.add(BOOK, effects={"loudness": -18.0}, captions=("srt",))
        finally:
            shop.jobs.close()

    job = asyncio.run(add())

    def killed_in(step: str) -> None:
        if (pid := os.fork()) == 0:
            owner = Recording if step == "write" else AudioFile
            setattr(owner, step, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
            try:
                asyncio.run(Workshop(tmp_path).run(job))
            finally:
                os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL

    for step in ("write", "_give_name"):
        killed_in(step)
        assert len(list(tmp_path.glob("*.part"))) > 1, "it was killed while it wrote"

    async def end() -> None:
        shop = Workshop(tmp_path)
        await shop.end(job)
        shop.jobs.close()

    asyncio.run(end())
    assert {file.name for file in tmp_path.glob("book*")} == {"book.wav", "book.srt", foreign.name}
    assert foreign.read_bytes().startswith(b"all")
