"""Counts what was really done: characters, chunks, seconds, money."""

from __future__ import annotations

import asyncio
import math
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tts_tui.speech.events import Metrics, Progress
from tts_tui.speech.request import Segment
from tts_tui.studio.onset import first_audible, onset_ms
from tts_tui.studio.pace import Pace
from tts_tui.text.duration import speaking_seconds

TRUST_SECONDS = 6.0
"""How much audio weighs as much as the estimate made before there was any."""

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(slots=True)
class Tally:
    """The running count of one request, from the moment that it was asked for."""

    characters_total: int
    speed: float = 1.0
    estimated_seconds: float = 0.0
    """Of audio, what the whole text is estimated to take; and below, the part of it that is made."""
    estimated_done: float = 0.0
    spent_usd: float = 0.0
    untold: dict[int, float] = field(default_factory=dict)
    """Calls that cost money and haven't reported how much, with their list price."""
    characters_done: int = 0
    chunks_done: int = 0
    chunks_total: int | None = None
    frames: int = 0
    sample_rate: int = 0
    first_chunk_ms: float | None = None
    reused_seconds: float = 0.0
    """Of audio, what was kept from before."""
    whole_frames: int = 0
    """Frames of the calls that are complete."""
    onset_ms: float | None = None
    ready_ms: float | None = None
    resume_at: int = 0
    status: str = "loading the model"
    idle: bool = False
    notes: dict[int, str] = field(default_factory=dict)
    """What is waited for or tried again, by call; it stands in the place of the status."""
    news: list[Progress] = field(default_factory=list)
    """How it stood when a note came or went, not told yet."""
    noted: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when there is news."""
    synthesis_seconds: float = 0.0
    pace: Pace = field(default_factory=Pace)
    _began: float = field(default_factory=time.perf_counter)
    _ready: float = math.inf
    _calls: int = 0
    _request_times: dict[int, float] = field(default_factory=dict)

    @property
    def audio_seconds(self) -> float:
        return self.frames / self.sample_rate if self.sample_rate else 0.0

    def ready(self) -> None:
        """Note that the engine is loaded."""
        self._ready = time.perf_counter()
        self.ready_ms = self._elapsed_ms()
        self.status = "speaking" if self.frames else "synthesizing"  # what was made before sounds by now

    def text_came(self, text: str) -> None:
        """Note how long a text is that is still arriving. Times count from when there was something to say."""
        now = time.perf_counter()
        if not self.characters_total:
            self._began = now
        self.characters_total = len(text)
        self.estimated_seconds = speaking_seconds(text) / self.speed
        if self.idle:
            self.idle, self._ready = False, now
            self.status = "speaking" if self.frames else "synthesizing"

    def text_awaited(self) -> Progress:
        """All that has arrived is spoken."""
        self.idle, self._ready = True, math.inf
        self.status = "waiting for text"
        return self.progress()

    def note(self, call: int, words: str) -> None:
        """Say what a call is waiting for; nothing once it goes on."""
        before = self.notes.pop(call, "")
        if words:
            self.notes[call] = words
        if words != before:
            self.news.append(self.progress())
            self.noted.set()

    def take_news(self) -> list[Progress]:
        """The news since the last time, in order."""
        news, self.news = self.news, []
        self.noted.clear()
        return news

    def waited(self, since: float) -> None:
        """Note that the next event was waited for from `since` (`time.perf_counter`) until now."""
        self.synthesis_seconds += max(0.0, time.perf_counter() - max(since, self._ready))

    def first_chunk(self) -> float:
        """Note that the first PCM is in hand; its latency in milliseconds."""
        self.first_chunk_ms = self._elapsed_ms()
        self.status = "speaking"
        return self.first_chunk_ms

    def add(self, samples: NDArray[np.float32]) -> None:
        """Note that this audio, the next of the whole, is in hand."""
        if self.onset_ms is None and (first := first_audible(samples)) is not None:
            now = self._elapsed_ms()
            offset = (self.frames + first) / self.sample_rate
            self.onset_ms = onset_ms(now if self.first_chunk_ms is None else self.first_chunk_ms, now, offset)
        self.frames += len(samples)

    def call_begins(self, segment: Segment) -> None:
        """Note that a sentence is given to the engine."""
        self._request_times[segment.start] = self._elapsed_ms()

    def asked_ms(self, segment: Segment) -> float | None:
        """Milliseconds until a sentence was given to the engine."""
        return self._request_times.get(segment.start)

    def chunk_done(self, segment: Segment) -> None:
        """A call is complete: everything up to the segment's end is spoken."""
        self._request_times.pop(segment.start, None)
        self.chunks_done += 1
        self.characters_done = max(self.characters_done, segment.end)
        self.resume_at = segment.end
        self.whole_frames = self.frames
        self.estimated_done += speaking_seconds(segment.text) / self.speed

    @property
    def expected_seconds(self) -> float:
        """Seconds of audio in all: those made, and the estimate of the rest, corrected by the pace of the made part."""
        if self.chunks_total is not None or not self.sample_rate:
            return self.audio_seconds
        audio = self.whole_frames / self.sample_rate
        pace = (audio + TRUST_SECONDS) / (self.estimated_done + TRUST_SECONDS)
        rest = max(0.0, self.estimated_seconds - self.estimated_done) * pace
        return max(self.audio_seconds, audio + rest)

    def all_done(self) -> Progress:
        """The end of the text: what is left of it needs no speech."""
        self.chunks_total = self.chunks_done
        self.characters_done = self.characters_total
        self.status = "done"
        return self.progress()

    def ask_price(self, list_usd: float) -> int:
        """Note that a call is sent that costs money; returns the number to give to `spend` with its cost."""
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
        return Metrics(
            first_chunk_ms=self.first_chunk_ms,
            wall_seconds=wall,
            audio_seconds=self.audio_seconds,
            synthesis_seconds=self.synthesis_seconds,
            cost_usd=cost,
            counted_usd=counted,
            onset_ms=self.onset_ms,
            ready_ms=self.ready_ms,
            reused_seconds=self.reused_seconds,
        )

    def _elapsed_ms(self) -> float:
        return (time.perf_counter() - self._began) * 1000

    def progress(self) -> Progress:
        fraction = self.characters_done / self.characters_total if self.characters_total else 1.0
        metrics = self.metrics(ended=False)
        expected = self.expected_seconds
        pace = self.pace.after(metrics.synthesis_seconds, metrics.made_seconds)
        left = expected - self.audio_seconds
        eta = (
            0.0 if self.chunks_total is not None else None if pace is None or not self.frames else pace * left
        )
        note = self.notes[min(self.notes)] if self.notes else ""
        return Progress(
            fraction=fraction,
            characters_done=self.characters_done,
            characters_total=self.characters_total,
            chunks_done=self.chunks_done,
            chunks_total=self.chunks_total,
            audio_seconds=self.audio_seconds,
            eta_seconds=eta,
            pace=pace,
            status=note or self.status,
            metrics=metrics,
            expected_seconds=expected,
            idle=self.idle,
            note=note,
        )
