"""When each word is spoken, from the frames that the model gave each phoneme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tts_tui.backends.kokoro.engine import FRAME, SAMPLE_RATE, Utterance
from tts_tui.speech.chunk import WordTime

if TYPE_CHECKING:
    from tts_tui.backends.kokoro.phonemes.spans import PhonemeSpan

EARLY = 2.5
"""Frames by which a sound is heard before those that the model gives its symbol: the recogniser that taught it where
sounds lie tells of each when it has heard it. Of 500 words in four voices, against a forced alignment and against the
sound after pauses (`bench/word_times.py`)."""

_EARLIEST = dict.fromkeys("sfʃθ", 3.5)
"""Those that hiss begin softly, a frame before."""

LAST_SOUND = 4
"""Most frames the last symbol before a mark or the end sounds; the model gives it the silence that follows, too."""

_LAST_SOUNDS = {**dict.fromkeys("bdɡptm", 3), **dict.fromkeys("szʃʒʧʤθf", 5)}
"""Of those that end with a closure, and those that hiss."""


def word_times(text: str, symbols: str, words: Iterable[PhonemeSpan], utterance: Utterance) -> list[WordTime]:
    """The words of an utterance, in seconds from the start of its emitted audio.

    Args:
        text: what the character spans point into.
        symbols: the phonemes of the utterance, one a token.
        words: their spans in `symbols`.

    A space between two words belongs half to each, as in hexgrad's KPipeline; one after a mark is silent.
    """
    durations = utterance.durations
    edges: list[int] = [
        0,
        *durations.cumsum().tolist(),
    ]  # edges[i + 1] is where phoneme i begins: token 0 is padding

    def begins(at: int) -> float:
        """The frame in which the sound of a word's first symbol begins, half of the space before it with it."""
        between = symbols[at - 1 : at] == " " and symbols[at - 2 : at - 1].isalpha()
        first = symbols[at : at + 2].lstrip("ˈˌ")[:1]
        return edges[at + 1] - int(durations[at]) / 2 * between - _EARLIEST.get(first, EARLY)

    def ends(at: int) -> float:
        """The frame in which the sound of the symbol before ends, where the word does."""
        following = at + (symbols[at : at + 1] == " ")
        if symbols[following : following + 1].isalpha():
            return begins(following)
        sounding = min(int(durations[at]), _LAST_SOUNDS.get(symbols[at - 1], LAST_SOUND))
        return edges[at] + sounding - EARLY

    def seconds(frames: float) -> float:
        return max(frames * FRAME - utterance.start, 0.0) / SAMPLE_RATE

    times = []
    for word in words:
        start = begins(word.start)
        end = max(start, ends(word.end))
        spoken = text[word.char_start : word.char_end]
        times.append(WordTime(spoken, seconds(start), seconds(end), word.char_start, word.char_end))
    return times


def shifted(times: Iterable[WordTime], seconds: float) -> tuple[WordTime, ...]:
    """The words later by `seconds`, none before 0."""
    return tuple(
        replace(word, start=max(word.start + seconds, 0.0), end=max(word.end + seconds, 0.0))
        for word in times
    )


class WholeWords:
    """Joins the parts of words that are longer than a run of the model."""

    def __init__(self) -> None:
        self._begun: WordTime | None = None

    def words(self, times: Sequence[WordTime], *, goes_on: bool) -> tuple[WordTime, ...]:
        """The words that end in a run, once each.

        Args:
            times: those of the run.
            goes_on: the last of them isn't at its end.
        """
        if not times:  # more sound of the same run
            return ()
        words = list(times)
        if self._begun and words[0].char_start == self._begun.char_start:
            words[0] = replace(words[0], start=self._begun.start)
        self._begun = words.pop() if goes_on else None
        return tuple(words)
