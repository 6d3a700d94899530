"""The table `[backends.chatterbox]` of the settings."""

from __future__ import annotations

from tts_tui.backends.engines.engine_options import EngineOptions


class ChatterboxOptions(EngineOptions, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    Attributes:
        weights: a folder to look for weights in first: with the files, or with a folder per model.
    """

    weights: str = ""
