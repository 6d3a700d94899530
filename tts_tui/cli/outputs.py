"""What is to become of the audio: played, saved, written to a pipe, subtitled."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.audio.encoders import Encoder, Tags, open_encoder
from tts_tui.audio.formats import AudioFormat, format_for
from tts_tui.audio.saving import AudioFile, IfExists, Output, save_text
from tts_tui.audio.saving.target import checked_target
from tts_tui.audio.sidecars import SIDECARS
from tts_tui.speech.errors import SaveError, UsageError

if TYPE_CHECKING:
    from tts_tui.library.settings import AudioSettings
    from tts_tui.pipeline.sinks import WordsSink
    from tts_tui.speech.request import SpeechRequest

_ANY_RATE = 24_000
_TITLE = 80  # characters of the text that name the recording
_LYRICS = 20_000  # longer texts are books, and no tag


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the options ask for.

    Attributes:
        path: the file to save; None if none.
        pipe: the audio goes to stdout.
        play: it is heard.
        format: of the file or the pipe.
        bit_rate: bits per second; None is the format's default.
        if_exists: what to do where a file is already.
        sidecars: files of the word times, by `SIDECARS` name.
    """

    path: Path | None
    pipe: bool
    play: bool
    format: AudioFormat
    bit_rate: int | None
    if_exists: IfExists
    sidecars: Mapping[str, Path]

    def check(self) -> None:
        """Find out now what could only fail after the text was spoken.

        Raises:
            SpeechError: a file can't be written, or is there already.
        """
        if self.path:
            AudioFile(
                self.path, _ANY_RATE, format=self.format, if_exists=self.if_exists, bit_rate=self.bit_rate
            ).discard()
        for path in self.sidecars.values():
            checked_target(path, self.if_exists)

    def open_file(self, sample_rate: int, request: SpeechRequest) -> AudioFile:
        """The file to save."""
        assert self.path is not None
        return AudioFile(
            self.path,
            sample_rate,
            format=self.format,
            if_exists=self.if_exists,
            bit_rate=self.bit_rate,
            tags=_tags(request),
        )

    def open_pipe(self, sample_rate: int, request: SpeechRequest) -> Encoder:
        """The encoder on stdout."""
        return open_encoder(
            _Stdout.pipe(), self.format, sample_rate, bit_rate=self.bit_rate, tags=_tags(request)
        )

    def save_words(self, words: WordsSink, text: str) -> None:
        """Write the subtitles and timings.

        Raises:
            SaveError: one can't be written.
        """
        for kind, path in self.sidecars.items():
            save_text(path, SIDECARS[kind](words.words, text, words.timing or "estimated"), self.if_exists)


class _Stdout(Output):
    """Says in our words why it can't be written; a reader that went away is no error."""

    def write(self, data: bytes) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise SaveError(f"stdout can't be written: {error.strerror}.") from error


def outputs_of(
    *,
    out: str | None,
    format: str | None,
    play: bool | None,
    force: bool,
    sidecars: Mapping[str, Path | None],
    usual: AudioSettings,
) -> Outputs:
    """What the options mean.

    Args:
        out: a file's name, or "-" for stdout.
        play: None plays exactly if nothing is saved.

    Raises:
        UsageError: they contradict each other.
    """
    pipe = out == "-"
    path = Path(out).expanduser() if out and not pipe else None
    chosen = format_for(format) if format else format_for(path) if path else format_for(usual.format)
    if pipe and sys.stdout.isatty():
        raise UsageError("Audio doesn't go to a terminal.", hint="tts-tui say -o - … | aplay")
    if pipe and not chosen.streamable:
        raise UsageError(
            f"{chosen.name} can't be written to a pipe.",
            hint="Add --format with wav, mp3, opus, flac, aac or pcm.",
        )
    return Outputs(
        path=path,
        pipe=pipe,
        play=out is None if play is None else play,
        format=chosen,
        bit_rate=usual.bit_rate * 1000 if usual.bit_rate and chosen.bit_rates else None,
        if_exists="overwrite" if force else "error",
        sidecars={kind: file for kind, file in sidecars.items() if file is not None},
    )


def _tags(request: SpeechRequest) -> Tags:
    return Tags(
        title=" ".join(request.text[: 4 * _TITLE].split())[:_TITLE],
        voice=request.voice,
        model=request.model,
        provider=request.provider,
        text=request.text if len(request.text) <= _LYRICS else "",
    )
