"""What waits until its engine can't be overtaken tells how long, and is heard at once where the user wants that."""

from __future__ import annotations

import pytest
from window_driver import TEXT

from tts_tui.studio import headstart

LONG = "This sentence is as long as it takes for its sound to tell how fast the engine works, which is four seconds. "


def clock(driver) -> str:
    return str(driver.window.player.query_one("#clock").render())


async def test_it_tells_how_long_it_waits_and_a_key_starts_it(drive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(headstart, "seconds_in_hand", lambda *_: 1e6)
    monkeypatch.setattr(headstart, "MOST_SECONDS", 1e6)
    async with drive(text=LONG + TEXT) as driver:
        player = driver.app.service.player
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: "starts in ≈" in clock(driver))
        assert "alt+i now" in clock(driver)
        assert player.status.state == "buffering"
        await driver.press("alt+i")
        await driver.until(lambda: player.status.state == "playing")
        await driver.until(lambda: "starts in" not in clock(driver))
        driver.backend.gate.open()


async def test_a_first_chunk_tells_nothing_of_how_long_it_waits(drive, monkeypatch) -> None:
    monkeypatch.setattr(headstart, "seconds_in_hand", lambda *_: 1e6)
    async with drive(text="Yes, of course. " + TEXT) as driver:
        player = driver.app.service.player
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: "gathering a head start · alt+i now" in clock(driver))
        await driver.press("alt+i")
        await driver.until(lambda: player.status.position_s)
        driver.backend.gate.open()


async def test_where_nothing_waits_the_key_says_so(drive) -> None:
    async with drive() as driver:
        await driver.press("alt+i")
        await driver.until(lambda: "Nothing waits to be heard." in driver.notice)
