"""Saving: crash-safe, never over another file, nothing lost."""

from __future__ import annotations

from tts_tui.audio.saving.audiofile import AudioFile, IfExists
from tts_tui.audio.saving.names import safe_name
from tts_tui.audio.saving.output import Output

__all__ = ["AudioFile", "IfExists", "Output", "safe_name"]
