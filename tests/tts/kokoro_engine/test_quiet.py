"""A measurement waits for a machine that has time for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tts_tui.backends.kokoro import quiet
from tts_tui.backends.kokoro.quiet import becomes_quiet


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The share of idle time of each sample to come; the last one holds on."""
    shares = [0.0]
    stat, total, idle = tmp_path / "stat", 0, 0.0

    def tick(_seconds: float) -> None:
        nonlocal total, idle
        total, idle = total + 100, idle + 100 * (shares.pop(0) if len(shares) > 1 else shares[0])
        stat.write_text(f"cpu  {total - round(idle)} 0 0 {round(idle)} 0 0 0 0 0 0\ncpu0 0 0 0 0\n")

    monkeypatch.setattr(quiet, "_STAT", stat)
    monkeypatch.setattr(quiet.time, "sleep", tick)
    tick(0)
    return shares


def test_a_busy_machine_is_waited_for_until_it_is_idle(load: list[float]) -> None:
    load[:] = [0.1, 0.2, 0.9, 0.3, 0.9, 0.95]
    assert becomes_quiet(1000)
    assert load == [0.95]


def test_one_that_stays_busy_is_given_up(load: list[float]) -> None:
    load[:] = [0.1]
    assert not becomes_quiet(0)


def test_a_system_that_does_not_tell_is_taken_as_quiet(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(quiet, "_STAT", tmp_path / "none")
    assert becomes_quiet(0)
