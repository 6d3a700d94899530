"""Virtual sound cards as fixtures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from virtual_sound import Recording, alsa_file, why_no_portaudio


@pytest.fixture
def sound_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Recording]:
    """What reaches this process's default device: an ALSA file, 24 kHz mono, with no server in between."""
    if reason := why_no_portaudio():
        pytest.skip(reason)
    with alsa_file(tmp_path) as (environment, recording):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield recording


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Players begin with the latency that they come to by themselves on an overloaded machine."""
    monkeypatch.setattr("tts_tui.audio.play.route.LATENCIES", (0.3,))
