"""The table `[backends.alltalk]` of the settings."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta


class AllTalkOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to reach a server and what to expect of it.

    Attributes:
        api: "openai" for the API it borrows: six voices, no languages, no streaming.
        speech_seconds: seconds to wait for the audio of one call.
        switch_seconds: how long loading another engine may take.
        poll_seconds: how often it is asked meanwhile.
    """

    base_url: str = "http://127.0.0.1:7851"
    allow_http: bool = False
    api: Literal["native", "openai"] = "native"
    speech_seconds: Annotated[float, Meta(gt=0)] = 120.0
    switch_seconds: Annotated[float, Meta(gt=0)] = 180.0
    poll_seconds: Annotated[float, Meta(gt=0)] = 0.5
