"""What speech costs: list prices from a data file, overridden by the settings, unknown where neither says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from tts_tui.speech.errors import SettingsError
from tts_tui.speech.money import UNKNOWN, Price


def price_of(provider: str, model: str, overrides: Mapping[str, Any] | None = None) -> Price:
    """The price of a model; `UNKNOWN` if neither says.

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
