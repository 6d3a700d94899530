"""What is known of a file's sound once it went by: where each chapter, sentence and word is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tts_tui.speech.chunk import TimingSource
from tts_tui.speech.events import ChunkReady
from tts_tui.store.job_rows import Unit
from tts_tui.studio.word_columns import WordTimes


@dataclass(frozen=True, slots=True)
class Clip:
    """A sentence, and the pause after it, in the sound.

    Attributes:
        unit: its number in the job.
        chapter: the number of its chapter.
        char_start: in the text of the file's chapters, one after the other; it goes up to `char_end`.
        start: seconds.
        end: seconds: where the next one begins, or the sound ends.
    """

    unit: int
    chapter: int
    char_start: int
    char_end: int
    start: float
    end: float


@dataclass(slots=True)
class Said:
    """Gathered while the sound goes by.

    Attributes:
        words: with places in the text of the file's chapters.
        timing: who says when they are spoken.
        marks: where each chapter begins: its title, and seconds.
        clips: the sentences, in order, without a gap between them.
        news: what isn't as it was asked for.
        quickened: cues that were made to fit by saying them faster.
    """

    words: WordTimes = field(default_factory=WordTimes)
    timing: TimingSource | None = None
    marks: list[tuple[str, float]] = field(default_factory=list)
    clips: list[Clip] = field(default_factory=list)
    news: list[str] = field(default_factory=list)
    quickened: int = 0

    def note_words(self, ready: ChunkReady) -> None:
        if ready.chunk.words:
            self.words.extend(ready.chunk.words)
            self.timing = ready.timing if self.timing in (None, ready.timing) else "estimated"

    def begin(self, unit: Unit, char_start: int, char_end: int, start: float) -> None:
        """A sentence begins to sound."""
        if self.clips:
            self.clips[-1] = replace(self.clips[-1], end=start)
        self.clips.append(Clip(unit.number, unit.chapter, char_start, char_end, start, start))


def clips_in_file(clips: Sequence[Clip], shift: float, seconds: float) -> list[Clip]:
    """The same in a saved file; the last goes up to its end.

    Args:
        shift: seconds by which the file's sound comes earlier (`AudioFile.shift`).
        seconds: how long the file is.
    """

    def moved(time: float) -> float:
        return min(max(0.0, time - shift), seconds)

    found = [replace(clip, start=moved(clip.start), end=moved(clip.end)) for clip in clips]
    return [*found[:-1], *(replace(clip, end=seconds) for clip in found[-1:])]
