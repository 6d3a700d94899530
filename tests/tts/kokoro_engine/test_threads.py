"""Threads are measured once, kept with the graphs, and never more than the cores that may be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tts_tui.backends.kokoro import threads
from tts_tui.backends.kokoro.compiled import ensure_compiled
from tts_tui.backends.kokoro.streaming import StreamingEngine
from tts_tui.backends.kokoro.threads import Threads, measure, worthwhile
from tts_tui.cores import usable_cores


@pytest.mark.parametrize(
    ("seconds", "chosen"),
    [
        ({1: 1.0}, 1),
        ({1: 1.0, 2: 0.55, 4: 0.3}, 4),
        ({1: 1.0, 2: 0.55, 4: 0.53}, 2),
        ({1: 1.0, 2: 0.98, 4: 0.97}, 1),
        ({1: 1.0, 2: 1.3, 4: 0.6}, 4),
    ],
)
def test_more_threads_must_be_worth_it(seconds: dict[int, float], chosen: int) -> None:
    assert worthwhile(seconds) == chosen


def test_what_was_measured_is_kept_but_for_cores_that_went(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Threads(encoder=2, front=1, windows=4).keep(tmp_path)
    monkeypatch.setattr(threads, "usable_cores", lambda: 8)
    assert Threads.load(tmp_path) == Threads(encoder=2, front=1, windows=4)
    monkeypatch.setattr(threads, "usable_cores", lambda: 3)
    assert Threads.load(tmp_path) == Threads(encoder=2, front=1, windows=3)
    (tmp_path / "threads.json").write_text("damaged")
    assert Threads.load(tmp_path) == Threads()


@pytest.mark.parametrize(
    ("quota", "cores"), [("150000 100000", 2), ("50000 100000", 1), ("max 100000", 6), ("", 6), (None, 6)]
)
def test_a_container_has_as_many_cores_as_its_time_allows(
    quota: str | None, cores: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(6)), raising=False)
    file = tmp_path / "cpu.max"
    if quota is not None:
        file.write_text(quota)
    assert usable_cores(file) == cores


@pytest.mark.slow
def test_the_built_graphs_are_timed_with_every_number(
    engine: StreamingEngine, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    timed = []

    def note(seconds: dict[int, float]) -> int:
        timed.append(seconds)
        return max(seconds)

    monkeypatch.setattr(threads, "worthwhile", note)
    monkeypatch.setattr(threads, "usable_cores", lambda: 2)
    assert measure(ensure_compiled(model, model.parent)) == Threads(encoder=2, front=2, windows=2)
    assert [set(seconds) for seconds in timed] == [{1, 2}] * 3
    assert all(0 < took < 60 for seconds in timed for took in seconds.values())
    assert engine.threads.windows <= usable_cores()
