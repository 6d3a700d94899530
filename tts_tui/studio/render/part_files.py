"""What a job's run has under way beside its files, so that the next one removes what a kill left of it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from tts_tui.audio.files.saving.descriptor import is_held
from tts_tui.audio.files.saving.names import finishing_of
from tts_tui.store.job_sounds import JobSounds

_NAME = "parts"


@dataclass(slots=True)
class PartFiles:
    """The `.part` files that one job made, by name: those of others, which may be all that is left of something, stay.

    Attributes:
        folder: of the job.
    """

    folder: JobSounds
    _made: list[str] = field(default_factory=list)

    def note(self, part: Path) -> None:
        """It was made, and is ours.

        Raises:
            SaveError: that can't be kept.
        """
        self._made.append(str(part))
        self.folder.put_file(_NAME, msgspec.json.encode([os.fsencode(each) for each in self._made]))

    def sweep(self) -> None:
        """Remove what is left of all that was noted, and forget it: the sounds are kept, and it is written anew."""
        record = self.folder.folder / _NAME
        with suppress(OSError, msgspec.DecodeError):
            for name in msgspec.json.decode(record.read_bytes(), type=list[bytes]):
                part = Path(os.fsdecode(name))
                for each in (part, finishing_of(part)):
                    with suppress(OSError):
                        if not is_held(each):
                            each.unlink()
            record.unlink()
        self._made.clear()
