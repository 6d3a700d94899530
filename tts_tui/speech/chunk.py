"""What a backend gives: audio and the times of the words in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # numpy costs 100 ms, and `--help` comes through here
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]
"""Mono samples, float32, shape (frames,), nominally within [-1, 1]."""

TimingSource = Literal["model", "api", "estimated"]
"""Who says when a word is spoken: the model's durations, the vendor's alignment, or arithmetic."""


@dataclass(frozen=True, slots=True)
class WordTime:
    """A word and when it is spoken.

    Attributes:
        text: the word as written.
        start: seconds.
        end: seconds, not before start.
        char_start: index of its first character in the text.
        char_end: index after its last character.
    """

    text: str
    start: float
    end: float
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class CallTimes:
    """How long the steps of a call took, in milliseconds.

    Attributes:
        phonemes_ms: from its text to phonemes.
        inference_ms: from these to the first of its audio, in which it may have waited for a call before it.
    """

    phonemes_ms: float
    inference_ms: float


@dataclass(frozen=True, slots=True, eq=False)
class AudioChunk:
    """A stretch of audio; chunks of one text follow each other without a gap.

    Attributes:
        samples: mono float32, shape (frames,).
        sample_rate: Hz, the same for all chunks of one text.
        words: words whose times became known with this chunk. From a backend: seconds from the start of the
            audio of its `ChunkRequest`, characters in that request's text. From the pipeline: seconds in the
            whole audio, characters in the user's text.
        cost_usd: what the request cost, told once, by backends that learn it.
        note: what users should know of this request though they didn't ask, a sentence; a text tells each once.
        times: of its call, told with the first of its audio, by backends that know.
    """

    samples: Samples
    sample_rate: int
    words: tuple[WordTime, ...] = ()
    cost_usd: float | None = None
    note: str = ""
    times: CallTimes | None = None

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.sample_rate
