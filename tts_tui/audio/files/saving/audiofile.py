"""Save audio so that nothing is lost and nothing is written over."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tts_tui.audio.effects import EffectChain, Effects
from tts_tui.audio.files.encoders import ChapterMark, Encoder, Tags, open_encoder
from tts_tui.audio.files.encoders.finish import check_cover, finish, needs_finishing
from tts_tui.audio.files.encoders.wav import WavEncoder
from tts_tui.audio.files.format_names import check_name, format_for
from tts_tui.audio.files.formats import FORMATS, AudioFormat
from tts_tui.audio.files.saving.commit import commit_beside, sync_file
from tts_tui.audio.files.saving.descriptor import Descriptor
from tts_tui.audio.files.saving.names import finishing_of
from tts_tui.audio.files.saving.recording import Recording
from tts_tui.audio.files.saving.target import IfExists, checked_target
from tts_tui.audio.files.saving.trouble import save_error
from tts_tui.audio.files.wavstream import read_wav
from tts_tui.audio.gain import amplify
from tts_tui.audio.loudness import Loudness, LoudnessMeter
from tts_tui.speech.errors import SaveError

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples


class AudioFile:
    """A file that appears under its name only when it is complete.

    Until then it is `name.part` beside it, which decodes up to the last second even after SIGKILL. Used as a
    context manager it keeps the part if the block ends without `commit`.

    With a target loudness the recording is first kept as it is (32-bit float WAV, also a part), since the gain
    is known only at its end.

    Attributes:
        loudness: of what was committed, before the codec, if there was a target: the true peak may have kept it
            below that.
    """

    def __init__(
        self,
        path: Path,
        sample_rate: int,
        *,
        format: AudioFormat | None = None,
        if_exists: IfExists = "error",
        bit_rate: int | None = None,
        out_rate: int | None = None,
        tags: Tags | None = None,
        cover: bytes = b"",
        effects: Effects | None = None,
        on_part: Callable[[Path], object] | None = None,
    ) -> None:
        """Check everything that can be checked now, and create the part.

        Args:
            path: the final file.
            sample_rate: Hz of the samples that will be given.
            format: by the path's extension if left out.
            bit_rate: bits per second.
            out_rate: Hz in the file.
            cover: a JPEG or PNG image, for the formats that hold one.
            on_part: told of each part as soon as it is there.

        Raises:
            UsageError: the format, a rate or the cover is wrong, or the name is that of another format.
            FileExistsAlreadyError: the file exists, and `if_exists` is "error".
            SaveError: it can't be written there.
        """
        self.format = format or format_for(path)
        check_name(path, self.format)
        self.sample_rate = sample_rate
        self._target = checked_target(path, if_exists)
        self._if_exists = if_exists
        self._effects = effects or Effects()
        self._chain = EffectChain(self._effects, sample_rate)
        self._cover = cover
        self._on_part = on_part
        self._marks: list[tuple[str, float]] = []
        self._frames = 0
        self._done = False
        self.loudness: Loudness | None = None
        if cover:
            check_cover(cover)

        self._final_encoder = lambda output: open_encoder(
            output, self.format, sample_rate, bit_rate=bit_rate, out_rate=out_rate, tags=tags
        )
        self._meter = LoudnessMeter(sample_rate) if self._effects.loudness is not None else None
        if self._meter:
            self._recording = Recording(self._target.with_suffix(".wav"), self._spool_encoder, on_part)
        else:
            self._recording = Recording(self._target, self._final_encoder, on_part)

    @property
    def seconds(self) -> float:
        """Seconds given so far, before effects."""
        return self._frames / self.sample_rate

    @property
    def shift(self) -> float:
        """Seconds by which the file's sound comes earlier than it was given (silence trimmed off the start)."""
        return self._chain.shift

    @property
    def limited(self) -> float:
        """Decibels that a gain was held back by at most, so that it doesn't clip; certain once it is committed."""
        return self._chain.limited

    @property
    def seconds_saved(self) -> float:
        """Seconds in the file, after effects; certain once it is committed."""
        return self._recording.seconds

    @property
    def part(self) -> Path:
        """Where the recording is until it is committed."""
        return self._recording.part

    def mark_chapter(self, title: str, start: float | None = None) -> None:
        """A chapter begins `start` seconds into what is given; with the next sample if left out."""
        self._marks.append((title, self.seconds if start is None else start))

    def write(self, samples: Samples) -> None:
        """Take samples, float32 mono, shape (frames,).

        Raises:
            SaveError: the disk is full or fails; the message says what was kept and where.
        """
        self._frames += len(samples)
        self._record(self._chain.process(samples))

    def commit(self, spoken: Callable[[], str] = str) -> Path:
        """Complete the file and give it its name.

        Args:
            spoken: the text with its times, for the formats that hold it; asked once `shift` and `seconds_saved` are
                certain.

        Returns:
            Where it is: not the path asked for if that was taken in the meantime, since nothing is lost or
            written over.

        Raises:
            SaveError: it can't be completed; the message says what was kept and where.
        """
        self._done = True
        self._record(self._chain.flush())
        self._recording.complete()
        recordings = [self._recording]
        try:
            if self._meter:
                recordings.append(self._at_loudness(self._recording.part, self._meter))
            steps = [recording.part for recording in recordings]
            chapters = self._chapters(self._recording.seconds)
            text = spoken() if self.format.spoken else ""
            if needs_finishing(self.format, chapters, self._cover, text):
                steps.append(self._finished(steps[-1], chapters, text))
            final = self._give_name(steps.pop())
            for part in steps:  # each step was left until the file had its name
                with suppress(OSError):  # the file is whole: `doctor` finds what is left beside it
                    part.unlink()
        finally:
            for recording in recordings:
                recording.close()
        return final

    def keep(self) -> Path | None:
        """Leave what there is as a part that plays, and return where; None if there was no sound in it."""
        self._done = True
        with suppress(SaveError):  # of what the effects still hold: the rest is kept all the same
            if not self._recording.closed:
                self._record(self._chain.flush())
        return self._recording.keep()

    def discard(self) -> None:
        """Leave nothing."""
        self._done = True
        self._recording.discard()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._done:
            self.keep()

    def _record(self, samples: Samples) -> None:
        self._recording.write(samples)  # first, since it refuses what the meter couldn't take
        if self._meter:
            self._meter.write(samples)

    def _spool_encoder(self, output: Descriptor) -> Encoder:
        return WavEncoder(output, FORMATS["wav"], self.sample_rate, self.sample_rate, as_float=True)

    def _at_loudness(self, spool: Path, meter: LoudnessMeter) -> Recording:
        """Encode the spooled recording with the gain that its measured loudness asks for."""
        assert self._effects.loudness is not None
        measured = meter.result()
        gain = measured.gain_to(self._effects.loudness, self._effects.true_peak)
        self.loudness = Loudness(measured.integrated + gain, measured.true_peak + gain)
        recording: Recording | None = None
        try:
            recording = Recording(self._target, self._final_encoder, self._on_part)
            for _, samples in read_wav(spool):
                recording.write(amplify(samples, gain))
            recording.complete()
        except SaveError as error:  # of the two parts the spool is the whole one
            if recording:
                recording.discard()
            raise self._failed(error.__cause__, spool) from error
        return recording

    def _chapters(self, seconds: float) -> list[ChapterMark]:
        """The marks as chapters, in seconds of the file."""
        titles = [title for title, _ in self._marks]
        starts = [min(max(0.0, start - self.shift), seconds) for _, start in self._marks]
        if starts:  # chapters cover the whole: MP4 players take the first to begin at 0 in any case
            starts[0] = 0.0
        return [ChapterMark(*each) for each in zip(titles, starts, [*starts[1:], seconds], strict=False)]

    def _finished(self, part: Path, chapters: list[ChapterMark], spoken: str) -> Path:
        finished = finishing_of(part)
        try:
            finish(part, finished, self.format, chapters=chapters, cover=self._cover, spoken=spoken)
            sync_file(finished)
        except OSError as error:
            finished.unlink(missing_ok=True)
            raise self._failed(error, part) from error
        return finished

    def _give_name(self, part: Path) -> Path:
        try:
            return commit_beside(part, self._target, overwrite=self._if_exists == "overwrite")
        except OSError as error:
            raise self._failed(error, part) from error

    def _failed(self, error: BaseException | None, partial: Path) -> SaveError:
        assert isinstance(error, OSError)
        return save_error(error, self._target, partial=partial, seconds=self._recording.seconds)
