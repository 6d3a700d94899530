"""What is to become of the audio: played, saved, written to a pipe, subtitled."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tts_tui.audio.files.encoders import Encoder, make_ready
from tts_tui.audio.files.format_names import check_name, format_for
from tts_tui.audio.files.saving import Descriptor
from tts_tui.cli.sound_options import SoundOptions
from tts_tui.speech.errors import SaveError, UsageError
from tts_tui.store.user_paths import expanded
from tts_tui.studio.rendition import Rendition

if TYPE_CHECKING:
    from tts_tui.store.settings import AudioSettings
    from tts_tui.studio.job import Job


class Destinations(Struct, frozen=True):
    """What the options ask for.

    Attributes:
        rendition: the file, the stream or the captions.
        pipe: the audio goes to stdout.
        play: it is heard.
    """

    rendition: Rendition
    pipe: bool
    play: bool

    def open_pipe(self, job: Job, sample_rate: int) -> Encoder:
        """The encoder on stdout."""
        return self.rendition.open_stream(_Stdout.pipe(), sample_rate, job.request, job.voice)


class _Stdout(Descriptor):
    """Says in our words why it can't be written; a reader that went away is no error."""

    def write(self, data: bytes) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise SaveError(f"stdout can't be written: {error.strerror}.") from error


def destinations_of(
    *,
    out: str | None,
    format: str | None,
    play: bool | None,
    force: bool,
    sidecars: Mapping[str, Path | None],
    sound: SoundOptions,
    usual: AudioSettings,
) -> Destinations:
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
    if out:
        make_ready(chosen)
    bit_rate = sound.bit_rate or (usual.bit_rate if chosen.bit_rates else 0)
    rendition = Rendition(
        format=chosen,
        path=path,
        if_exists="overwrite" if force else "error",
        bit_rate=bit_rate * 1000 or None,
        sample_rate=sound.sample_rate,
        effects=sound.effects,
        title=sound.title,
        cover=sound.cover_image(),
        captions={kind: file for kind, file in sidecars.items() if file is not None},
    )
    return Destinations(rendition, pipe, play=out is None if play is None else play)
