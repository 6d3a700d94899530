"""What speech costs: list prices from a data file, overridden by the settings, unknown where nobody says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from tts_tui.speech.errors import SettingsError


class Price(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """US dollars; None where it isn't known.

    Attributes:
        usd_per_million_characters: of text; an estimate where the model is paid by the token.
        usd_per_million_text_tokens: for models that tell how many they used.
        usd_per_million_audio_tokens: likewise.
        usd_per_million_credits: for accounts that count in credits.
        as_of: when it was looked up.
        source: where.
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


def price_of(provider: str, model: str, overrides: Mapping[str, Any] | None = None) -> Price:
    """The price of a model; `UNKNOWN` if nobody says.

    Args:
        overrides: the `prices` table of the provider's settings: prices by model id or pattern.

    Raises:
        SettingsError: an override isn't a price.
    """
    try:
        own = msgspec.convert(overrides or {}, type=dict[str, Price])
    except msgspec.ValidationError as error:
        raise SettingsError(
            f"prices of {provider}: {error}.", hint="tts-tui config path tells the file."
        ) from None
    for prices in (own, _listed().get(provider, {})):
        for pattern, price in prices.items():
            if fnmatchcase(model, pattern):
                return price
    return UNKNOWN


@cache
def _listed() -> dict[str, dict[str, Price]]:
    text = (files("tts_tui.backends") / "data" / "prices.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), type=dict[str, dict[str, Price]])


def _times(count: float, per_million: float | None) -> float | None:
    return None if per_million is None else count * per_million / 1e6
