"""Turns what the calls give, in order, into the final audio and the events that tell of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

import numpy as np

from tts_tui.audio.silence import Trim
from tts_tui.speech.catalog import Model
from tts_tui.speech.chunk import AudioChunk, CallTimes, WordTime
from tts_tui.speech.errors import EmptyTextError, SynthesisError
from tts_tui.speech.events import ChunkReady, FirstChunk, Notice, Skipped, SpeechEvent
from tts_tui.speech.request import Segment
from tts_tui.studio.lookahead import Ended
from tts_tui.studio.plan import Call
from tts_tui.studio.tally import Tally
from tts_tui.studio.word_times import WrittenWords, believable, estimated, squeezed
from tts_tui.text.markup import Marked

QUIET = -50.0
"""dB of full scale: below the breath of the voices tried, above the noise of the engines."""


_LONGEST_PIECE = 10
"""Seconds of silence that are made at once."""


class Assembler:
    """Joins the audio of the calls: trims, pauses, word times, and the count of what is done."""

    def __init__(self, model: Model, speed: float, tally: Tally, before: Segment | None = None) -> None:
        """
        Args:
            speed: of what an earlier run said last.
            before: what an earlier run said last, after whose pause this one goes on.
        """
        self._model = model
        self._speed = speed
        self._tally = tally
        self._before = before
        self._rested = 0.0
        """Seconds of silence since what was said last."""
        self._last: Segment | None = None
        self._call: Call | None = None
        self._trimmer: Trim | None = None
        self._begin = 0
        """Frame of the whole audio at which the call's own clock starts."""
        self._early: list[WordTime] = []
        """Words received before the length of the silence trimmed in front of them is known."""
        self._unspoken: deque[WordTime] = deque()
        self._has_own_times = False
        self._written: WrittenWords | None = None
        self._waiting: list[WordTime] = []
        """A vendor's words whose audio hasn't arrived yet; their times are used only as far as there is audio."""
        self._last_end = 0.0
        """End of the word reported last, in seconds."""
        self._received = 0
        """Frames of the call, with the silence that is cut from it."""
        self._noted: set[str] = set()
        self._times: CallTimes | None = None
        """Of the call, until they are told."""

    def add(self, call: Call, result: AudioChunk | Ended) -> Iterator[SpeechEvent]:
        """The events of one more piece of audio, or of the end of its call."""
        if isinstance(result, Ended):
            yield from self._skip(call, result.unsaid) if result.unsaid else self._end_of(call)
            return
        if self._call is not call:
            yield from self._begin_call(call, result.sample_rate)
        self._times = result.times or self._times
        if result.note and result.note not in self._noted:
            self._noted.add(result.note)
            yield Notice(result.note, "Text")
        if result.sample_rate != self._tally.sample_rate:
            raise SynthesisError(
                f"{self._model.name} changed its sample rate from {self._tally.sample_rate} to "
                f"{result.sample_rate} Hz in the middle of the text.",
                hint="Choose one output format for the whole text.",
            )
        self._received += len(result.samples)
        self._early.extend(result.words)
        samples = self._trimmer.process(result.samples) if self._trimmer else result.samples
        if len(samples):
            yield from self._emit(call.segment, samples, self._words(len(samples)))

    def rest(self) -> Iterator[SpeechEvent]:
        """The pause after what was said last, where it wasn't given yet."""
        before, self._before = self._before, None
        if before and before.pause and self._tally.sample_rate:
            yield from self._silence(before.pause / self._speed, before)

    def last_rest(self, text: Marked) -> Iterator[SpeechEvent]:
        """The pause that a tag asks for behind all that was said."""
        if (last := self._last) and (seconds := text.rest(last.end, len(text.text) + 1)):
            yield from self._silence(seconds - self._rested, last)

    def _rest_before(self, segment: Segment) -> Iterator[SpeechEvent]:
        if segment.before is None:
            yield from self.rest()
        else:
            yield from self._silence(segment.before - self._rested, self._before or segment)
            self._before = None
        self._rested = 0.0

    def _silence(self, seconds: float, segment: Segment) -> Iterator[SpeechEvent]:
        """An event for these samples, as a part of a segment."""
        frames = round(seconds * self._tally.sample_rate)
        self._rested += max(seconds, 0.0)
        while frames > 0:
            piece = min(frames, self._tally.sample_rate * _LONGEST_PIECE)
            yield from self._emit(segment, np.zeros(piece, np.float32), ())
            frames -= piece

    def _begin_call(self, call: Call, sample_rate: int) -> Iterator[SpeechEvent]:
        if not self._tally.sample_rate:
            self._tally.sample_rate = sample_rate
        yield from self._rest_before(call.segment)
        self._call, self._speed, self._times = call, call.request.speed, None
        self._trimmer = None if self._model.trims_silence else Trim(sample_rate, QUIET)
        self._begin = self._tally.frames
        self._has_own_times = False
        self._written = WrittenWords(call)
        self._last_end = self._begin / self._tally.sample_rate
        self._received = 0

    def _end_of(self, call: Call) -> Iterator[SpeechEvent]:
        rate = self._tally.sample_rate
        tail = self._trimmer.flush() if self._trimmer and self._call is call else np.zeros(0, np.float32)
        end = self._tally.frames + len(tail)
        if self._call is not call or end == self._begin:
            raise SynthesisError(
                f"{self._model.name} gave no audio for “{call.segment.text[:60]}”.",
                hint="Change or remove that sentence, or choose another voice; what was spoken before it is kept.",
            )
        words = (*self._words(len(tail)), *self._last_words(end / rate))
        if not words and not self._has_own_times:
            words = estimated(call, self._begin / rate, end / rate)
        if len(tail) or words:
            yield from self._emit(call.segment, tail, words)
        self._before, self._last, self._call = call.segment, call.segment, None
        self._unspoken.clear()
        self._tally.chunk_done(call.segment)
        yield self._tally.progress()

    def _skip(self, call: Call, reason: EmptyTextError) -> Iterator[SpeechEvent]:
        yield Skipped(call.segment, reason)
        self._tally.chunk_done(call.segment)
        yield self._tally.progress()

    def _words(self, frames: int) -> tuple[WordTime, ...]:
        """The words to report once `frames` more frames are delivered."""
        assert self._written is not None
        self._has_own_times = self._has_own_times or bool(self._early)
        words = self._written.add(self._early, self._clock)
        self._early.clear()
        if self._model.word_times == "api":
            reached = (self._tally.frames + frames) / self._tally.sample_rate
            self._waiting += words
            words = list(takewhile(lambda word: word.end <= reached, self._waiting))
            del self._waiting[: len(words)]
        self._unspoken.extend(words)
        self._last_end = words[-1].end if words else self._last_end
        return tuple(words)

    def _last_words(self, end: float) -> list[WordTime]:
        """The words that wait for the end of the call's sound; where their times go beyond it they are estimates."""
        assert self._written is not None
        words, self._waiting = [*self._waiting, *self._written.finish()], []
        if self._model.word_times != "api":
            return words
        if not believable(words, self._clock, self._received / self._tally.sample_rate):
            self._has_own_times = False
            words = squeezed(words, min(self._last_end, end), end)
        return [replace(word, start=min(word.start, end), end=min(word.end, end)) for word in words]

    @property
    def _clock(self) -> float:
        """Where the call's own clock starts in the whole audio, in seconds."""
        skipped = self._trimmer.removed if self._trimmer else 0
        return (self._begin - skipped) / self._tally.sample_rate

    def _emit(
        self, segment: Segment, samples: np.ndarray, words: tuple[WordTime, ...]
    ) -> Iterator[SpeechEvent]:
        tally = self._tally
        if tally.first_chunk_ms is None:
            yield FirstChunk(tally.first_chunk())
        start = tally.audio_seconds
        tally.add(samples)
        while self._unspoken and self._unspoken[0].end <= tally.audio_seconds:
            tally.characters_done = max(tally.characters_done, self._unspoken.popleft().char_end)
        timing = self._model.word_times if self._has_own_times else "estimated"
        chunk = AudioChunk(samples, tally.sample_rate, words, times=self._times)
        self._times = None
        yield ChunkReady(chunk, start, segment, timing, tally.asked_ms(segment))
        yield tally.progress()
