"""What a text would take, told before anything is made or spent."""

from __future__ import annotations

from dataclasses import dataclass

from tts_tui.speech.request import SpeechRequest
from tts_tui.store.speeds import Speeds
from tts_tui.text.duration import speaking_seconds


@dataclass(frozen=True, slots=True)
class Estimate:
    """Of one request.

    Attributes:
        characters: to be said.
        cost_usd: by the list price; 0 for what runs here, None where nobody says.
        audio_seconds: about how long it is.
        work_seconds: about how long making it takes on this machine, None where the model never spoke here.
    """

    characters: int
    cost_usd: float | None
    audio_seconds: float
    work_seconds: float | None

    @classmethod
    def of(cls, request: SpeechRequest, start: int, cost_usd: float | None, speeds: Speeds) -> Estimate:
        each = speeds.of(request.model)
        text = request.text[start:]
        return cls(
            len(text),
            cost_usd,
            speaking_seconds(text) / request.speed,
            None if each is None else each * len(text),
        )

    @property
    def summary(self) -> str:
        """ "free, about 0:42, about 5 s to make"."""
        whole = round(self.audio_seconds)
        hours, minutes = whole // 3600, whole // 60 % 60
        clock = f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
        made = "" if self.work_seconds is None else f", about {max(1.0, self.work_seconds):.0f} s to make"
        return f"{self._cost}, about {clock}{made}"

    @property
    def _cost(self) -> str:
        if self.cost_usd is None:
            return "cost unknown"
        return f"about ${self.cost_usd:.4f}" if self.cost_usd else "free"
