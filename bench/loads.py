"""What else a machine may have to do while something is played, for the benchmarks of playing."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from tts_tui.audio.play.output import Output
from tts_tui.audio.play.player import Player
from tts_tui.audio.play.ring import CALLBACK_TIMES


def hog_lock(stopped: threading.Event) -> None:
    """Hold the interpreter's lock for as long as it lets one."""
    while not stopped.is_set():
        sum(range(2000))


@contextmanager
def load(
    threads: tuple[Callable[[threading.Event], None], ...], processes: int, niceness: int
) -> Iterator[None]:
    """Threads in this process, and busy processes of that niceness."""
    stopped = threading.Event()
    running = [threading.Thread(target=work, args=(stopped,)) for work in threads]
    burn = f"import os; os.nice({niceness})\nwhile True: sum(range(1000))"
    children = [subprocess.Popen([sys.executable, "-c", burn]) for _ in range(processes)]
    for thread in running:
        thread.start()
    try:
        yield
    finally:
        stopped.set()
        for thread in running:
            thread.join()
        for child in children:
            child.kill()
            child.wait()


class Callbacks:
    """The device's callbacks since this was made; those of the last stream, if another was opened meanwhile."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._output = self._now()
        self._before = self._output.ring.control.callbacks if self._output else 0

    def _now(self) -> Output | None:
        return self._player._playback.route.output

    def __str__(self) -> str:
        output = self._now()
        assert output is not None
        count = output.ring.control.callbacks
        since = count - (self._before if output is self._output else 0)
        newest = [index % CALLBACK_TIMES for index in range(count - min(since, CALLBACK_TIMES), count)]
        times = output.ring.callback_times[newest] * 1e6
        return f"callback median {np.median(times):.0f} us, max {times.max():.0f} us of {len(times)}"
