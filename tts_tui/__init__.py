"""tts-tui: a text-to-speech workbench for the terminal."""

from __future__ import annotations

from tts_tui.telemetry import switch_off

__version__ = "0.1.0"

switch_off()
