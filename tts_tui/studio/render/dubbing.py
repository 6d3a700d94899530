"""The sound of subtitles on one track: each cue in its time, quicker where it is too long for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from tts_tui.audio.play.stretch import TimeStretch
from tts_tui.speech.chunk import AudioChunk, TimingSource, WordTime
from tts_tui.speech.events import ChunkReady
from tts_tui.speech.lengths import clock
from tts_tui.speech.request import Segment
from tts_tui.store.job_rows import JobBlock, JobChapter, Unit
from tts_tui.studio.assemble import Assembler
from tts_tui.studio.lookahead import Ended
from tts_tui.studio.render.planning import unpacked
from tts_tui.studio.render.said import Said
from tts_tui.studio.render.sounding import LostSoundError, Sounding, Stopped, title_of
from tts_tui.studio.render.tracks import Track
from tts_tui.studio.tally import Tally

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples

FASTEST = 1.4
"""Times a voice's own pace that a cue is said at most: beyond that speech sounds hurried."""

BREATH = 0.08
"""Seconds of silence between a cue and the next, where there is room for them."""

_LATE = 0.15
"""Seconds that nobody notices."""

_PIECE = 10
"""Seconds of silence that are given at once."""


@dataclass(frozen=True, slots=True)
class _Line:
    """What is said in a cue, before it is fitted: times count from its beginning."""

    segment: Segment
    samples: Samples
    rate: int
    words: tuple[WordTime, ...]
    timing: TimingSource


def dubbed(sounding: Sounding, track: Track, said: Said) -> Iterator[ChunkReady]:
    """The sound of the track's only chapter, whose blocks have slots.

    Raises:
        LostSoundError: a unit must be made again.
        Stopped: it isn't wanted any more.
    """
    (chapter,) = track.chapters
    at = rate = 0
    cues = _cues(sounding, chapter)
    for number, (block, units, following) in enumerate(cues, 1):
        start, end = block.slot or (0.0, 0.0)
        line = _line(sounding, units)
        if line is not None:
            rate = line.rate
            begin = max(at, round(start * rate))
            yield from _silence(begin - at, at, rate, line.segment)
            room = max((following or end) - begin / rate - BREATH, end - start, 0.1)
            fitted, pace = _fitted(line, room)
            _tell(said, number, start, begin / rate, pace, len(fitted.samples) / rate - room)
            if not said.marks:
                said.marks.append((title_of(chapter), 0.0))
            said.begin(units[0], block.start, block.end, begin / rate)
            words = tuple(
                replace(word, start=word.start + begin / rate, end=word.end + begin / rate)
                for word in fitted.words
            )
            chunk = AudioChunk(fitted.samples, rate, words)
            yield ChunkReady(chunk, begin / rate, line.segment, line.timing)
            at = begin + len(fitted.samples)
        if following is None and rate and line is not None:
            yield from _silence(round(end * rate) - at, at, rate, line.segment)


def _cues(sounding: Sounding, chapter: JobChapter) -> Iterator[tuple[JobBlock, Sequence[Unit], float | None]]:
    """Each block with its units, and when the next one begins; None for the last."""
    blocks = chapter.blocks
    starts = [block.start for block in blocks]
    held: list[list[Unit]] = [[] for _ in blocks]
    units = sounding.jobs.units(sounding.job.id, chapter.number)
    for unit in units:
        held[bisect_right(starts, unpacked(unit.call).segment.start) - 1].append(unit)
    for number, block in enumerate(blocks):
        following = blocks[number + 1].slot if number + 1 < len(blocks) else None
        yield block, held[number], following[0] if following else None


def _line(sounding: Sounding, units: Sequence[Unit]) -> _Line | None:
    """All of a cue's sound; None where none of it was made."""
    assembler = Assembler(sounding.model, sounding.job.settings.speed, Tally(0))
    sounds = sounding.jobs.sounds(sounding.job.id)
    events: list[ChunkReady] = []
    for unit in units:
        if sounding.stopped():
            raise Stopped
        if unit.state != "made":
            continue
        if (kept := sounds.get(unit.key)) is None:
            raise LostSoundError(unit)
        call = unpacked(unit.call)
        for result in (kept.chunk, Ended()):
            events += [event for event in assembler.add(call, result) if isinstance(event, ChunkReady)]
    if not events:
        return None
    return _Line(
        events[0].segment,
        np.concatenate([event.chunk.samples for event in events]),
        events[0].chunk.sample_rate,
        tuple(sorted((word for event in events for word in event.chunk.words), key=attrgetter("start"))),
        events[-1].timing,
    )


def _fitted(line: _Line, room: float) -> tuple[_Line, float]:
    """The same within so many seconds, and how many times as fast: at `FASTEST` at most."""
    pace = min(max(1.0, len(line.samples) / line.rate / room), FASTEST)
    if pace == 1.0:
        return line, pace
    stretch = TimeStretch(line.rate, pace)
    samples = np.concatenate([stretch.push(line.samples), stretch.flush()])
    words = tuple(replace(word, start=word.start / pace, end=word.end / pace) for word in line.words)
    return replace(line, samples=samples, words=words), pace


def _silence(frames: int, at: int, rate: int, segment: Segment) -> Iterator[ChunkReady]:
    while frames > 0:
        piece = min(frames, rate * _PIECE)
        yield ChunkReady(AudioChunk(np.zeros(piece, np.float32), rate), at / rate, segment, "estimated")
        at, frames = at + piece, frames - piece


def _tell(said: Said, number: int, wanted: float, begin: float, pace: float, over: float) -> None:
    """What isn't as the subtitles have it."""
    what = []
    if begin - wanted > _LATE:
        what.append(f"begins {begin - wanted:.1f} s late")
    if over > _LATE:
        what.append(f"is {over:.1f} s too long, at {pace:.2f} times the usual pace")
    elif pace > 1.0:
        said.quickened += 1
    if what:
        said.news.append(f"Cue {number}, at {clock(wanted)}, {' and '.join(what)}.")
