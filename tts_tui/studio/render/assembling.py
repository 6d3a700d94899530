"""From the sound of sentences to files: in order, with the pauses that speaking them would have.

It blocks, and holds one sentence at a time however long the book is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from tts_tui.audio.acx import AcxLevel, AcxLevels, AcxMeter
from tts_tui.audio.effects import Effects
from tts_tui.audio.files.formats import FORMATS
from tts_tui.audio.files.saving import AudioFile, free_name, save_text
from tts_tui.audio.files.sidecars import words_in_file
from tts_tui.speech.catalog import Model
from tts_tui.speech.chunk import TimingSource, WordTime
from tts_tui.speech.errors import EmptyTextError, SaveError
from tts_tui.speech.events import ChunkReady
from tts_tui.store.job_rows import JobChapter, RenderJob, Unit
from tts_tui.store.job_sounds import COVER
from tts_tui.store.jobs import Jobs
from tts_tui.studio.assemble import Assembler
from tts_tui.studio.captions import sidecar
from tts_tui.studio.lookahead import Ended
from tts_tui.studio.render.planning import BETWEEN, unpacked
from tts_tui.studio.render.tracks import Track
from tts_tui.studio.tally import Tally

EXTENSIONS: Mapping[str, str] = {"srt": ".srt", "vtt": ".vtt", "lrc": ".lrc", "timings": ".json"}
"""Of the files beside the sound, by `SIDECARS` name."""


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
class FileReport:
    """A file that is there.

    Attributes:
        marks: where each chapter begins: its title, and seconds.
        loudness: LUFS it was brought to, where that was asked for.
        acx: its levels, where those were asked for.
        captions: files of the words beside it.
        unchanged: it was there already, and is as it should be.
    """

    path: Path
    seconds: float
    marks: tuple[tuple[str, float], ...] = ()
    loudness: float | None = None
    acx: AcxLevels | None = None
    captions: tuple[Path, ...] = ()
    unchanged: bool = False


@dataclass(slots=True)
class _Said:
    """What is gathered while the sound goes by."""

    words: list[WordTime] = field(default_factory=list)
    timing: TimingSource | None = None
    marks: list[tuple[str, float]] = field(default_factory=list)

    def note(self, ready: ChunkReady) -> None:
        if ready.chunk.words:
            self.words.extend(ready.chunk.words)
            self.timing = ready.timing if self.timing in (None, ready.timing) else "estimated"


@dataclass(frozen=True, slots=True)
class Assembly:
    """Writes the files of one job.

    Attributes:
        tell: hears how many units were written.
        stopped: asked between two sentences whether to stop.
    """

    jobs: Jobs
    job: RenderJob
    model: Model
    tell: Callable[[int], object] = lambda _count: None
    stopped: Callable[[], bool] = lambda: False

    def write(self, track: Track) -> FileReport:
        """Write one of them; one that is there is replaced.

        Raises:
            LostSoundError: a unit must be made again.
            Stopped: it isn't wanted any more.
            SpeechError: it can't be written.
        """
        settings = self.job.settings
        gain = self._levels(track).gain if settings.acx else 0.0
        said, file, level, meter = _Said(), None, None, None
        try:
            for ready in self._sound(track, said):
                if file is None:
                    rate = ready.chunk.sample_rate
                    track.path.parent.mkdir(parents=True, exist_ok=True)
                    file = self._open(track, rate)
                    level = AcxLevel(rate, gain) if settings.acx else None
                    meter = AcxMeter(rate) if settings.acx else None
                samples = level.process(ready.chunk.samples) if level else ready.chunk.samples
                if meter:
                    meter.write(samples)
                file.write(samples)
                if settings.captions:
                    said.note(ready)
            if file is None:
                raise EmptyTextError(
                    f"Nothing of “{track.path.name}” could be said.",
                    hint=f"tts-tui jobs show {self.job.id} tells why.",
                )
            if level and meter:
                rest = level.flush()
                meter.write(rest)
                file.write(rest)
            for title, start in said.marks if FORMATS[settings.format].chapters else ():
                file.mark_chapter(title, start)
            if track.if_exists == "rename":  # a kill after the file has its name and before that is told
                self.jobs.put_output(self.job.id, track.chapters[0].number, free_name(track.path), "")
            path = file.commit()
        except SaveError:  # which says where the part is kept
            raise
        except BaseException:
            if file:
                file.discard()  # the sounds are kept: it is written anew
            raise
        captions = tuple(self._captions(track, path, said, file))
        return FileReport(
            path,
            file.seconds_saved,
            tuple(said.marks),
            file.loudness.integrated if file.loudness else None,
            meter.result() if meter else None,
            captions,
        )

    def sound_digest(self, track: Track) -> tuple[str, int]:
        """The hash of a track's samples before any codec, and how many there are."""
        digest, frames = hashlib.sha256(), 0
        for ready in self._sound(track, _Said()):
            digest.update(ready.chunk.samples.astype("<f4").tobytes())
            frames += len(ready.chunk.samples)
        return digest.hexdigest(), frames

    def _levels(self, track: Track) -> AcxLevels:
        meter: AcxMeter | None = None
        for ready in self._sound(track, _Said()):
            meter = meter or AcxMeter(ready.chunk.sample_rate)
            meter.write(ready.chunk.samples)
        return (meter or AcxMeter(1)).result()

    def _sound(self, track: Track, said: _Said) -> Iterator[ChunkReady]:
        """The sound of all of its sentences, with their pauses."""
        tally = Tally(0)
        assembler = Assembler(self.model, self.job.settings.speed, tally)
        sounds = self.jobs.sounds(self.job.id)
        base = written = 0
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
                    for result in (kept.chunk, Ended()):
                        for event in assembler.add(call, result):
                            if not isinstance(event, ChunkReady):
                                continue
                            if not marked and event.segment is call.segment:
                                said.marks.append((_title(chapter), event.start))
                                marked = True
                            yield event
                written += 1
                self.tell(written)
            base += len(chapter.text) + len(BETWEEN)

    def _open(self, track: Track, sample_rate: int) -> AudioFile:
        settings = self.job.settings
        cover = b""
        if settings.cover and FORMATS[settings.format].cover:
            cover = (self.jobs.sounds(self.job.id).folder / COVER).read_bytes()
        return AudioFile(
            track.path,
            sample_rate,
            format=FORMATS[settings.format],
            if_exists=track.if_exists,
            bit_rate=settings.bit_rate,
            out_rate=settings.sample_rate,
            tags=track.tags,
            cover=cover,
            effects=effects_of(settings.effects),
        )

    def _captions(self, track: Track, path: Path, said: _Said, file: AudioFile) -> Iterator[Path]:
        if not (kinds := self.job.settings.captions):
            return
        text = BETWEEN.join(chapter.text for chapter in track.chapters)
        words = words_in_file(said.words, file.shift, file.seconds_saved)
        for kind in kinds:
            content = sidecar(
                kind, words, text, said.timing or "estimated", self.job.settings.language, "plain"
            )
            yield save_text(path.with_suffix(EXTENSIONS[kind]), content, track.if_exists)


def effects_of(effects: Mapping[str, bool | float | None]) -> Effects:
    """Those of a job's settings."""
    return msgspec.convert(dict(effects), Effects)


def _title(chapter: JobChapter) -> str:
    return chapter.title or f"Chapter {chapter.number}"
