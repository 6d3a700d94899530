"""Saving: crash-safe, never over another file, nothing lost."""

from __future__ import annotations

from tts_tui.audio.files.saving.audiofile import AudioFile
from tts_tui.audio.files.saving.descriptor import Descriptor
from tts_tui.audio.files.saving.names import free_name, is_numbered, safe_name, safe_stem
from tts_tui.audio.files.saving.orphans import Orphan, find_orphans, recover
from tts_tui.audio.files.saving.target import IfExists, save_text

__all__ = [
    "AudioFile",
    "Descriptor",
    "IfExists",
    "Orphan",
    "find_orphans",
    "free_name",
    "is_numbered",
    "recover",
    "safe_name",
    "safe_stem",
    "save_text",
]
