"""Where takes of one text lie side by side, with a file that says what is what."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tts_tui.audio.effects import Effects
from tts_tui.audio.files.formats import AudioFormat
from tts_tui.audio.files.saving import save_text
from tts_tui.audio.files.saving.names import safe_name
from tts_tui.speech.errors import NotWritableError, UsageError
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.rendition import Rendition

NAMES = "takes.json"

_ODD = re.compile(r"[^\w.+-]+")


@dataclass(frozen=True, slots=True)
class TakesFolder:
    """Where the takes go, and how they are kept.

    Attributes:
        loudness: LUFS of every take; None leaves each as loud as it is.
        blind: no file is named after its take.
    """

    path: Path
    format: AudioFormat
    loudness: float | None
    blind: bool
    force: bool

    def make(self) -> None:
        """Raises:
        NotWritableError: it isn't there and can't be made.
        UsageError: it is no folder.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise UsageError(f"“{self.path}” is no folder.", hint="Name a folder with -o.") from None
        except OSError as error:
            raise NotWritableError(
                f"“{self.path}” can't be made: {error.strerror}.", hint="Name another folder with -o."
            ) from error

    def rendition(self, number: int, request: SpeechRequest) -> Rendition:
        """How the take of that number is kept."""
        # a shell takes it as it stands
        who = "" if self.blind else "-" + _ODD.sub("-", request.voice or request.model)
        return Rendition(
            format=self.format,
            path=self.path / safe_name(f"{number}{who}", self.format.extensions[0]),
            if_exists="overwrite" if self.force else "error",
            effects=Effects(loudness=self.loudness),
        )

    def save_names(self, takes: Iterable[dict[str, Any]]) -> None:
        """What each take is.

        Raises:
            SaveError: it can't be written.
        """
        save_text(
            self.path / NAMES, json.dumps(list(takes), ensure_ascii=False, indent=1) + "\n", "overwrite"
        )
