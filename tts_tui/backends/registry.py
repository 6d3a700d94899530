"""The backends that come with tts-tui. Others add theirs through the entry-point group `tts_tui.backends`."""

from __future__ import annotations

from tts_tui.backends.manager import BackendSpec

BUILT_IN = (BackendSpec("kokoro", ("kokoro-*",), "tts_tui.backends.kokoro.backend:KokoroBackend"),)
