"""OpenAI itself: its models, voices and prices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from tts_tui.backends.http.address import Address
from tts_tui.backends.openai.server import Offer, Server, address_of
from tts_tui.backends.options import read_options
from tts_tui.backends.prices import price_of
from tts_tui.speech.catalog import Model, Setting, Voice
from tts_tui.speech.hints import sends_key

BASE_URL = "https://api.openai.com/v1"
FORMATS = ("pcm", "wav", "flac", "mp3", "opus", "aac")

_OLD_VOICES = ("alloy", "ash", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer")
_VOICES = (*_OLD_VOICES, "ballad", "verse", "marin", "cedar")

_MODELS = {
    "gpt-4o-mini-tts": "GPT-4o mini TTS",
    "tts-1": "TTS-1",
    "tts-1-hd": "TTS-1 HD",
    "gpt-4o-mini-tts-2025-12-15": "GPT-4o mini TTS (December 2025)",
}
_RETIRES = dict.fromkeys(("gpt-4o-mini-tts", "tts-1", "tts-1-hd"), "2027-01-06")
"""`shutdown_date` in `GET /v1/models`."""

FORMAT = Setting(
    "format",
    "Sent as",
    "pcm",
    choices=FORMATS,
    help="How the server sends the audio; pcm comes first and loses nothing, opus needs least of the network.",
)
INSTRUCTIONS = Setting(
    "instructions", "Instructions", "", help="How to speak, in words: “whisper, then laugh”."
)


class OpenAIOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table `[backends.openai]`.

    Attributes:
        prices: by model id or pattern, instead of the listed ones.
        profiles: other servers, see `profile`.
    """

    base_url: Annotated[str, Meta(description="another server that stands in for OpenAI's")] = BASE_URL
    send_key: Annotated[bool, Meta(description="OpenAI's key may go to that server")] = False
    allow_http: Annotated[bool, Meta(description="it may be plain HTTP on another machine")] = False
    organization: Annotated[str, Meta(description="id of the organization that pays")] = ""
    project: Annotated[str, Meta(description="id of the project that it is counted for")] = ""
    concurrency: Annotated[int, Meta(ge=1, le=16, description="calls at once")] = 3
    prices: dict[str, Any] = {}
    profiles: dict[str, Any] = {}


def vendor(table: Mapping[str, Any]) -> Server:
    """OpenAI as the settings have it.

    Raises:
        SettingsError: they don't make sense.
    """
    options = read_options("openai", table, OpenAIOptions)
    address = address_of(options.base_url, allow_http=options.allow_http)
    own = address.origin == Address.parse(BASE_URL).origin
    keyed = own or options.send_key
    headers = {"OpenAI-Organization": options.organization, "OpenAI-Project": options.project}
    return Server(
        provider="openai",
        name="OpenAI",
        address=address,
        offers=tuple(offer(name, options) for name in _MODELS),
        secret="openai" if keyed else "",
        keyed_by=sends_key("openai", "OpenAI"),
        needs_key=keyed,
        formats=FORMATS,
        headers={name: value for name, value in headers.items() if value},
    )


def offer(name: str, options: OpenAIOptions) -> Offer:
    """A model of OpenAI's."""
    old = name.startswith("tts-1")
    price = price_of("openai", name, options.prices)
    retires = _RETIRES.get(name, "")
    model = Model(
        id=name,
        name=_MODELS[name],
        provider="openai",
        provider_name="OpenAI",
        backend="openai",
        streaming=True,
        max_characters=4096
        if old
        else 2000,  # the newer ones also count tokens: 2,000, one a character in Chinese
        chunk_characters=600,
        concurrency=options.concurrency,
        speeds=(0.25, 4.0),
        usd_per_million_characters=price.usd_per_million_characters,
        price_as_of=price.as_of,
        settings=(FORMAT,) if old else (INSTRUCTIONS, FORMAT),
        notice=f"OpenAI retires it on {retires}." if retires else "",
        retires=retires,
    )
    voices = tuple(Voice(voice, voice.capitalize()) for voice in (_OLD_VOICES if old else _VOICES))
    return Offer(model, name, price, voices, instructions=not old, events=not old)
