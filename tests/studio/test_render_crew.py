"""Who makes a job: how many processes, and what becomes of one that dies."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from scripted_backend import MODELS

from tts_tui import children
from tts_tui.speech.errors import MissingModelError, WorkerError
from tts_tui.store.jobs import Jobs
from tts_tui.studio.render.crew import ENGINE_MB, Beside, memory_mb, told_by, usual_workers
from tts_tui.studio.render.worker import EXPLAINED

KOKORO = replace(MODELS[0], backend="kokoro")


@pytest.mark.parametrize(
    ("cores", "memory", "count"),
    [
        (1, 1e6, 1),
        (2, 1e6, 1),
        (4, 1e6, 2),
        (16, 1e6, 8),
        (16, 2 * ENGINE_MB["kokoro"] / 0.8 + 1, 2),
        (16, 10, 1),
    ],
)
def test_a_process_for_two_cores_as_far_as_there_is_memory(cores: int, memory: float, count: int) -> None:
    assert usual_workers(KOKORO, cores, memory) == count


def test_what_nobody_knows_is_made_by_one() -> None:
    assert usual_workers(MODELS[0], 64, 1e6) == 1


def test_memory_that_can_be_had(tmp_path: Path) -> None:
    file = tmp_path / "meminfo"
    file.write_text("MemTotal:       24683520 kB\nMemAvailable:    2097152 kB\n")
    assert memory_mb(file) == 2048
    assert memory_mb(tmp_path / "none") == float("inf")


def test_what_a_process_says_is_raised_as_it_was() -> None:
    error = told_by(
        json.dumps({"error": "MissingModelError", "message": "Gone.", "hint": "Get it."}).encode()
    )
    assert isinstance(error, MissingModelError)
    assert (error.message, error.hint) == ("Gone.", "Get it.")


@pytest.mark.parametrize("said", [b"", b"noise", b"{}", b'{"error": "sys", "message": "x", "hint": ""}'])
def test_noise_is_a_failure_of_the_process(said: bytes) -> None:
    assert isinstance(told_by(said), WorkerError)


async def test_what_processes_wait_for_is_told_while_they_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = tmp_path / "go on"
    os.mkfifo(go_on)
    script = (
        "import json, sys\n"
        "print(json.dumps({'note': 'The disk is busy: trying again in 5 s'}), flush=True)\n"
        f"open({str(go_on)!r}).read()\n"
        "print(json.dumps({'note': ''}), flush=True)\n"
        "print(json.dumps({'error': 'MissingModelError', 'message': 'Gone.', 'hint': ''}), flush=True)\n"
        f"sys.exit({EXPLAINED})"
    )
    command = children.ChildCommand([sys.executable, "-c", script], dict(os.environ))
    monkeypatch.setattr(children, "ours", lambda *_: command)
    jobs = Jobs(tmp_path / "jobs")
    crew = Beside(jobs, 1, 1, tmp_path / "log")
    running = asyncio.create_task(crew.run())
    async with asyncio.timeout(60):
        while not crew.note:
            assert not running.done(), "it ended before it told"
            await asyncio.sleep(0.01)
    assert crew.note == "The disk is busy: trying again in 5 s"
    await asyncio.to_thread(go_on.write_text, "")
    with pytest.raises(MissingModelError, match="Gone"):
        await running
    assert crew.note == ""
    jobs.close()
