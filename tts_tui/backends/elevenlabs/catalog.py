"""ElevenLabs' models: what is known of them before anyone is asked, and what the server says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from tts_tui.backends.http.last_answers import recall
from tts_tui.backends.http.refusal import clean
from tts_tui.backends.prices import price_of
from tts_tui.speech.catalog import Model, Setting
from tts_tui.speech.money import Price

PREFIX = "eleven_"
FORMATS = (
    "pcm_24000",
    *(f"pcm_{rate}" for rate in (8000, 16000, 22050, 32000, 44100, 48000)),
    "mp3_22050_32",
    "mp3_24000_48",
    *(f"mp3_44100_{rate}" for rate in (32, 64, 96, 128, 192)),
    *(f"opus_48000_{rate}" for rate in (32, 64, 96, 128, 192)),
    "ulaw_8000",
    "alaw_8000",
)
FIRST_CONCURRENCY = 2
"""What every account may; the answers tell what this one may."""

_UNSTITCHED = frozenset({"eleven_v3"})
_ONE_LANGUAGE = frozenset({"eleven_flash_v2", "eleven_turbo_v2"})
_HEARS_LANGUAGE = frozenset({"eleven_multilingual_v2", *_ONE_LANGUAGE})


class Rates(msgspec.Struct, frozen=True):
    character_cost_multiplier: float | None = None


class Language(msgspec.Struct, frozen=True):
    language_id: str


class ListedModel(msgspec.Struct, frozen=True):
    """An entry of `GET /v1/models`.

    Attributes:
        maximum_text_length_per_request: of the model; the account may have less.
        max_characters_request_subscribed_user: 0 or absent if that isn't limited.
    """

    model_id: str
    name: str = ""
    can_do_text_to_speech: bool = True
    can_use_style: bool = True
    can_use_speaker_boost: bool = True
    maximum_text_length_per_request: int = 0
    max_characters_request_subscribed_user: int = 0
    languages: tuple[Language, ...] | None = ()
    model_rates: Rates | None = None


_KNOWN = tuple(
    ListedModel(model_id, name, maximum_text_length_per_request=limit)
    for model_id, name, limit in (
        ("eleven_flash_v2_5", "Eleven Flash v2.5", 40_000),
        ("eleven_multilingual_v2", "Eleven Multilingual v2", 10_000),
        ("eleven_v4", "Eleven v4", 3_000),
        ("eleven_v4_turbo", "Eleven v4 Turbo", 3_000),
        ("eleven_v3", "Eleven v3", 3_000),
        ("eleven_turbo_v2_5", "Eleven Turbo v2.5", 40_000),
        ("eleven_flash_v2", "Eleven Flash v2 (English)", 30_000),
        ("eleven_turbo_v2", "Eleven Turbo v2 (English)", 30_000),
    )
)


def stitches(model: str) -> bool:
    """Whether it takes the text or the ids of the requests around one."""
    return model not in _UNSTITCHED


def takes_language(model: str) -> bool:
    """Whether it may be told the language; others hear it from the text, and refuse."""
    return model not in _HEARS_LANGUAGE


def price(listed: ListedModel, overrides: Mapping[str, Any]) -> Price:
    """What it costs, by its own multiplier where the server told that."""
    found = price_of("elevenlabs", listed.model_id, overrides)
    rate = listed.model_rates.character_cost_multiplier if listed.model_rates else None
    if rate is None or found.usd_per_million_credits is None:
        return found
    return msgspec.structs.replace(found, usd_per_million_characters=rate * found.usd_per_million_credits)


def model(listed: ListedModel, price: Price, concurrency: int) -> Model:
    """An entry as the selectors show it."""
    limits = (listed.maximum_text_length_per_request, listed.max_characters_request_subscribed_user)
    return Model(
        id=listed.model_id,
        name=clean(listed.name) or listed.model_id,
        provider="elevenlabs",
        provider_name="ElevenLabs",
        backend="elevenlabs",
        streaming=True,
        word_times="api",
        max_characters=min((limit for limit in limits if limit > 0), default=3_000),
        chunk_characters=800,
        concurrency=concurrency,
        sample_rate=0,
        speeds=(0.7, 1.2),
        languages=tuple(language.language_id for language in listed.languages or ()),
        usd_per_million_characters=price.usd_per_million_characters,
        price_as_of=price.as_of,
        settings=_settings(listed),
    )


def _settings(listed: ListedModel) -> tuple[Setting, ...]:
    def share(name: str, label: str, default: float, text: str) -> Setting:
        return Setting(name, label, default, text, minimum=0.0, maximum=1.0)

    found = [
        share("stability", "Stability", 0.5, "lower is livelier, higher is more even"),
        share("similarity_boost", "Similarity", 0.75, "how close to the original voice"),
    ]
    if listed.can_use_style:
        found.append(share("style", "Style", 0.0, "exaggerates the voice's style; slower above 0"))
    if listed.can_use_speaker_boost:
        found.append(
            Setting("use_speaker_boost", "Speaker boost", True, "closer to the speaker, a little slower")
        )
    found.append(
        Setting(
            "seed",
            "Seed",
            -1,
            "the same number gives nearly the same speech; -1 is new each time",
            minimum=-1,
            maximum=4294967295,
        )
    )
    if takes_language(listed.model_id):
        codes = tuple(language.language_id for language in listed.languages or ())
        found.append(
            Setting(
                "language_code",
                "Language",
                "",
                "empty: the model hears it from the text",
                choices=("", *codes) if codes else (),
            )
        )
    found.append(
        Setting(
            "apply_text_normalization",
            "Say numbers",
            "auto",
            "numbers, dates and signs made words before they are spoken",
            choices=("auto", "on", "off"),
        )
    )
    found.append(
        Setting(
            "pronunciation_dictionaries",
            "Dictionaries",
            "",
            "ids of pronunciation dictionaries of the account, three at most: ID or ID:VERSION, with commas between",
        )
    )
    found.append(
        Setting(
            "output_format",
            "Sent as",
            FORMATS[0],
            "44.1 kHz pcm needs the Pro plan, mp3 at 192 kbit/s Creator",
            choices=FORMATS,
        )
    )
    return tuple(found)


def recalled_models(file: Path) -> Sequence[ListedModel]:
    """What the server said last about its models, else what is known without it."""
    return recall(file, tuple[ListedModel, ...]) or _KNOWN
