"""From the sound of sentences to files: in order, levelled, marked, with their words.

It blocks, and holds one sentence at a time however long the book is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec

from tts_tui.audio.acx import CEILING, HIGHEST_PEAK, AcxLevel, AcxLevels, AcxMeter
from tts_tui.audio.effects import Effects
from tts_tui.audio.files.decode import decoded_blocks
from tts_tui.audio.files.formats import FORMATS
from tts_tui.audio.files.saving import AudioFile, free_name, save_text
from tts_tui.audio.files.sidecars import words_in_file
from tts_tui.speech.errors import EmptyTextError, SaveError
from tts_tui.speech.events import ChunkReady
from tts_tui.store.job_rows import RenderJob
from tts_tui.store.job_sounds import COVER
from tts_tui.studio.captions import sidecar
from tts_tui.studio.render.dubbing import dubbed
from tts_tui.studio.render.part_files import PartFiles
from tts_tui.studio.render.planning import BETWEEN
from tts_tui.studio.render.report import FileReport
from tts_tui.studio.render.said import Said, clips_in_file
from tts_tui.studio.render.sounding import Sounding
from tts_tui.studio.render.synchronised import spoken_json
from tts_tui.studio.render.tracks import Track

EXTENSIONS: Mapping[str, str] = {
    "srt": ".srt",
    "vtt": ".vtt",
    "lrc": ".lrc",
    "ass": ".ass",
    "timings": ".json",
}
"""Of the files beside the sound, by `SIDECARS` name."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, and what is said in it."""

    path: Path
    file: AudioFile
    said: Said


@dataclass(frozen=True, slots=True)
class Assembly:
    """Writes the files of one job, of the sounds that are read.

    Attributes:
        parts: hears what is under way beside them.
    """

    sounding: Sounding
    parts: PartFiles

    @property
    def job(self) -> RenderJob:
        return self.sounding.job

    def write(self, track: Track) -> FileReport:
        """Write one of them; one that is there is replaced.

        Raises:
            LostSoundError: a unit must be made again.
            Stopped: it isn't wanted any more.
            SpeechError: it can't be written.
        """
        written, levels = self._at_level(track) if self.job.settings.acx else (self.sound_file(track), None)
        file = written.file
        return FileReport(
            written.path,
            file.seconds_saved,
            tuple(written.said.marks),
            file.loudness.integrated if file.loudness else None,
            levels,
            tuple(self._captions(track, written)),
            news=tuple(_news(written.said)),
        )

    def sound_file(self, track: Track, gain: float | None = None, ceiling: float = CEILING) -> Written:
        """Write its sound alone.

        Args:
            gain: dB that are put on it, its peaks held back; None leaves it.
            ceiling: dB that no sample passes then.

        Raises:
            LostSoundError, Stopped, SpeechError: as `write`.
        """
        said = Said()
        file: AudioFile | None = None
        level: AcxLevel | None = None
        try:
            for ready in self._chunks(track, said):
                if file is None:
                    rate = ready.chunk.sample_rate
                    track.path.parent.mkdir(parents=True, exist_ok=True)
                    file = self._open(track, rate)
                    level = None if gain is None else AcxLevel(rate, gain, ceiling)
                samples = ready.chunk.samples
                file.write(level.process(samples) if level else samples)
                if self._words_wanted:
                    said.note_words(ready)
            if file is None:
                raise EmptyTextError(
                    f"Nothing of “{track.path.name}” could be said.",
                    hint=f"tts-tui jobs show {self.job.id} tells why.",
                )
            if level:
                file.write(level.flush())
            for title, start in said.marks if FORMATS[self.job.settings.format].chapters else ():
                file.mark_chapter(title, start)
            if track.if_exists == "rename":  # a kill after the file has its name and before that is told
                self.sounding.jobs.put_output(
                    self.job.id, track.chapters[0].number, free_name(track.path), ""
                )
            path = file.commit(partial(self._spoken, track, file, said) if self._text_inside else str)
        except SaveError:  # which says where the part is kept
            raise
        except BaseException:
            if file:
                file.discard()  # the sounds are kept: it is written again
            raise
        return Written(path, file, said)

    def _chunks(self, track: Track, said: Said) -> Iterator[ChunkReady]:
        if self.job.settings.dub:
            return dubbed(self.sounding, track, said)
        return self.sounding.chunks(track, said)

    @property
    def _words_wanted(self) -> bool:
        return bool(self.job.settings.captions) or self._text_inside

    @property
    def _text_inside(self) -> bool:
        return FORMATS[self.job.settings.format].spoken and not self.job.settings.book

    def _at_level(self, track: Track) -> tuple[Written, AcxLevels]:
        """The file at the level of audiobook shops, as it is heard: a codec may raise its peaks again."""
        meter: AcxMeter | None = None
        for ready in self._chunks(track, Said()):
            meter = meter or AcxMeter(ready.chunk.sample_rate)
            meter.write(ready.chunk.samples)
        gain = (meter or AcxMeter(1)).result().gain
        written = self.sound_file(track, gain)
        levels = heard(written.path)
        if (excess := levels.peak - HIGHEST_PEAK) > 0:
            mine = replace(track, path=written.path, if_exists="overwrite")
            written = self.sound_file(mine, gain, CEILING - excess)
            levels = heard(written.path)
        return written, levels

    def _spoken(self, track: Track, file: AudioFile, said: Said) -> str:
        clips = clips_in_file(said.clips, file.shift, file.seconds_saved)
        moved = partial(words_in_file, shift=file.shift, seconds=file.seconds_saved)
        settings = self.job.settings
        return spoken_json(settings.title, track.chapters, clips, said.words, settings.manner, moved)

    def _open(self, track: Track, sample_rate: int) -> AudioFile:
        settings = self.job.settings
        cover = b""
        if settings.cover and FORMATS[settings.format].cover:
            cover = (self.sounding.jobs.sounds(self.job.id).folder / COVER).read_bytes()
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
            on_part=self.parts.note,
        )

    def _captions(self, track: Track, written: Written) -> Iterator[Path]:
        if not (kinds := self.job.settings.captions):
            return
        file, said = written.file, written.said
        text = BETWEEN.join(chapter.text for chapter in track.chapters)
        for kind in kinds:
            settings = self.job.settings
            content = sidecar(
                kind,
                words_in_file(said.words, file.shift, file.seconds_saved),
                text,
                said.timing or "estimated",
                settings.language,
                settings.manner,
                settings.cast,
            )
            yield save_text(
                written.path.with_suffix(EXTENSIONS[kind]), content, track.if_exists, self.parts.note
            )


def _news(said: Said) -> Iterator[str]:
    if said.quickened:
        which = "1 cue is" if said.quickened == 1 else f"{said.quickened} cues are"
        yield f"{which} said faster, to fit into {'its' if said.quickened == 1 else 'their'} time."
    yield from said.news


def heard(path: Path) -> AcxLevels:
    """The levels of a file, decoded as a player does."""
    meter: AcxMeter | None = None
    for samples, rate in decoded_blocks(path):
        meter = meter or AcxMeter(rate)
        meter.write(samples)
    return (meter or AcxMeter(1)).result()


def effects_of(effects: Mapping[str, bool | float | None]) -> Effects:
    """Those of a job's settings."""
    return msgspec.convert(dict(effects), Effects)
