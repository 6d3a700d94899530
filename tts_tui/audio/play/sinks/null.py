"""No sound, but the same clock: position, waveform and the end of a clip go on working."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import numpy as np

from tts_tui.audio.play.renderer import Renderer

if TYPE_CHECKING:
    from tts_tui.audio.play.ring import Ring
    from tts_tui.audio.play.sinks.base import SinkOptions

NAME = "null"
_BLOCKS_PER_SECOND = 50


class NullSink:
    """Takes frames from the ring in real time and throws them away."""

    name = NAME
    device = "none"

    def __init__(self, ring: Ring, wanted: SinkOptions) -> None:
        self.sample_rate = wanted.sample_rate
        self._renderer = Renderer(ring, wanted.sample_rate, may_run_out=False)
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="null-sink", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        block = np.zeros(self.sample_rate // _BLOCKS_PER_SECOND, np.float32)
        due = time.monotonic()
        while not self._closed.wait(max(0.0, due - time.monotonic())):
            self._renderer.fill(block, 0.0)
            due += 1 / _BLOCKS_PER_SECOND

    def flush(self) -> None:
        """Nothing is held back, so there is nothing to drop."""

    def close(self) -> None:
        self._closed.set()
        self._thread.join()
