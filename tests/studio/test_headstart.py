"""When to begin to play: arithmetic, and arrivals simulated."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tts_tui.speech.events import Metrics, Progress
from tts_tui.studio.headstart import MARGIN, MOST_SECONDS, Headstart, seconds_in_hand

chunks = st.lists(st.floats(0.1, 15.0), min_size=2, max_size=30)


def progress_of(made: float, total: float, synthesis: float) -> Progress:
    """After `made` of `total` seconds at 15 characters a second."""
    return Progress(
        fraction=made / total,
        characters_done=round(15_000 * made),
        characters_total=round(15_000 * total),
        chunks_done=0,
        chunks_total=None,
        audio_seconds=made,
        eta_seconds=None,
        status="",
        metrics=Metrics(0.0, synthesis, made, synthesis),
        expected_seconds=total,
    )


def runs_dry(lengths: list[float], factor: float, begin: int, rate: float = 1.0) -> bool:
    """Whether playing overtakes the engine when it begins with the arrival of that chunk."""
    made = list(accumulate(lengths))
    started = factor * made[begin]
    return any(
        rate * (factor * made[index] - started) > made[index - 1] + 1e-6
        for index in range(begin + 1, len(lengths))
    )


@pytest.mark.parametrize("factor", [0.1, 0.5, 0.99 / MARGIN])
def test_a_fast_engine_is_not_waited_for(factor: float) -> None:
    assert seconds_in_hand(factor, 3600, 10) == 0


def test_a_slow_engine_is_waited_for_by_what_it_falls_behind() -> None:
    # half as fast as speech: of 20 s to come, half will be late
    assert seconds_in_hand(2 / MARGIN, 20, 1) == pytest.approx(20 + 1)
    assert seconds_in_hand(2 / MARGIN, 0.5, 1) == pytest.approx(0.5 + 0.5)
    assert seconds_in_hand(2 / MARGIN, 0, 1) == 0


@given(chunks, st.floats(1 / MARGIN, 6.0, exclude_min=True), st.data())
def test_with_that_in_hand_it_never_runs_dry(
    lengths: list[float], factor: float, data: st.DataObject
) -> None:
    begin = data.draw(st.integers(0, len(lengths) - 2))
    made, to_come = sum(lengths[: begin + 1]), lengths[begin + 1 :]
    assume(made >= seconds_in_hand(factor, sum(to_come), max(to_come)))
    assert not runs_dry(lengths, factor, begin)


@given(
    count=st.integers(3, 60),
    length=st.floats(0.2, 8.0),
    factor=st.floats(0.2, 4.0),
    once=st.floats(0.0, 5.0),
    rate=st.sampled_from([0.5, 1.0, 2.0]),
)
def test_judged_from_progress_alone_it_never_runs_dry(
    count: int, length: float, factor: float, once: float, rate: float
) -> None:
    """`once` is what only the first chunk costs."""
    headstart = Headstart()
    for index in range(count):
        made = length * (index + 1)
        wanted = headstart.after(progress_of(made, length * count, once + factor * made), rate)
        assert 0 <= wanted <= MOST_SECONDS
        assume(wanted < MOST_SECONDS)
        if made >= wanted:
            # an engine as fast as speech by the margin may only be late with a chunk, never more and more
            assert rate * factor * MARGIN <= 1 or not runs_dry([length] * count, factor, index, rate)
            return
    pytest.fail("it would not even begin when all is there")


def test_what_is_paid_once_delays_a_fast_engine_by_one_chunk_at_most() -> None:
    headstart = Headstart()
    assert headstart.after(progress_of(0.3, 60, 2.0)) > 0.3
    assert headstart.after(progress_of(0.6, 60, 2.1)) == 0


def test_nobody_waits_for_hours() -> None:
    assert Headstart().after(progress_of(1, 36_000, 3.0)) == MOST_SECONDS
