"""What the callback does when a device sleeps, and when its process is killed."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest

from tts_tui.audio.play.renderer import Renderer
from tts_tui.audio.play.ring import Ring

RATE = 1000


@pytest.fixture
def ring() -> Ring:
    return new_ring()


def new_ring() -> Ring:
    ring = Ring.create(1000)
    ring.forget()
    return ring


def seconds_of(renderer: Renderer, seconds: float) -> np.ndarray:
    """What the device gets in so many seconds."""
    out = np.zeros(round(seconds * RATE), np.float32)
    renderer.fill(out, 0.0)
    return out


def ready(ring: Ring, lead_in: float) -> Renderer:
    """A renderer that has played something, whose clip is over."""
    renderer = Renderer(ring, RATE, lead_in)
    ring.control.playing = 1
    next_clip(ring)
    seconds_of(renderer, lead_in)
    assert np.all(seconds_of(renderer, 0.2))
    return renderer


def next_clip(ring: Ring) -> None:
    ring.reset()
    ring.control.start = ring.control.written
    ring.write(np.ones(200, np.float32))
    ring.control.end = ring.control.written


def test_a_callback_killed_anywhere_leaves_nobody_waiting() -> None:
    """The sound process may be killed between any two stores; what was heard can be asked all the same."""
    line = 0
    killed = True
    while killed:
        line += 1
        killed = False
        ring = new_ring()
        renderer = Renderer(ring, RATE)
        seconds_of(renderer, 0.06)
        ring.write(np.ones(900, np.float32))
        ring.control.playing = 1
        seconds_of(renderer, 0.1)
        killed = _killed_at(line, partial(seconds_of, renderer, 0.1))
        asking = threading.Thread(target=ring.index_at, args=(time.monotonic() + 9.0, RATE), daemon=True)
        asking.start()
        asking.join(20.0)
        assert not asking.is_alive(), f"killed after {line} lines"
        assert ring.index_at(time.monotonic() + 9.0, RATE) in (100, 200)
    assert line > 10


class Killed(Exception):
    pass


def _killed_at(line: int, work: Callable[[], object]) -> bool:
    """Do `work`, but end it before its line of that number; whether it was ended."""
    lines = 0

    def trace(frame, event, argument):
        nonlocal lines
        if event == "line" and f"tts_tui{os.sep}audio" in frame.f_code.co_filename:
            lines += 1
            if lines == line:
                raise Killed
        return trace

    sys.settrace(trace)
    try:
        work()
    except Killed:
        return True
    finally:
        sys.settrace(None)
    return False


@pytest.mark.parametrize("lead_in", [0.0, 0.06, 0.8])
def test_a_fresh_stream_is_silent_for_the_lead_in_that_was_set(ring: Ring, lead_in: float) -> None:
    renderer = Renderer(ring, RATE, lead_in)
    ring.control.playing = 1
    next_clip(ring)
    out = np.concatenate([seconds_of(renderer, 0.02) for _ in range(60)])
    assert not np.any(out[: round(lead_in * RATE)])
    assert np.all(out[round(lead_in * RATE) :][:200])


def test_a_device_that_is_awake_gets_no_lead_in(ring: Ring) -> None:
    renderer = ready(ring, 0.8)
    seconds_of(renderer, 4.0)
    ring.control.wake += 1
    next_clip(ring)
    assert seconds_of(renderer, 0.02)[0] == 1.0


@pytest.mark.parametrize("told_ahead", [True, False])
def test_a_device_that_slept_is_woken_by_something_faint_before_there_is_sound(
    ring: Ring, told_ahead: bool
) -> None:
    renderer = ready(ring, 0.8)
    seconds_of(renderer, 6.0)
    if told_ahead:  # the engine still works on the first words: the device wakes meanwhile
        ring.control.wake += 1
        waking = seconds_of(renderer, 0.8)
        next_clip(ring)
    else:
        next_clip(ring)
        assert not np.any(seconds_of(renderer, 0.02))
        waking = seconds_of(renderer, 0.8)
    assert np.abs(waking).max() == np.abs(waking).min() == np.float32(2**-15)
    assert np.all(seconds_of(renderer, 0.2) == 1.0)


def test_a_device_that_fell_asleep_again_while_the_engine_worked_is_woken_again(ring: Ring) -> None:
    renderer = ready(ring, 0.8)
    seconds_of(renderer, 6.0)
    ring.control.wake += 1
    seconds_of(renderer, 0.8)
    seconds_of(renderer, 6.0)
    next_clip(ring)
    assert not np.any(np.abs(seconds_of(renderer, 0.02)) > 2**-15)
    assert np.all(np.abs(seconds_of(renderer, 0.8)) == np.float32(2**-15))
