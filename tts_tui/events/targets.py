"""Where a take is to be saved, and what to call it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.audio.files.format_names import extension_of, format_named_by, says_other
from tts_tui.audio.files.formats import FORMATS
from tts_tui.events.tts_events import Choice
from tts_tui.store.user_paths import exists, expanded

if TYPE_CHECKING:
    from tts_tui.audio.effects import Effects
    from tts_tui.studio.rendition import Rendition

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

USUAL_SAMPLE_RATE = 24_000
"""Hz of most engines."""

CAPTIONS = {"srt": ".srt", "vtt": ".vtt", "lrc": ".lrc", "ass": ".ass", "timings": ".json"}
"""Files of the words, and how their names end."""

FADE_SECONDS = 0.5

# with the marks that Hindi's vowels are
_WORD = re.compile(r"(?:\w|[\u0300-\u036f\u0900-\u0d7f])+")

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
        captions: files of the words beside it, too, by the names in `CAPTIONS`.
        title: in the file; empty is the text's beginning.
        cover: the file of a picture that is stored in it, where its format has room for one; empty for none.
        overwrite: the user saw that a file exists, and said so.
        unnumbered: what `free` had to put a number to; empty where it hadn't, or the user chose the name since.
    """

    folder: Path
    name: str
    audio_format: str
    bit_rate: int = 0
    sample_rate: int = 0
    level: str = ""
    trim: bool = False
    fades: bool = False
    captions: frozenset[str] = frozenset()
    title: str = ""
    cover: str = ""
    overwrite: bool = False
    unnumbered: str = ""

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
    def rendition(self) -> Rendition:
        """The same for those who write it. Blocks where there is a cover.

        Raises:
            UsageError: the cover can't be read.
        """
        from tts_tui.audio.files.covers import read_cover
        from tts_tui.studio.rendition import Rendition  # numpy and PyAV

        format = FORMATS[self.audio_format]
        return Rendition(
            format=format,
            path=self.path,
            if_exists="overwrite" if self.overwrite else "error",
            bit_rate=self.bit_rate * 1000 or None,
            sample_rate=self.sample_rate or None,
            effects=self.effects,
            title=" ".join(self.title.split()) if format.tags else "",
            cover=read_cover(self.folder / expanded(self.cover)) if self.cover and format.cover else b"",
            captions=self.caption_paths,
        )

    @property
    def caption_paths(self) -> dict[str, Path]:
        """The files of the words by name."""
        return {name: self.path.with_suffix(end) for name, end in CAPTIONS.items() if name in self.captions}

    @property
    def existing_path(self) -> Path | None:
        """The first file that is there already, None if there is none."""
        paths = (self.path, *self.caption_paths.values())
        return next((path for path in paths if self.name and exists(path)), None)

    def in_format(self, audio_format: str) -> SaveTarget:
        """The same with another format at its own rates, its name with the extension that fits.

        A name that was only numbered because one is taken begins again: the other extension may be free.
        """
        name = self.unnumbered or self.name
        name = name.removesuffix(extension_of(name)) + FORMATS[audio_format].extension
        named = replace(self, audio_format=audio_format, bit_rate=0, sample_rate=0, name=name, unnumbered="")
        return named.free() if self.unnumbered else named

    def renamed(self, name: str) -> SaveTarget:
        """The same under a name of the user's: its extension says the format, one without is given the format's."""
        if not name or name == self.name:
            return replace(self, name=name)
        target = self
        if not extension_of(name):
            name += FORMATS[self.audio_format].extension
        elif (named := format_named_by(name)) and says_other(name, FORMATS[self.audio_format]):
            target = self.in_format(named.name)
        return replace(target, name=name, unnumbered="")

    def free(self) -> SaveTarget:
        """The same, numbered if a file of this name exists: "name-2.mp3"."""
        from tts_tui.audio.files.saving.names import numbered  # its package brings numpy and PyAV

        names = (replace(self, name=path.name) for path in numbered(self.path))
        found = next(target for target in names if target.existing_path is None)
        before = self.unnumbered or self.name
        return replace(found, unnumbered=before if found.name != before else "")


def bit_rate_choices(audio_format: str, sample_rate: int = 0) -> list[Choice]:
    """The bit rates that a format has at a sample rate (Hz; 0 is as made), its own first; empty if it has none."""
    each = FORMATS[audio_format]
    if not each.bit_rates:
        return []
    low, high = each.bit_rate_limits(sample_rate or USUAL_SAMPLE_RATE)
    usual = f"{(each.default_bit_rate or 0) // 1000} kbit/s, as usual"
    return [
        Choice(usual, "0"),
        *(
            Choice(f"{rate // 1000} kbit/s", f"{rate // 1000}")
            for rate in each.bit_rates
            if low <= rate <= high
        ),
    ]


def sample_rate_choices(audio_format: str) -> list[Choice]:
    """The sample rates that a format has, the audio's own first."""
    rates = FORMATS[audio_format].sample_rates or USUAL_RATES
    return [
        Choice("sample rate as made", "0"),
        *(Choice(f"{rate / 1000:g} kHz", f"{rate}") for rate in rates),
    ]


def target_for(text: str, like: SaveTarget) -> SaveTarget:
    """A free name made of the first words of the text, which a shell takes as it is; all else like another target,
    whose bit rate may not fit."""
    from tts_tui.audio.files.saving.names import safe_name
    from tts_tui.text.readable import readable

    words = _WORD.findall((readable(text[:400]).text or text[:400]).replace("'", "").replace("’", ""))
    name = safe_name("-".join(words[:6])[:48].rstrip("-"), FORMATS[like.audio_format].extension)
    format = FORMATS[like.audio_format]
    low, high = format.bit_rate_limits(like.sample_rate or USUAL_SAMPLE_RATE)
    fits = bool(format.bit_rates) and low <= like.bit_rate * 1000 <= high
    return replace(like, name=name, bit_rate=like.bit_rate if fits else 0, title="", overwrite=False).free()
