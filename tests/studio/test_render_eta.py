"""How long the rest of a job takes: true within 15 % after two minutes, however uneven the engine is."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tts_tui.store.job_rows import JobProgress, JobSettings
from tts_tui.studio.render.eta import WRITING, Eta, WritingEta, writing_speed


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def sentences(chance: random.Random, count: int) -> list[float]:
    """Seconds of sound of each: as in prose, with dialogue and headings in it."""
    return [
        chance.choice([1.2, chance.lognormvariate(1.3, 0.6), chance.lognormvariate(1.6, 0.4)])
        for _ in range(count)
    ]


@pytest.mark.parametrize("workers", [1, 2, 8])
@pytest.mark.parametrize("found", [0.0, 0.4])
@pytest.mark.parametrize("seed", range(4))
def test_it_is_true_after_two_minutes(workers: int, found: float, seed: int) -> None:
    chance, clock = random.Random(seed), Clock()
    expected = sentences(chance, 1500 * workers)
    total = sum(expected)
    there = round(len(expected) * found)
    at = JobProgress(len(expected), 0, 0, total, sum(expected[:there]), 0.0, 0.0)
    eta = Eta(clock)
    assert eta.left(at) is None
    clock.seconds = 9.0  # an engine is loaded
    free = [clock.seconds] * workers
    done: list[tuple[float, float]] = []
    for length in expected[there:]:
        turn = min(range(workers), key=free.__getitem__)
        # a call has a price of its own, the machine is uneven, and now and then something else runs
        work = 0.12 + length * 0.35 * chance.lognormvariate(0, 0.35) * (
            3.0 if chance.random() < 0.03 else 1.0
        )
        free[turn] += work
        done.append((free[turn], length))
    done.sort()
    end = done[-1][0]
    said: list[tuple[float, float]] = []
    for when, length in done:
        clock.seconds = when
        at = replace(at, expected_made=at.expected_made + length)
        left = eta.left(at)
        if left is not None and when > 9.0 + 120.0 and end - when > 60:
            said.append((left - total / WRITING, end - when))
    assert len(said) > 50
    assert max(abs(told - true) / true for told, true in said[: len(said) // 2]) < 0.15


@pytest.mark.parametrize(("times", "made"), [(2.0, 500), (0.5, 650)])
def test_a_machine_that_becomes_busier_or_less_so_is_told_so_within_minutes(times: float, made: int) -> None:
    clock = Clock()
    eta = Eta(clock)
    at = JobProgress(1000, 0, 0, 4000.0, 0.0, 0.0, 0.0)
    eta.left(at)
    left: float | None = None
    for number in range(1, made + 1):
        clock.seconds += 2.0 * (times if number > 200 else 1.0)
        left = eta.left(replace(at, expected_made=4.0 * number))
    assert left == pytest.approx((1000 - made) * 2.0 * times + 4000 / WRITING, rel=0.18)


def test_nothing_is_guessed_and_what_was_there_counts_for_nothing() -> None:
    clock = Clock()
    eta = Eta(clock)
    at = JobProgress(100, 50, 0, 100.0, 50.0, 50.0, 0.0)
    assert eta.left(at) is None
    clock.seconds = 30.0
    assert eta.left(at) is None, "it loads"
    clock.seconds = 60.0
    assert eta.left(replace(at, expected_made=51.0)) is None
    clock.seconds = 61.0
    assert eta.left(replace(at, expected_made=52.0)) is None, "a second is no measure"
    clock.seconds = 80.0
    assert eta.left(replace(at, expected_made=71.0)) == pytest.approx(29.0 + 100 / WRITING)


@pytest.mark.parametrize("format", ["m4b", "wav", "mp3", "opus", "flac"])
def test_how_fast_files_are_written_is_measured(format: str) -> None:
    settings = JobSettings(provider="tones", model="tones-1", voice="low", format=format)
    assert writing_speed(settings, 24_000) > 0


def test_what_is_left_of_writing_is_told_by_what_was_written() -> None:
    clock = Clock()
    eta = WritingEta(clock)
    clock.seconds = 1.0
    assert eta.left(0.5) is None, "a second is no measure"
    clock.seconds = 30.0
    assert eta.left(0.0) is None
    assert eta.left(0.25) == pytest.approx(90.0)


def test_a_machine_that_writes_slowly_is_told_so_while_sentences_are_made() -> None:
    clock = Clock()
    eta = Eta(clock)
    at = JobProgress(100, 0, 0, 100.0, 0.0, 0.0, 0.0)
    for clock.seconds in (0.0, 10.0, 30.0):
        left = eta.left(replace(at, expected_made=clock.seconds), writing=10.0)
    assert left == pytest.approx(70.0 + 10.0)
