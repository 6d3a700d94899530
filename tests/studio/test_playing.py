"""Waiting for the ear to follow ends when there is nothing more to hear."""

from __future__ import annotations

import asyncio
import os

import numpy as np
import pytest

from tts_tui.audio.play import route
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import NoAudioDeviceError
from tts_tui.speech.events import ChunkReady
from tts_tui.speech.request import Segment
from tts_tui.store.settings_file import defaults
from tts_tui.studio.playing import AHEAD_SECONDS, PlaybackSink

RATE = 8000
PATIENCE = 30
MUCH = ChunkReady(
    AudioChunk(np.zeros(int(20 * AHEAD_SECONDS) * RATE, np.float32), RATE),
    0.0,
    Segment(0, 0, 2, "Hi", 0.0),
    "estimated",
)


@pytest.fixture(autouse=True)
def no_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALSA_CONFIG_PATH", os.devnull)
    monkeypatch.setenv("PULSE_SERVER", "none")


async def test_stopping_ends_the_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(route, "_ANYTHING", route._NOTHING)  # a device that only pretends
    playback = PlaybackSink(defaults().audio, None, print, needed=True)
    async with asyncio.timeout(PATIENCE):
        writing = asyncio.create_task(playback.write(MUCH))
        await asyncio.sleep(0)
        assert not writing.done()
        playback.stop()
        await writing
    await playback.close()


async def test_a_lost_device_ends_the_wait() -> None:
    playback = PlaybackSink(defaults().audio, None, print, needed=True)
    with pytest.raises(NoAudioDeviceError):
        async with asyncio.timeout(PATIENCE):
            await playback.write(MUCH)
    await playback.close()
