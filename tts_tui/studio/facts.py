"""What is written down of an end, for programs: what was measured, and what went wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tts_tui.speech.errors import ProviderError, SpeechError
from tts_tui.speech.events import End, Failed, Metrics
from tts_tui.speech.plain import plain
from tts_tui.speech.request import SpeechRequest


def measured(metrics: Metrics) -> dict[str, Any]:
    """Seconds, milliseconds and dollars."""
    return {
        "audio_seconds": round(metrics.audio_seconds, 3),
        "wall_seconds": round(metrics.wall_seconds, 3),
        "rtf": rounded(metrics.rtf),
        "first_chunk_ms": rounded(metrics.first_chunk_ms),
        "onset_ms": rounded(metrics.onset_ms),
        "cost_usd": metrics.cost_usd,
    }


def described(error: SpeechError) -> dict[str, Any]:
    """Its class, its message, and what fixes it."""
    fields = {"error": type(error).__name__, "message": plain(error.message), "hint": plain(error.hint)}
    if isinstance(error, ProviderError) and error.request_id:
        fields["request_id"] = plain(error.request_id)
    return fields


def take_facts(
    number: int, request: SpeechRequest, end: End, *, voice: str, path: Path | None, loudness: float | None
) -> dict[str, Any]:
    """One take of several: what was asked for, what was measured, and what went wrong.

    Args:
        number: from 1.
        voice: what the request's turned out to be, empty if unknown.
        path: its file.
        loudness: LUFS that the file was brought to.
    """
    return {
        "take": number,
        "path": str(path) if path else None,
        "provider": request.provider,
        "model": request.model,
        "voice": voice or request.voice,
        "language": request.language,
        "speed": request.speed,
        "settings": dict(request.settings),
        "loudness": None if loudness is None else round(loudness, 2),
        **measured(end.metrics),
        **(described(end.error) if isinstance(end, Failed) else {}),
    }


def rounded(value: float | None) -> float | None:
    """To a thousandth."""
    return None if value is None else round(value, 3)
