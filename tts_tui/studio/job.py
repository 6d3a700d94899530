"""A job: one text on its way to sound."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.speech.chunk import WordTime
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.events import (
    Cancelled,
    End,
    Failed,
    FirstChunk,
    Metrics,
    Progress,
    SpeechEvent,
    Started,
)
from tts_tui.speech.request import SpeechRequest

if TYPE_CHECKING:  # the sinks bring numpy, which the window's first paint doesn't wait for
    from tts_tui.studio.cached import Sounds
    from tts_tui.studio.ledger import LedgerPart
    from tts_tui.studio.sinks import FileSink, WordsSink
    from tts_tui.text.arriving import ArrivingText

NOTHING_MEASURED = Metrics(None, 0.0, 0.0)


@dataclass(eq=False, slots=True)
class Job:
    """What was asked for, and what is known of it while it is made; the studio alone writes what it learns.

    Attributes:
        request: what to say.
        start: character of the text with which it begins.
        arriving: the text, in the place of the request's, where its end isn't there yet.
        fresh: what was made before is made again.
        part: chooses among the sounds of each sentence, and hears what becomes of it.
        sounds: keeps them, in the place of the studio's own.
        text_file: that the text is of, beside which a dictionary may lie.
        preview: a sample of a voice: heard, and then forgotten, but for what it cost.
        cancelled: set it to end the work at once.
        voice: what the request's turned out to be.
        language: in which it is read; empty where neither the user nor the voice says.
        said: holds the words, None before it begins.
        file: writes it to a file, None where it isn't saved while it is made.
        progress: the latest, None before the first.
        first_chunk_ms: milliseconds to the first PCM in hand.
        end: how it ended, None while it is being made.
    """

    request: SpeechRequest
    start: int = 0
    arriving: ArrivingText | None = None
    fresh: bool = False
    part: LedgerPart | None = None
    sounds: Sounds | None = None
    text_file: Path | None = None
    preview: bool = False
    cancelled: asyncio.Event = field(default_factory=asyncio.Event)
    voice: str = ""
    language: str = ""
    words_sink: WordsSink | None = None
    file: FileSink | None = None
    progress: Progress | None = None
    first_chunk_ms: float | None = None
    end: End | None = None

    @property
    def text(self) -> str:
        """All of it that is there."""
        return self.arriving.text if self.arriving else self.request.text

    @property
    def words(self) -> Sequence[WordTime]:
        """What is known of the words, in the order of their times."""
        return self.words_sink.words if self.words_sink else ()

    @property
    def resolved_request(self) -> SpeechRequest:
        """What this job says, in the voice that says it."""
        return replace(self.request, text=self.text[self.start :], voice=self.voice or self.request.voice)

    @property
    def metrics(self) -> Metrics:
        """The latest that was measured."""
        known = self.end or self.progress
        return known.metrics if known else NOTHING_MEASURED

    @property
    def error(self) -> SpeechError | None:
        return self.end.error if isinstance(self.end, Failed) else None

    @property
    def resume_at(self) -> int:
        """Character of the text up to which all is made; 0 while it is being made, or when all is."""
        return self.end.resume_at if isinstance(self.end, Failed | Cancelled) else 0

    def learn(self, event: SpeechEvent) -> None:
        """Note what an event tells."""
        match event:
            case Started(voice=voice, language=language):
                self.voice, self.language = voice, language
            case FirstChunk(ms):
                self.first_chunk_ms = ms
            case Progress():
                self.progress = event
