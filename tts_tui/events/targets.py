"""Where a take is to be saved, and what to call it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from tts_tui.audio.formats import FORMATS
from tts_tui.events.tts_events import Choice

FORMAT_CHOICES = [Choice(f"{each.name:<4}  {each.title}", each.name) for each in FORMATS.values()]


@dataclass(frozen=True, slots=True)
class SaveTarget:
    """A file to be.

    Attributes:
        audio_format: a name in `audio.formats.FORMATS`.
        overwrite: the user saw that the file exists, and said so.
    """

    folder: Path
    name: str
    audio_format: str
    overwrite: bool = False

    @property
    def path(self) -> Path:
        return self.folder / self.name

    @property
    def exists(self) -> bool:
        return bool(self.name) and self.path.exists()

    def in_format(self, audio_format: str) -> SaveTarget:
        """The same with another format, its name with the extension that fits."""
        name = Path(self.name).stem + FORMATS[audio_format].extension
        return replace(self, audio_format=audio_format, name=name)

    def free(self) -> SaveTarget:
        """The same, numbered if a file of this name exists: "name (2).mp3"."""
        from tts_tui.audio.saving.names import numbered  # its package brings numpy and PyAV

        return replace(self, name=next(path for path in numbered(self.path) if not path.exists()).name)


def target_for(text: str, folder: Path, audio_format: str) -> SaveTarget:
    """A free name made of the first words of the text."""
    from tts_tui.audio.saving.names import safe_name

    words = " ".join(text[:200].split()[:6])[:48].rstrip(" .,;:!?-")
    return SaveTarget(folder, safe_name(words, FORMATS[audio_format].extension), audio_format).free()
