"""Who makes a job: how many processes, and what becomes of one that dies."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from scripted_backend import MODELS

from tts_tui.speech.errors import MissingModelError, WorkerError
from tts_tui.studio.render.crew import ENGINE_MB, memory_mb, told_by, usual_workers

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
