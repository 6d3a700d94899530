"""The window while its sound output is lost: the place is held, said so, and it goes on by itself."""

from __future__ import annotations

import os
import signal
import time

import pytest
from virtual_sound import PulseServer

from tts_tui.audio.play import route

pytestmark = pytest.mark.slow


def clock(driver) -> str:
    return str(driver.window.player.query_one("#clock").render())


async def test_an_unplugged_output_is_said_and_waited_for(
    drive, pulse: PulseServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive() as driver:
        monkeypatch.setattr(route, "_ANYTHING", route._ANY_REAL)
        await driver.press("ctrl+g")
        await driver.until(lambda: "playing" in clock(driver))
        player = driver.app.service.player
        await driver.until(lambda: player.status.position_s > 0.3)
        pulse.remove_sink()
        await driver.until(lambda: "no sound, held" in clock(driver))
        await driver.until(lambda: "Your place is kept: it goes on by itself." in driver.notice)
        assert "went away" in driver.notice
        held = player.status.position_s
        pulse.add_sink()
        await driver.until(lambda: "playing" in clock(driver) and not driver.notice)
        assert player.status.position_s >= held


async def test_a_killed_sound_process_leaves_no_window_spinning(
    drive, pulse: PulseServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive() as driver:
        monkeypatch.setattr(route, "_ANYTHING", route._ANY_REAL)
        await driver.press("ctrl+g")
        player = driver.app.service.player
        for _ in range(3):
            await driver.until(lambda: "playing" in clock(driver) and player._playback.route.output)
            first = player._playback.route.output
            os.kill(first._process.pid, signal.SIGKILL)
            await driver.until(lambda: player._playback.route.output not in (None, first))  # noqa: B023
        await driver.until(lambda: "playing" in clock(driver))
        await driver.press("escape")
        await driver.until(lambda: "stopped" in clock(driver))
        used = time.process_time()
        for _ in range(20):
            await driver.pilot.pause(0.05)
        assert time.process_time() - used < 0.8
