"""Urgent jobs first, cancelled ones never, and closing leaves no thread behind."""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError

import pytest

from tts_tui.backends.kokoro.thread_pool import Workers


@pytest.fixture
def busy() -> tuple[Workers, threading.Event]:
    """One worker, held up until the event is set."""
    workers, release, held = Workers(1), threading.Event(), threading.Event()

    def hold() -> None:
        held.set()
        release.wait()

    workers.submit(0, hold)
    held.wait()
    return workers, release


def test_the_lower_rank_runs_first_then_the_older(busy: tuple[Workers, threading.Event]) -> None:
    workers, release = busy
    order: list[str] = []
    queued = [("c", 2), ("a", 1), ("b", 1)]
    jobs = [workers.submit(rank, lambda name=name: order.append(name)) for name, rank in queued]
    release.set()
    for job in jobs:
        job.result()
    assert order == ["a", "b", "c"]
    workers.close()


def test_a_cancelled_job_never_runs(busy: tuple[Workers, threading.Event]) -> None:
    workers, release = busy
    ran: list[int] = []
    cancelled, kept = workers.submit(1, lambda: ran.append(1)), workers.submit(2, lambda: ran.append(2))
    assert cancelled.cancel()
    release.set()
    kept.result()
    assert ran == [2]
    workers.close()


def test_a_failure_reaches_whoever_waits() -> None:
    workers = Workers(1)
    with pytest.raises(ZeroDivisionError):
        workers.submit(0, lambda: 1 // 0).result()
    assert workers.submit(0, lambda: "alive").result() == "alive"
    workers.close()


def test_closing_cancels_what_waits_and_refuses_more(busy: tuple[Workers, threading.Event]) -> None:
    workers, release = busy
    waiting = workers.submit(1, lambda: None)
    closer = threading.Thread(target=workers.close)
    closer.start()
    with pytest.raises(CancelledError):
        waiting.result()
    release.set()
    closer.join()
    with pytest.raises(RuntimeError):
        workers.submit(0, lambda: None)
    workers.close()
