"""The backends that come with tts-tui. Others add theirs through the entry-point group `tts_tui.backends`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tts_tui.backends.manager import BackendSpec

BUILT_IN = (BackendSpec("kokoro", ("kokoro-*",), "tts_tui.backends.kokoro.backend:KokoroBackend"),)


def specs(options: Mapping[str, Mapping[str, Any]]) -> Sequence[BackendSpec]:
    """What is built in, and what the settings add.

    Args:
        options: the `[backends]` tables of the settings, by backend name.
    """
    return BUILT_IN
