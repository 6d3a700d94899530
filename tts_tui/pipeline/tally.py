"""Counts what was really done: characters, chunks, seconds, money."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field

from tts_tui.speech.events import Metrics, Progress


@dataclass(slots=True)
class Tally:
    """The running count of one request, from the moment that it was asked for."""

    characters_total: int
    spent_usd: float = 0.0
    untold: dict[int, float] = field(default_factory=dict)
    """Calls that cost money and haven't told how much, with their list price."""
    characters_done: int = 0
    chunks_done: int = 0
    chunks_total: int | None = None
    frames: int = 0
    sample_rate: int = 0
    first_chunk_ms: float | None = None
    resume_at: int = 0
    status: str = "loading the model"
    synthesis_seconds: float = 0.0
    _began: float = field(default_factory=time.perf_counter)
    _ready: float = math.inf
    _calls: int = 0
    _start: int = field(init=False)

    def __post_init__(self) -> None:
        self._start = self.characters_done

    @property
    def audio_seconds(self) -> float:
        return self.frames / self.sample_rate if self.sample_rate else 0.0

    def ready(self) -> None:
        """Note that the engine is loaded."""
        self._ready = time.perf_counter()
        self.status = "synthesizing"

    def waited(self, since: float) -> None:
        """Note that the next event was waited for from `since` (`time.perf_counter`) until now."""
        self.synthesis_seconds += max(0.0, time.perf_counter() - max(since, self._ready))

    def first_chunk(self) -> float:
        """Note that the first PCM is in hand; its latency in milliseconds."""
        self.first_chunk_ms = (time.perf_counter() - self._began) * 1000
        self.status = "speaking"
        return self.first_chunk_ms

    def chunk_done(self, end: int) -> None:
        """A call is complete: everything up to character `end` is spoken."""
        self.chunks_done += 1
        self.characters_done = max(self.characters_done, end)
        self.resume_at = end

    def all_done(self) -> Progress:
        """The end of the text: what is left of it needs no speech."""
        self.chunks_total = self.chunks_done
        self.characters_done = self.characters_total
        self.status = "done"
        return self.progress()

    def ask_price(self, list_usd: float) -> int:
        """Note that a call goes out which costs money; the number under which its cost is told to `spend`."""
        self._calls += 1
        self.untold[self._calls] = list_usd
        return self._calls

    def spend(self, call: int, usd: float) -> None:
        """Add what a call cost."""
        self.untold.pop(call, None)
        self.spent_usd += usd

    def metrics(self, *, ended: bool = True) -> Metrics:
        """What was measured; at the end, a call whose cost was never told makes the sum unknown."""
        wall = time.perf_counter() - self._began
        cost = None if ended and self.untold else self.spent_usd
        counted = self.spent_usd + sum(self.untold.values())
        return Metrics(self.first_chunk_ms, wall, self.audio_seconds, self.synthesis_seconds, cost, counted)

    def progress(self) -> Progress:
        fraction = self.characters_done / self.characters_total if self.characters_total else 1.0
        metrics = self.metrics(ended=False)
        made, left = self.characters_done - self._start, self.characters_total - self.characters_done
        eta = self.synthesis_seconds * left / made if self.frames and made > 0 else None
        return Progress(
            fraction=fraction,
            characters_done=self.characters_done,
            characters_total=self.characters_total,
            chunks_done=self.chunks_done,
            chunks_total=self.chunks_total,
            audio_seconds=self.audio_seconds,
            eta_seconds=eta,
            status=self.status,
            metrics=metrics,
        )
