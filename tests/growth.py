"""How the time of some work grows with its length."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def grows_with_length_alone(work: Callable[[int], object], length: int, times: int = 4) -> bool:
    """Whether `times` the length takes about `times` as long, and not the square of it.

    Processor time, the best of five tries: what else the machine does only ever adds to it. Less than 50 ms for the
    short length is taken for 50, which a clock can tell.
    """
    limit = times * times / 1.6
    work(times)  # what is compiled once
    for _ in range(5):
        long = _seconds(work, times * length)
        if long < limit * 0.05 or long < limit * _seconds(work, length):
            return True
    return False


def _seconds(work: Callable[[int], object], length: int) -> float:
    gc.collect()
    gc.disable()
    began = time.process_time()
    try:
        work(length)
        return time.process_time() - began
    finally:
        gc.enable()
