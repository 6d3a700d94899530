"""The sound of a file, sentence by sentence, with the pauses that speaking it would have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tts_tui.speech.catalog import Model
from tts_tui.speech.events import ChunkReady
from tts_tui.store.job_rows import JobChapter, RenderJob, Unit
from tts_tui.store.jobs import Jobs
from tts_tui.studio.assemble import Assembler
from tts_tui.studio.lookahead import Ended
from tts_tui.studio.render.planning import BETWEEN, unpacked
from tts_tui.studio.render.said import Said
from tts_tui.studio.render.tracks import Track
from tts_tui.studio.tally import Tally


class LostSoundError(Exception):
    """The sound of a unit is gone or damaged: it is made again.

    Attributes:
        unit: which.
    """

    def __init__(self, unit: Unit) -> None:
        super().__init__(unit.text)
        self.unit = unit


class Stopped(Exception):
    """The job was paused while its files were written."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """Reads the kept sounds of one job, and holds one at a time.

    Attributes:
        tell: hears how many units were read.
        stopped: asked between two sentences whether to stop.
    """

    jobs: Jobs
    job: RenderJob
    model: Model
    tell: Callable[[int], object] = lambda _count: None
    stopped: Callable[[], bool] = lambda: False

    def chunks(self, track: Track, said: Said) -> Iterator[ChunkReady]:
        """The sound of all of its sentences; where each is, is noted.

        Raises:
            LostSoundError: a unit must be made again.
            Stopped: it isn't wanted any more.
        """
        assembler = Assembler(self.model, self.job.settings.speed, Tally(0))
        sounds = self.jobs.sounds(self.job.id)
        base = read = 0
        for chapter in track.chapters:
            marked = False
            for unit in self.jobs.units(self.job.id, chapter.number):
                if self.stopped():
                    raise Stopped
                if unit.state == "made":
                    call = unpacked(unit.call)
                    begin, end = call.segment.start + base, call.segment.end + base
                    call = replace(call, segment=replace(call.segment, start=begin, end=end))
                    if (kept := sounds.get(unit.key)) is None:
                        raise LostSoundError(unit)
                    begun = False
                    for result in (kept.chunk, Ended()):
                        for event in assembler.add(call, result):
                            if not isinstance(event, ChunkReady):
                                continue
                            if not begun and event.segment is call.segment:
                                said.begin(unit, begin, end, event.start)
                                begun = True
                            if begun and not marked:
                                said.marks.append((title_of(chapter), event.start))
                                marked = True
                            yield event
                read += 1
                self.tell(read)
            base += len(chapter.text) + len(BETWEEN)


def title_of(chapter: JobChapter) -> str:
    """What its mark is called."""
    return chapter.title or f"Chapter {chapter.number}"
