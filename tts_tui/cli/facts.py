"""What the JSON of several verbs says of an end: what was measured, and what went wrong."""

from __future__ import annotations

from typing import Any

from tts_tui.cli.printing import plain
from tts_tui.speech.errors import ProviderError, SpeechError
from tts_tui.speech.events import Metrics


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
    told = {"error": type(error).__name__, "message": plain(error.message), "hint": plain(error.hint)}
    if isinstance(error, ProviderError) and error.request_id:
        told["request_id"] = plain(error.request_id)
    return told


def rounded(value: float | None) -> float | None:
    """To a thousandth."""
    return None if value is None else round(value, 3)
