"""A take: one text spoken once, its audio and what is known of it while it grows."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from tts_tui.speech.chunk import WordTime
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.events import Cancelled, Failed, Metrics, Progress
from tts_tui.speech.request import SpeechRequest

if TYPE_CHECKING:  # the sinks bring numpy, which the window's first paint doesn't wait for
    from tts_tui.audio.timeline import Timeline
    from tts_tui.events.sentences import Sentences
    from tts_tui.studio.deliver import End
    from tts_tui.studio.sinks import TimelineSink, WordsSink

AGAIN_SECONDS = 1.0
"""How far into a sentence going back means its own beginning, and not the sentence before."""

_START = attrgetter("start")
_CHARACTER = attrgetter("char_start")


@dataclass(eq=False, slots=True)
class Take:
    """Written by the service's thread only; any thread reads.

    Attributes:
        asked_at: `time.monotonic()` of the user's key.
        text_start: where in the editor's text the request's begins.
        preview: a sample of a voice: heard, and then forgotten.
        voice: what the request's voice turned out to be.
        clip: holds the audio, None before the take begins.
        said: holds the words, None likewise.
        progress: the latest, None before the first.
        first_chunk_ms: milliseconds from the key to the first PCM in hand.
        sound_ms: milliseconds from the key to the first sound.
        end: how it ended, None while it is being made.
        begun: the take that this one goes on with, until it does.
        heard_until: seconds of that one that were heard; inf if all were.
        start: character of the text with which what is made for this one begins.
        whole_frames: audio frames of the calls that are complete, which end at `resume_at` in the text.
    """

    request: SpeechRequest
    asked_at: float
    text_start: int = 0
    preview: bool = False
    voice: str = ""
    clip: TimelineSink | None = None
    said: WordsSink | None = None
    progress: Progress | None = None
    first_chunk_ms: float | None = None
    sound_ms: float | None = None
    end: End | None = None
    begun: Take | None = None
    heard_until: float = math.inf
    start: int = 0
    whole_frames: int = 0
    _calls_done: int = field(default=0, init=False)
    _sentences: Sentences | None = field(default=None, init=False)

    @property
    def timeline(self) -> Timeline | None:
        """The audio, None before the first of it."""
        return self.clip.timeline if self.clip else None

    @property
    def words(self) -> Sequence[WordTime]:
        """What is known of the words, in the order of their times."""
        return self.said.words if self.said else ()

    @property
    def error(self) -> SpeechError | None:
        return self.end.error if isinstance(self.end, Failed) else None

    @property
    def resume_at(self) -> int:
        """Character of the request's text up to which all is made; 0 while it is being made, or when all is."""
        return self.end.resume_at if isinstance(self.end, Failed | Cancelled) else 0

    @property
    def can_go_on(self) -> bool:
        """It ended early: its rest can be spoken, or all of it where nothing of it is whole."""
        return isinstance(self.end, Failed | Cancelled) and not self.preview

    @property
    def kept(self) -> bool:
        """What it made before it ended early is worth keeping."""
        return bool(self.timeline and self.whole_frames and 0 < self.resume_at < len(self.request.text))

    @property
    def unmade(self) -> SpeechRequest:
        """What going on asks for."""
        rest = self.request.text[self.resume_at :] if self.kept else self.request.text
        return replace(self.request, text=rest)

    def take_progress(self, progress: Progress) -> None:
        """Note the latest, once the audio that it is about is in the clip."""
        self.progress = progress
        if self.timeline and progress.chunks_done > self._calls_done:
            self._calls_done, self.whole_frames = progress.chunks_done, self.timeline.frames

    @property
    def metrics(self) -> Metrics | None:
        """The latest that was measured, None before anything was."""
        return self.end.metrics if self.end else self.progress.metrics if self.progress else None

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
        from tts_tui.events.sentences import Sentences

        self._sentences = self._sentences or Sentences(self.request.text, self.request.language)
        number = self._sentences.at(word.char_start)
        if sentences < 0 and seconds - self._begin_of(self._sentences.start_of(number)) > AGAIN_SECONDS:
            sentences += 1
        start = self._sentences.start_of(max(number + sentences, 0))
        if start is None:
            return None
        made = bool(self.words) and self.words[-1].char_start >= start
        return self._begin_of(start) if made else None if self.end else self.seconds

    def _begin_of(self, character: int | None) -> float:
        """When the first word at or after that character begins."""
        index = bisect_left(self.words, character or 0, key=_CHARACTER)
        return self.words[index].start if index < len(self.words) else self.seconds
