"""The child's side of a Kokoro that runs elsewhere: an engine that answers what `remote` asks.

It may run in an environment that has numpy and none of our other dependencies.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

import numpy as np

from tts_tui.backends.kokoro.engine import KokoroEngine, Utterance
from tts_tui.backends.worker.serve import Channel, Task, TaskRefused, serve

_MOST_PREPARED = 4
"""Sentences that are prepared and not asked for; those of cancelled requests never are."""


class ServedEngine(ABC):
    """Answers `load`, `prepare` and `windows`."""

    def __init__(self) -> None:
        self._engine: KokoroEngine | None = None
        self._arguments: Mapping[str, Any] = {}
        self._prepared: OrderedDict[int, Utterance] = OrderedDict()

    @abstractmethod
    def open(self, task: Task) -> KokoroEngine:
        """Load the engine that the arguments of `task` ask for.

        Raises:
            TaskRefused: it can't be loaded.
        """

    @abstractmethod
    def describe(self, engine: KokoroEngine) -> Mapping[str, Any]:
        """What the parent shows of it: `engine` is its name, `provider` what runs it."""

    def load(self, task: Task) -> Mapping[str, Any]:
        """Load the engine; once for the same arguments."""
        if self._engine is None or self._arguments != task.arguments:
            self._engine, self._arguments = self.open(task), task.arguments
        return self.describe(self._engine)

    def prepare(self, task: Task) -> Mapping[str, Any]:
        """Settle the timing of a sentence.

        Arguments: `tokens`, `style` (256 floats), `speed`.
        """
        assert self._engine is not None
        style = np.array([task.arguments["style"]], np.float32)
        utterance = self._engine.prepare(task.arguments["tokens"], style, task.arguments["speed"])
        self._prepared[task.id] = utterance
        if len(self._prepared) > _MOST_PREPARED:
            self._prepared.popitem(last=False)
        frames = utterance.durations.tolist()
        return {"number": task.id, "frames": frames, "start": utterance.start, "end": utterance.end}

    def windows(self, task: Task) -> Mapping[str, Any]:
        """Send the audio of a sentence as it is decoded.

        Arguments: `number` as `prepare` gave it, `first`: somebody waits for the sound.
        """
        utterance = self._prepared.pop(task.arguments["number"], None)
        if self._engine is None or utterance is None:
            raise TaskRefused("the process that had prepared this sentence ended.", hint="Speak again.")
        for samples in self._engine.windows(utterance, first=task.arguments["first"]):
            task.audio(samples)
        return self.describe(self._engine)

    def serve(self, channel: Channel) -> None:
        """Answer until the parent goes."""
        serve(channel, {"load": self.load, "prepare": self.prepare, "windows": self.windows})
