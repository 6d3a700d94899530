"""What is to become of the audio: played, saved, written to a pipe, subtitled."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tts_tui.audio.files.encoders import Encoder, Tags, open_encoder
from tts_tui.audio.files.format_names import check_name, format_for
from tts_tui.audio.files.formats import AudioFormat
from tts_tui.audio.files.saving import AudioFile, IfExists, Output, save_text
from tts_tui.audio.files.saving.target import checked_target
from tts_tui.audio.files.sidecars import words_in_file
from tts_tui.cli.sound_options import SoundOptions
from tts_tui.speech.errors import SaveError, UsageError
from tts_tui.store.user_paths import expanded
from tts_tui.studio.captions import sidecar
from tts_tui.studio.recording import tags_of

if TYPE_CHECKING:
    from tts_tui.speech.request import SpeechRequest
    from tts_tui.store.settings import AudioSettings
    from tts_tui.studio.sinks import WordsSink

_ANY_RATE = 24_000


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
        sound: what else was asked about the sound.
        cover: a JPEG or PNG image, empty for none.
    """

    path: Path | None
    pipe: bool
    play: bool
    format: AudioFormat
    bit_rate: int | None
    if_exists: IfExists
    sidecars: Mapping[str, Path]
    sound: SoundOptions
    cover: bytes

    def check(self) -> None:
        """Find out now what could only fail after the text was spoken.

        Raises:
            SpeechError: a file can't be written, or is there already.
        """
        if self.path:
            self._audio_file(self.path, _ANY_RATE).discard()
        else:
            out_rate = self.format.pick_sample_rate(_ANY_RATE, self.sound.sample_rate)
            self.format.pick_bit_rate(self.bit_rate, out_rate)
        for path in self.sidecars.values():
            checked_target(path, self.if_exists)

    def open_file(self, sample_rate: int, request: SpeechRequest) -> AudioFile:
        """The file to save."""
        assert self.path is not None
        return self._audio_file(self.path, sample_rate, self._tags(request))

    def open_pipe(self, sample_rate: int, request: SpeechRequest) -> Encoder:
        """The encoder on stdout."""
        return open_encoder(
            _Stdout.pipe(),
            self.format,
            sample_rate,
            bit_rate=self.bit_rate,
            out_rate=self.sound.sample_rate,
            tags=self._tags(request),
        )

    def save_words(self, words: WordsSink, text: str, made: Trimmed | None) -> None:
        """Write the subtitles and timings.

        Args:
            made: what they are for, None if it is as long as the speech.

        Raises:
            SaveError: one can't be written.
        """
        placed = words_in_file(words.words, made.shift, made.seconds) if made else words.words
        for kind, path in self.sidecars.items():
            save_text(path, sidecar(kind, placed, text, words.timing or "estimated"), self.if_exists)

    def _audio_file(self, path: Path, sample_rate: int, tags: Tags | None = None) -> AudioFile:
        return AudioFile(
            path,
            sample_rate,
            format=self.format,
            if_exists=self.if_exists,
            bit_rate=self.bit_rate,
            out_rate=self.sound.sample_rate,
            tags=tags,
            cover=self.cover,
            effects=self.sound.effects,
        )

    def _tags(self, request: SpeechRequest) -> Tags:
        return tags_of(request, title=self.sound.title)


class Trimmed(Protocol):
    """What was made of the speech, perhaps shorter than it."""

    @property
    def shift(self) -> float:
        """Seconds by which everything comes earlier in it."""

    @property
    def seconds(self) -> float:
        """How long it is."""


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
    sound: SoundOptions,
    usual: AudioSettings,
) -> Outputs:
    """What the options mean.

    Args:
        out: a file's name, or "-" for stdout.
        play: None plays exactly if nothing is saved.

    Raises:
        UsageError: they contradict each other, or the file's name.
    """
    pipe = out == "-"
    path = expanded(out) if out and not pipe else None
    chosen = format_for(format) if format else format_for(path) if path else format_for(usual.format)
    if path:
        check_name(path, chosen)
    if pipe and sys.stdout.isatty():
        raise UsageError("Audio doesn't go to a terminal.", hint="tts-tui say -o - … | aplay")
    if pipe and not chosen.streamable:
        raise UsageError(
            f"{chosen.name} can't be written to a pipe.",
            hint="Add --format with wav, mp3, opus, flac, aac or pcm.",
        )
    sound.check(chosen, to_file=path is not None, to_pipe=pipe)
    bit_rate = sound.bit_rate or (usual.bit_rate if chosen.bit_rates else 0)
    return Outputs(
        path=path,
        pipe=pipe,
        play=out is None if play is None else play,
        format=chosen,
        bit_rate=bit_rate * 1000 or None,
        if_exists="overwrite" if force else "error",
        sidecars={kind: file for kind, file in sidecars.items() if file is not None},
        sound=sound,
        cover=sound.cover_image(),
    )
