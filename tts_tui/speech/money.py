"""Money: what a model's speech costs, and what was spent. All of it is in US dollars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from tts_tui.speech.catalog import Model
    from tts_tui.speech.events import Metrics


class Price(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of a model's speech; None where it isn't known.

    Attributes:
        usd_per_million_characters: of text; an estimate where the model is paid by the token.
        usd_per_million_text_tokens: for models that tell how many they used.
        usd_per_million_audio_tokens: likewise.
        usd_per_million_credits: for accounts that count in credits.
        as_of: the year, month or day on which it was looked up, ISO 8601.
        source: where, for who looks it up again.
    """

    usd_per_million_characters: float | None = None
    usd_per_million_text_tokens: float | None = None
    usd_per_million_audio_tokens: float | None = None
    usd_per_million_credits: float | None = None
    as_of: str = ""
    source: str = ""

    def of_characters(self, count: int) -> float | None:
        """What a text of that length costs, or is estimated to."""
        return _times(count, self.usd_per_million_characters)

    def of_tokens(self, text: int, audio: int) -> float | None:
        """What a call that used so many tokens cost."""
        spent = (
            _times(text, self.usd_per_million_text_tokens),
            _times(audio, self.usd_per_million_audio_tokens),
        )
        return None if None in spent else sum(part or 0.0 for part in spent)

    def of_credits(self, count: float) -> float | None:
        """What so many credits are worth."""
        return _times(count, self.usd_per_million_credits)


FREE = Price(usd_per_million_characters=0.0)
UNKNOWN = Price()


def cost_of(characters: int, model: Model) -> float | None:
    """What a text of that length costs by the list price; 0 for what runs here, None if unknown."""
    return _times(characters, model.usd_per_million_characters)


def spending(metrics: Metrics) -> str:
    """What was spent, in a sentence; empty for nothing."""
    if not metrics.counted_usd and not metrics.cost_usd:
        return ""
    if metrics.cost_usd is None:
        return (
            f"About ${metrics.counted_usd:.4f} were spent, by the list price: not every call told its cost."
        )
    return f"${metrics.cost_usd:.4f} were spent."


def _times(count: float, per_million: float | None) -> float | None:
    return None if per_million is None else count * per_million / 1e6
