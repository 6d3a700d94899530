"""Other servers that speak OpenAI's dialect: each profile in the settings is a provider of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from tts_tui.backends.builtin import BUILT_IN
from tts_tui.backends.http.address import Address
from tts_tui.backends.openai.server import Offer, Server, address_of
from tts_tui.backends.openai.vendor import FORMATS, INSTRUCTIONS
from tts_tui.backends.options import read_options
from tts_tui.speech.catalog import Model, Setting, Voice
from tts_tui.speech.errors import SettingsError
from tts_tui.speech.money import FREE, UNKNOWN, Price

NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")

Format = Literal["pcm", "wav", "flac", "mp3", "opus", "aac"]


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table `[backends.openai.profiles.NAME]`.

    Attributes:
        extras: fields that this server wants in each request, for example `{stream = true}`.
    """

    base_url: Annotated[str, Meta(description="where the server answers, up to and with /v1")]
    name: Annotated[str, Meta(description="for people; empty is the table's name")] = ""
    models: Annotated[tuple[str, ...], Meta(min_length=1, description="what the server calls its models")] = (
        "tts-1",
    )
    voices: Annotated[tuple[str, ...], Meta(description="of a server that can't list its own")] = ()
    key: Annotated[bool, Meta(description="send the key that is kept under the table's name")] = False
    allow_http: Annotated[bool, Meta(description="it may be plain HTTP on another machine")] = False
    format: Annotated[Format, Meta(description="what it is asked for")] = "pcm"
    sample_rate: Annotated[int, Meta(ge=8000, le=192_000, description="Hz of its pcm")] = 24_000
    extras: dict[str, Any] = {}
    instructions: Annotated[bool, Meta(description="it can be told how to speak")] = False
    speeds: Annotated[tuple[float, float], Meta(description="slowest and fastest")] = (0.25, 4.0)
    max_characters: Annotated[int, Meta(ge=100, description="of one call")] = 4096
    concurrency: Annotated[int, Meta(ge=1, le=16, description="calls at once")] = 1
    answer_seconds: Annotated[
        float, Meta(gt=0, description="seconds until the first byte; some make the whole sentence first")
    ] = 60.0
    usd_per_million_characters: Annotated[
        Annotated[float, Meta(ge=0)] | None,
        Meta(description="its price; left out: nothing on this machine, unknown elsewhere"),
    ] = None


def profile(name: str, table: Mapping[str, Any]) -> Server:
    """The server that a profile describes.

    Raises:
        SettingsError: the profile doesn't make sense.
    """
    if not NAME.fullmatch(name) or name in {spec.name for spec in BUILT_IN}:
        raise SettingsError(
            f"A profile can't be called {name!r}.",
            hint="Use small letters, digits, - and _, and no name of a built-in provider.",
        )
    options = read_options(f"openai.profiles.{name}", table, Profile)
    address = address_of(options.base_url, allow_http=options.allow_http)
    return Server(
        provider=name,
        name=options.name or name,
        address=address,
        offers=tuple(_offer(name, model, options, address) for model in options.models),
        secret=name if options.key else "",
        keyed_by=f"key = true in [backends.openai.profiles.{name}] of the settings sends it the one that "
        f"`tts-tui config set-key {name}` keeps.",
        needs_key=options.key,
        lists_voices=True,
        formats=(options.format, *(other for other in FORMATS if other != options.format)),
        sample_rate=options.sample_rate,
        extras=options.extras,
        answer_seconds=options.answer_seconds,
    )


def _offer(name: str, wire_name: str, options: Profile, address: Address) -> Offer:
    price = FREE if address.loopback else UNKNOWN
    if options.usd_per_million_characters is not None:
        price = Price(usd_per_million_characters=options.usd_per_million_characters)
    format_setting = Setting("format", "Sent as", options.format, choices=FORMATS)
    model = Model(
        id=f"{name}/{wire_name}",
        name=wire_name,
        provider=name,
        provider_name=options.name or name,
        backend=name,
        streaming=True,
        max_characters=options.max_characters,
        concurrency=options.concurrency,
        sample_rate=0,
        speeds=options.speeds,
        usd_per_million_characters=price.usd_per_million_characters,
        settings=(INSTRUCTIONS, format_setting) if options.instructions else (format_setting,),
    )
    voices = tuple(Voice(voice, voice) for voice in options.voices)
    return Offer(model, wire_name, price, voices, instructions=options.instructions)
