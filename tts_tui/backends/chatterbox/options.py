"""The table `[backends.chatterbox]` of the settings."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from tts_tui.backends.engines.engine_options import EngineOptions


class ChatterboxOptions(EngineOptions, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where its weights are, too."""

    weights: Annotated[
        str, Meta(description="a folder that has them, or a folder per model; empty for those downloaded")
    ] = ""
