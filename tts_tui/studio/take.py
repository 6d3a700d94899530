"""A take: a job whose audio is kept, to be heard as often and from where one likes."""

from __future__ import annotations

import math
import time
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from tts_tui.speech.chunk import CallTimes, WordTime
from tts_tui.speech.events import Cancelled, ChunkReady, Failed, Finished, FirstChunk, Progress, SpeechEvent
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.job import Job

if TYPE_CHECKING:  # the sinks bring numpy, which the window's first paint doesn't wait for
    from tts_tui.audio.timeline import Timeline
    from tts_tui.studio.sinks import TimelineSink
    from tts_tui.text.sentences import Sentences

AGAIN_SECONDS = 1.0
"""How far into a sentence going back means its own beginning, and not the sentence before."""

_START = attrgetter("start")
_CHARACTER = attrgetter("char_start")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A stretch of audio when it was in hand.

    Attributes:
        ms: milliseconds from the user's key.
        start: seconds from the beginning of the audio.
        seconds: how long it is.
        asked_ms: milliseconds from the key until its sentence was given to the engine, None where it wasn't.
        text: of the sentence.
        times: of the steps of its call, where it is the first of it and they are known.
    """

    ms: float
    start: float
    seconds: float
    asked_ms: float | None = None
    text: str = ""
    times: CallTimes | None = None


@dataclass(eq=False, slots=True)
class Take(Job):
    """Written by the studio's thread only; any thread reads.

    Attributes:
        requested_at: `time.monotonic()` of the user's key, from which `first_chunk_ms` counts.
        waited_ms: milliseconds from it until the studio began.
        text_start: where in the editor's text the request's begins.
        silent: it is made, and not heard.
        clip: holds the audio, None before the take begins.
        sound_ms: milliseconds from the key to the first sound.
        previous: the take that this one goes on with, until it does.
        played_seconds: seconds of that one that were heard; inf if all were.
        starts_with: seconds of audio that are waited for before it is heard; 0 where nothing waits.
        arrivals: when each stretch of the audio came.
        whole_frames: audio frames of the calls that are complete, which end at `resume_at` in the text.
    """

    requested_at: float = field(default_factory=time.monotonic)
    waited_ms: float = 0.0
    text_start: int = 0
    silent: bool = False
    clip: TimelineSink | None = None
    sound_ms: float | None = None
    previous: Take | None = None
    played_seconds: float = math.inf
    starts_with: float = 0.0
    arrivals: list[Arrival] = field(default_factory=list)
    whole_frames: int = 0
    _calls_done: int = field(default=0, init=False)
    _sentences: Sentences | None = field(default=None, init=False)

    @property
    def timeline(self) -> Timeline | None:
        """The audio, None before the first of it."""
        return self.clip.timeline if self.clip else None

    @property
    def can_go_on(self) -> bool:
        """It ended early: its rest can be spoken, or all of it where nothing of it is whole."""
        return isinstance(self.end, Failed | Cancelled) and not self.preview

    @property
    def finished(self) -> bool:
        """All of it was made."""
        return isinstance(self.end, Finished)

    @property
    def is_partial(self) -> bool:
        """What it made before it ended early is worth keeping."""
        return bool(self.timeline and self.whole_frames and 0 < self.resume_at < len(self.request.text))

    @property
    def remaining_request(self) -> SpeechRequest:
        """What going on asks for."""
        rest = self.request.text[self.resume_at :] if self.is_partial else self.request.text
        from tts_tui.text.reading import reading_of

        # the rest of a page doesn't begin as a page does
        manner = reading_of(self.request.text, self.request.manner)
        return replace(self.request, text=rest, manner=manner)

    def learn(self, event: SpeechEvent) -> None:
        Job.learn(self, event)
        if isinstance(event, FirstChunk):
            self.first_chunk_ms = self.waited_ms + event.ms
        elif isinstance(event, ChunkReady):
            came = (time.monotonic() - self.requested_at) * 1000
            asked_ms = None if event.asked_ms is None else self.waited_ms + event.asked_ms
            chunk, text = event.chunk, event.segment.text
            self.arrivals.append(Arrival(came, event.start, chunk.seconds, asked_ms, text, chunk.times))
        # once the audio that it is about is in the clip
        elif isinstance(event, Progress) and self.timeline and event.chunks_done > self._calls_done:
            self._calls_done, self.whole_frames = event.chunks_done, self.timeline.frames

    @property
    def seconds(self) -> float:
        """Seconds of audio made so far."""
        return self.timeline.seconds if self.timeline else 0.0

    @property
    def expected_seconds(self) -> float:
        """Seconds that the whole is likely to take."""
        if self.end or not self.progress:
            return self.seconds
        return max(self.seconds, self.progress.expected_seconds)

    @property
    def reach(self) -> int:
        """The character of its text up to which all that is to be said is made."""
        if self.finished:
            return len(self.request.text)
        return self.words[-1].char_end if self.words else 0

    def word_at(self, seconds: float) -> WordTime | None:
        """The word being spoken then, or the last one before."""
        index = bisect_right(self.words, seconds, key=_START)
        return self.words[index - 1] if index else None

    def word_of(self, character: int) -> WordTime | None:
        """The word at that character of the text, or the last one before that was spoken."""
        index = bisect_right(self.words, character, key=_CHARACTER)
        return self.words[index - 1] if index else None

    def words_between(self, start: int, end: int) -> tuple[int, int]:
        """Indices of the first and after the last word that begin between those characters of the text."""
        return (
            bisect_left(self.words, start, key=_CHARACTER),
            bisect_left(self.words, end, key=_CHARACTER),
        )

    def step(self, seconds: float, words: int) -> float | None:
        """When the word begins that many after (or before) the one being spoken then; None before any is known.

        Stops at the first and at the last; one after those that are made begins where the audio ends so far.
        """
        if not self.words:
            return None
        index = bisect_right(self.words, seconds, key=_START) - 1 + words
        if index >= len(self.words) and not self.end:
            return self.seconds
        return self.words[min(max(index, 0), len(self.words) - 1)].start

    def step_sentence(self, seconds: float, sentences: int) -> float | None:
        """When the sentence begins that many after (or before) the one being spoken then.

        Going back from inside a sentence reaches its own beginning first. One that isn't made yet begins where the
        audio ends so far; None when the text has no such sentence.
        """
        if (word := self.word_at(seconds)) is None:
            return 0.0 if sentences < 0 else None
        # what cuts texts, which the first paint doesn't wait for
        from tts_tui.text.sentences import Sentences

        self._sentences = self._sentences or Sentences(self.request.text, self.language, self.request.manner)
        number = self._sentences.at(word.char_start)
        if sentences < 0 and seconds - self._begin_of(self._sentences.start_of(number)) > AGAIN_SECONDS:
            sentences += 1
        start = self._sentences.start_of(max(number + sentences, 0))
        if start is None:
            return None
        is_ready = bool(self.words) and self.words[-1].char_start >= start
        return self._begin_of(start) if is_ready else None if self.end else self.seconds

    def _begin_of(self, character: int | None) -> float:
        """When the first word at or after that character begins."""
        index = bisect_left(self.words, character or 0, key=_CHARACTER)
        return self.words[index].start if index < len(self.words) else self.seconds
