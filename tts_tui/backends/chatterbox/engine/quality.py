"""When what the model said can't be the text."""

from __future__ import annotations

TOKENS_A_SECOND = 25
SILENT = 0.003
"""A peak below this (-50 dBFS) is silence."""

# People speak 10 to 20 characters a second.
_SLOWEST, _FASTEST = 0.35, 0.02
_PAUSES = 2.0
"""Seconds that a short text may take beside its characters."""

_MODEL_LIMIT = 1000


def most_tokens(characters: int) -> int:
    """Tokens after which a text of that many characters has surely gone astray."""
    return min(_MODEL_LIMIT, round(TOKENS_A_SECOND * (_PAUSES + _SLOWEST * characters)))


def why_degenerate(*, tokens: int, stopped: bool, characters: int) -> str:
    """What is wrong with a run of the token model, for people; empty if nothing is."""
    seconds = tokens / TOKENS_A_SECOND
    if not stopped:
        return f"it didn't come to an end within {seconds:.0f} s"
    if seconds < _FASTEST * characters:
        return f"it said {characters} characters in {seconds:.1f} s"
    return ""
