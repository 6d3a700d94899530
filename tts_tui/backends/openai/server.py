"""What is known of a server that speaks OpenAI's dialect before it is asked anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tts_tui.backends.http.address import Address
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.money import Price


def address_of(base_url: str, *, allow_http: bool) -> Address:
    """Where a server's calls begin; the address of the call for speech itself is understood too.

    Raises:
        SettingsError: it isn't a URL that may be called.
    """
    return Address.parse(base_url.strip().rstrip("/").removesuffix("/audio/speech"), allow_http=allow_http)


@dataclass(frozen=True, slots=True)
class Offer:
    """A model of a server.

    Attributes:
        model: what users see.
        name: what goes on the wire.
        voices: those that are known without asking.
        price: per character or token.
        instructions: it can be told how to speak.
        events: it can stream server-sent events, which say what the call cost and that it is complete.
    """

    model: Model
    name: str
    price: Price
    voices: tuple[Voice, ...] = ()
    instructions: bool = False
    events: bool = False


@dataclass(frozen=True, slots=True)
class Server:
    """A server and how to speak with it.

    Attributes:
        provider: its id in the selectors.
        name: its name for people.
        secret: under which name its key is kept; empty sends none.
        keyed_by: what in the settings would let it get one, as a sentence.
        needs_key: it can't be used without one.
        lists_voices: it may have `GET /audio/voices`.
        formats: what it may be asked to send; the first is the default.
        sample_rate: Hz of its headerless PCM.
        extras: fields that its requests need beside OpenAI's.
        headers: sent beside the key.
        answer_seconds: seconds to wait for the first byte of speech.
    """

    provider: str
    name: str
    address: Address
    offers: tuple[Offer, ...]
    secret: str = ""
    keyed_by: str = ""
    needs_key: bool = False
    lists_voices: bool = False
    formats: tuple[str, ...] = ("pcm", "wav", "flac", "mp3", "opus", "aac")
    sample_rate: int = 24_000
    extras: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    answer_seconds: float = 20.0
