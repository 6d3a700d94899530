"""The seam between the Kokoro backend and whatever runs the model.

An engine is blocking and thread-safe: call it from worker threads, never from an event loop. Two utterances may
be in flight from two threads; the one prepared first has priority. Every call that computes releases the GIL.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from tts_tui.speech.errors import SynthesisError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLE_RATE = 24_000
"""Samples per second of every Kokoro model."""

FRAME = 600
"""Samples per duration frame (25 ms): 2 x the upsampling 10 x 6 x the inverse STFT's hop of 5."""

MAX_TOKENS = 510
"""Phonemes the model's position embedding holds beside the two padding tokens."""


class StreamingUnavailableError(SynthesisError):
    """Our engine can't run this model on this machine; the message says why. The stock engine can."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence whose timing is settled and whose audio is not yet computed.

    Attributes:
        durations: int64 of shape (len(tokens) + 2,): frames of each token, the padding tokens at both ends
            included. Their sum times `FRAME` is the length of the untrimmed timeline, to the sample.
        start: first sample of the untrimmed timeline that is emitted (the model's leading silence is cut).
        end: one past the last sample emitted. `windows` yields exactly `end - start` samples, so
            sample t of the untrimmed timeline is sample t - start of the audio.
        state: what the engine that made it needs to decode it; opaque to everyone else.
    """

    durations: NDArray[np.int64]
    start: int
    end: int
    state: object


class KokoroEngine(Protocol):
    """Turns phoneme tokens and a style vector into 24 kHz mono float32 audio."""

    @property
    def name(self) -> str:
        """`streaming` (ours) or `stock` (kokoro-onnx)."""

    @property
    def opening(self) -> int:
        """Phonemes within which the first sentence may be cut at the end of a clause, so that its beginning is heard
        soon; 0 where the engine speaks before a sentence is wholly computed, or no request waits."""

    @property
    def provider(self) -> str:
        """ONNX Runtime's name of what runs the model, e.g. `CPUExecutionProvider`. Shown to users."""

    def prepare(self, tokens: Sequence[int], style: NDArray[np.float32], speed: float) -> Utterance:
        """Settle the timing of a sentence.

        Args:
            tokens: phoneme ids, without the padding zeros, at most `MAX_TOKENS` (about 150 keeps memory low).
            style: float32 of shape (1, 256): the voice pack's row len(tokens) - 1, or a blend of such rows.
            speed: 0.5 to 2.0; 1 is the voice's own pace.
        """

    def windows(self, utterance: Utterance, *, first: bool) -> Generator[NDArray[np.float32], None, None]:
        """Yield the audio in time order, in pieces of 1-D float32.

        With `first` the pieces start small, because somebody waits for the sound. Close the generator to
        cancel.
        """

    def close(self) -> None:
        """Free the sessions. Idempotent; a call in flight ends first."""
