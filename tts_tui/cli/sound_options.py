"""The options of `say` about the sound itself, and about what the file says of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tts_tui.cli.named_path import NamedPath
from tts_tui.cli.ranges import FloatRange
from tts_tui.speech.errors import UsageError

if TYPE_CHECKING:  # numpy comes with it
    from tts_tui.audio.effects import Effects
    from tts_tui.audio.files.formats import AudioFormat
    from tts_tui.store.settings import Preset


@dataclass(frozen=True, slots=True)
class SoundOptions:
    """What they ask for; None and empty leave it to the format, the settings or the text.

    Attributes:
        bit_rate: kbit/s.
        sample_rate: Hz in the file.
        loudness: LUFS of the whole.
        gain: dB.
        fade_in: seconds.
        fade_out: seconds.
        cover: an image's file.
    """

    bit_rate: int | None = None
    sample_rate: int | None = None
    loudness: float | None = None
    trim: bool = False
    gain: float = 0.0
    fade_in: float = 0.0
    fade_out: float = 0.0
    title: str = ""
    cover: Path | None = None

    @property
    def effects(self) -> Effects:
        from tts_tui.audio.effects import Effects

        return Effects(
            trim=self.trim,
            gain=self.gain,
            fade_in=self.fade_in,
            fade_out=self.fade_out,
            loudness=self.loudness,
        )

    def with_preset(self, preset: Preset, *, to_file: bool) -> SoundOptions:
        """The same, with what a preset says where the command line says nothing; loudness is a file's alone."""
        loudness = preset.loudness if to_file else None
        return replace(
            self,
            loudness=loudness if self.loudness is None else self.loudness,
            trim=self.trim or preset.trim,
            gain=self.gain or preset.gain,
            fade_in=self.fade_in or preset.fade_in,
            fade_out=self.fade_out or preset.fade_out,
        )

    def check(self, format: AudioFormat, *, to_file: bool, to_pipe: bool) -> None:
        """Refuse what would be asked for in vain.

        Raises:
            UsageError: it has no place in what is made.
        """
        if self.loudness is not None and not to_file:
            raise UsageError(
                "--loudness needs the whole recording; a stream is heard or read before it is complete.",
                hint="Save it with -o FILE, or use --gain DB.",
            )
        if self.cover and not (to_file and format.cover):
            raise UsageError(
                f"{format.name if to_file else 'A stream'} holds no cover.",
                hint="Save it with -o as mp3, flac, m4a or m4b.",
            )
        if self.title and not ((to_file or to_pipe) and format.tags):
            raise UsageError(
                f"{format.name if to_file or to_pipe else 'A stream'} holds no title.",
                hint="Save it with -o as wav, mp3, opus, flac, m4a or m4b.",
            )
        if not self.title.isprintable():  # also bytes that are no UTF-8
            raise UsageError(
                f"The title {self.title!r} holds what can't be read.", hint="Give it as plain text."
            )
        if (self.bit_rate or self.sample_rate) and not (to_file or to_pipe):
            raise UsageError(
                "Only what is saved has a bit rate and a sample rate to choose.", hint="Add -o FILE."
            )

    def cover_image(self) -> bytes:
        """The cover, empty if none is asked for.

        Raises:
            UsageError: it can't be read.
        """
        from tts_tui.audio.files.covers import read_cover

        return read_cover(self.cover) if self.cover else b""


_SECONDS = FloatRange(0, 3600)
_OPTIONS = (
    click.option(
        "--bit-rate", type=click.IntRange(1), metavar="KBIT", help="kbit/s of mp3, opus, aac and m4a."
    ),
    click.option(
        "--sample-rate", type=click.IntRange(4000, 384_000), metavar="HZ", help="Of the file or the pipe."
    ),
    click.option(
        "--loudness",
        type=FloatRange(-70, 0),
        metavar="LUFS",
        help="Bring the file to this loudness, peaks to -1 dBTP at most; -16 is usual for podcasts.",
    ),
    click.option("--trim", is_flag=True, help="Take the silence off both ends."),
    click.option(
        "--gain", type=FloatRange(-60, 60), default=0.0, metavar="DB", help="Louder, or softer below 0."
    ),
    click.option("--fade-in", type=_SECONDS, default=0.0, metavar="S", help="Seconds."),
    click.option("--fade-out", type=_SECONDS, default=0.0, metavar="S", help="Seconds."),
    click.option("--title", default="", metavar="T", help="In the file; else the text's beginning."),
    click.option(
        "--cover", type=NamedPath(path_type=Path), metavar="FILE", help="A JPEG or PNG in the file."
    ),
)


def sound_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options, together as one argument, `sound`."""

    @wraps(command)
    def gathered(**arguments: Any) -> Any:
        own = {field.name: arguments.pop(field.name) for field in fields(SoundOptions)}
        return command(sound=SoundOptions(**own), **arguments)

    decorated: Callable[..., Any] = gathered
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated
