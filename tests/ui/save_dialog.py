"""The save dialog as a test drives it."""

from __future__ import annotations


async def spoken(driver) -> None:
    await driver.press("ctrl+g")
    await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)


async def in_dialog(driver) -> None:
    await driver.press("ctrl+s")
    await driver.until(lambda: driver.app.focused and driver.app.focused.id == "name")
