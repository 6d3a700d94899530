"""The table `[backends.alltalk]` of the settings."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta


class AllTalkOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to reach a server and what to expect of it."""

    base_url: Annotated[str, Meta(description="where AllTalk answers")] = "http://127.0.0.1:7851"
    allow_http: Annotated[bool, Meta(description="it may be plain HTTP on another machine")] = False
    api: Annotated[
        Literal["native", "openai"],
        Meta(description="openai: the API it borrows, with six voices, no languages, no streaming"),
    ] = "native"
    speech_seconds: Annotated[
        float, Meta(gt=0, description="seconds that the audio of one call is waited for")
    ] = 120.0
    switch_seconds: Annotated[
        float, Meta(gt=0, description="seconds that loading another engine may take")
    ] = 180.0
    poll_seconds: Annotated[float, Meta(gt=0, description="seconds between two looks at it meanwhile")] = 0.5
