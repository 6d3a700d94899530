"""Shared by the studio's tests."""

from __future__ import annotations

import pytest

from tts_tui.studio import retry


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What is tried again is tried at once; the seconds that it would have waited for, each time."""
    waited_for: list[float] = []

    async def at_once(seconds: float) -> None:
        waited_for.append(seconds)

    monkeypatch.setattr(retry, "sleep", at_once)
    return waited_for
