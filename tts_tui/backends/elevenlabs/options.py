"""The table `[backends.elevenlabs]` of the settings."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from tts_tui.backends.elevenlabs import catalog

BASE_URL = "https://api.elevenlabs.io"

MOST_CONCURRENCY = 8


class ElevenLabsOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to reach it, and what it costs.

    Attributes:
        prices: by model id or pattern, instead of the listed ones.
    """

    base_url: Annotated[str, Meta(description="another server that stands in for ElevenLabs'")] = BASE_URL
    send_key: Annotated[bool, Meta(description="ElevenLabs' key may go to that server")] = False
    allow_http: Annotated[bool, Meta(description="it may be plain HTTP on another machine")] = False
    concurrency: Annotated[
        int, Meta(ge=1, le=MOST_CONCURRENCY, description="calls at once, as the plan allows")
    ] = catalog.FIRST_CONCURRENCY
    prices: dict[str, Any] = {}
