"""What happens while a text is spoken. Every reader, window, command line or test, sees the same events.

A request gives `Started`, then `ChunkReady` and `Progress` in turn (with `FirstChunk` before the first, a `Notice`
where there is something to be known, and `Skipped` for what can't be said), and ends with exactly one of `Finished`,
`Failed` and `Cancelled`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from tts_tui.speech.catalog import Model
from tts_tui.speech.chunk import AudioChunk, TimingSource
from tts_tui.speech.errors import EmptyTextError, SpeechError
from tts_tui.speech.request import Segment, SpeechRequest


@dataclass(frozen=True, slots=True)
class Metrics:
    """What was measured, never guessed.

    Attributes:
        first_chunk_ms: milliseconds from the call to the first PCM in hand; None before that.
        wall_seconds: seconds since the call.
        audio_seconds: seconds of audio made.
        synthesis_seconds: seconds waited for the engine once it was loaded, without the time in which the consumer
            requested no more audio.
        cost_usd: spent so far; None when unknown.
        counted_usd: what limits count: what was told, and for calls that never told their list price.
        onset_ms: milliseconds from the call until a player that begins with the first PCM would sound the first
            sample above -40 dBFS; None before that, and where all is silence.
        ready_ms: milliseconds from the call until the engine was loaded; None before that.
        reused_seconds: of the audio, what was made before and kept, with the pauses behind it.
    """

    first_chunk_ms: float | None
    wall_seconds: float
    audio_seconds: float
    synthesis_seconds: float = 0.0
    cost_usd: float | None = 0.0
    counted_usd: float = 0.0
    onset_ms: float | None = None
    ready_ms: float | None = None
    reused_seconds: float = 0.0

    @property
    def made_seconds(self) -> float:
        """Seconds of audio that weren't there before."""
        return max(0.0, self.audio_seconds - self.reused_seconds)

    @property
    def rtf(self) -> float | None:
        """Real-time factor: seconds of synthesis per second of audio that was made."""
        return self.synthesis_seconds / self.made_seconds if self.made_seconds else None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is, in what was counted.

    Attributes:
        fraction: of the characters, 0 to 1, never falling.
        characters_done: characters of the user's text whose audio is made.
        chunks_done: calls to the backend that are complete.
        chunks_total: calls in all, None until the end of the text was reached.
        eta_seconds: seconds until the audio is complete; None until the speed is known well enough.
        pace: seconds of work for a second of audio that they count with, None likewise.
        status: a few words for people.
        expected_seconds: of audio in all, as far as can be told; certain at the end.
        idle: all of the text that has arrived is spoken, and more of it is waited for.
        note: what is waited for or tried again, as `status` says it too; empty while all goes its way.
    """

    fraction: float
    characters_done: int
    characters_total: int
    chunks_done: int
    chunks_total: int | None
    audio_seconds: float
    eta_seconds: float | None
    status: str
    metrics: Metrics
    expected_seconds: float = 0.0
    idle: bool = False
    note: str = ""
    pace: float | None = None


class ProgressCallback(Protocol):
    """Receives progress. Called on the pipeline's thread; must return at once."""

    def __call__(self, progress: Progress, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Started:
    request: SpeechRequest
    model: Model
    voice: str
    characters: int
    language: str = ""
    """BCP 47 tag in which the text is read; empty where neither the user nor the voice says."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that users should know, and needn't act upon: a sentence. It may come at any time before the end.

    Attributes:
        about: what it is about, in a word; empty where it is the engine.
    """

    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class FirstChunk:
    """The first PCM is in hand, `ms` milliseconds after the call."""

    ms: float


@dataclass(frozen=True, slots=True)
class ChunkReady:
    """A stretch of the final audio.

    Attributes:
        chunk: its audio; words with times in the whole audio and characters of the user's text.
        start: seconds from the start of the whole audio.
        segment: the sentence that it belongs to.
        timing: who says when the words are spoken.
        asked_ms: milliseconds from the beginning of the work until the sentence was given to the engine; None where
            it wasn't.
    """

    chunk: AudioChunk
    start: float
    segment: Segment
    timing: TimingSource
    asked_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sentence that the voice has no sounds for was left out; speaking goes on behind it.

    Attributes:
        segment: the sentence.
        reason: why, for people.
    """

    segment: Segment
    reason: EmptyTextError


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something beside the speech went wrong, such as keeping what was said; the speech itself is as it should be.

    Attributes:
        about: what it is about, in a few words.
    """

    about: str
    error: SpeechError


@dataclass(frozen=True, slots=True)
class Finished:
    """All is said: `characters` of the text, from where it was begun or gone on with."""

    request: SpeechRequest
    model: Model
    voice: str
    characters: int
    metrics: Metrics


@dataclass(frozen=True, slots=True)
class Failed:
    """It ended in an error. What was made stays valid; speaking can go on from character `resume_at`."""

    error: SpeechError
    resume_at: int
    metrics: Metrics


@dataclass(frozen=True, slots=True)
class Cancelled:
    resume_at: int
    metrics: Metrics


End = Finished | Failed | Cancelled
SpeechEvent = Started | Notice | FirstChunk | ChunkReady | Skipped | Progress | Trouble | End
