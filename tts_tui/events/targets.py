"""Where a take is to be saved, and what to call it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.audio.formats import FORMATS
from tts_tui.events.tts_events import Choice
from tts_tui.library.user_paths import exists, expanded

if TYPE_CHECKING:
    from tts_tui.audio.effects import Effects

LEVEL_CHOICES = [
    Choice("as it is", ""),
    Choice("−16 LUFS, usual for podcasts", "-16 LUFS"),
    Choice("−14 LUFS, usual for music services", "-14 LUFS"),
    Choice("−19 LUFS, usual for audiobooks", "-19 LUFS"),
    Choice("−23 LUFS, broadcast (EBU R 128)", "-23 LUFS"),
    Choice("another loudness …", "LUFS"),
    Choice("a gain …", "dB"),
]
"""A loudness of the whole, peaks at -1 dBTP at most, or a gain. The last two take a number before their unit."""

LEVEL_RANGES = {"LUFS": (-70.0, 0.0), "dB": (-60.0, 60.0)}
"""By unit: least and most."""

USUAL_RATES = (8000, 16_000, 22_050, 24_000, 44_100, 48_000)
"""Hz offered for formats that take any."""

FADE_SECONDS = 0.5

FORMAT_CHOICES = [Choice(f"{each.name:<4}  {each.title}", each.name) for each in FORMATS.values()]


@dataclass(frozen=True, slots=True)
class SaveTarget:
    """A file to be.

    Attributes:
        audio_format: a name in `audio.formats.FORMATS`.
        bit_rate: kbit/s; 0 is the format's default.
        sample_rate: Hz; 0 is the audio's own, or the next that the format has.
        level: such as "-16 LUFS" or "3 dB"; empty leaves it.
        trim: cut the silence off both ends.
        fades: fade in at the start and out at the end, over `FADE_SECONDS`.
        subtitles: an SRT file beside it too.
        overwrite: the user saw that a file exists, and said so.
    """

    folder: Path
    name: str
    audio_format: str
    bit_rate: int = 0
    sample_rate: int = 0
    level: str = ""
    trim: bool = False
    fades: bool = False
    subtitles: bool = False
    overwrite: bool = False

    @property
    def path(self) -> Path:
        return self.folder / expanded(self.name)

    @property
    def missing_folder(self) -> Path | None:
        """The folder that has to be made first, None if it is there."""
        folder = self.path.parent
        return None if exists(folder) else folder

    @property
    def effects(self) -> Effects:
        """What to do to the sound."""
        from tts_tui.audio.effects import Effects  # numpy

        amount, _, unit = self.level.partition(" ")
        fade = FADE_SECONDS if self.fades else 0.0
        return Effects(
            trim=self.trim,
            gain=float(amount) if unit == "dB" else 0.0,
            fade_in=fade,
            fade_out=fade,
            loudness=float(amount) if unit == "LUFS" else None,
        )

    @property
    def subtitles_path(self) -> Path:
        return self.path.with_suffix(".srt")

    @property
    def taken(self) -> Path | None:
        """The first file that is there already, None if there is none."""
        paths = [self.path, self.subtitles_path] if self.subtitles else [self.path]
        return next((path for path in paths if self.name and exists(path)), None)

    def in_format(self, audio_format: str) -> SaveTarget:
        """The same with another format at its own rates, its name with the extension that fits."""
        name = Path(self.name).stem + FORMATS[audio_format].extension
        return replace(self, audio_format=audio_format, bit_rate=0, sample_rate=0, name=name)

    def free(self) -> SaveTarget:
        """The same, numbered if a file of this name exists: "name (2).mp3"."""
        from tts_tui.audio.saving.names import numbered  # its package brings numpy and PyAV

        names = (replace(self, name=path.name) for path in numbered(self.path))
        return next(target for target in names if target.taken is None)


def bit_rate_choices(audio_format: str) -> list[Choice]:
    """The bit rates that a format has, its own first; empty if it has none."""
    each = FORMATS[audio_format]
    if not each.bit_rates:
        return []
    usual = f"{(each.default_bit_rate or 0) // 1000} kbit/s, as usual"
    return [
        Choice(usual, "0"),
        *(Choice(f"{rate // 1000} kbit/s", f"{rate // 1000}") for rate in each.bit_rates),
    ]


def sample_rate_choices(audio_format: str) -> list[Choice]:
    """The sample rates that a format has, the audio's own first."""
    rates = FORMATS[audio_format].sample_rates or USUAL_RATES
    return [
        Choice("sample rate as made", "0"),
        *(Choice(f"{rate / 1000:g} kHz", f"{rate}") for rate in rates),
    ]


def target_for(text: str, like: SaveTarget) -> SaveTarget:
    """A free name made of the first words of the text; all else like another target, whose bit rate may not fit."""
    from tts_tui.audio.saving.names import safe_name

    words = " ".join(text[:200].split()[:6])[:48].rstrip(" .,;:!?-")
    name = safe_name(words, FORMATS[like.audio_format].extension)
    rates = FORMATS[like.audio_format].bit_rates
    fits = bool(rates) and rates[0] <= like.bit_rate * 1000 <= rates[-1]
    return replace(like, name=name, bit_rate=like.bit_rate if fits else 0, overwrite=False).free()
