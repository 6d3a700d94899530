"""What an engine has to say unasked is shown, and goes when it is no longer so."""

from __future__ import annotations

import pytest


async def test_it_is_shown_while_it_is_so(drive, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    async with drive() as driver:
        await driver.ready()
        assert not driver.notice
        monkeypatch.setattr(driver.backend, "notice", lambda _model: "It is being prepared, once.")
        await driver.press("ctrl+g")
        await driver.until(lambda: "It is being prepared, once." in driver.notice)
        assert "◌ Preparing" in driver.notice
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)
        monkeypatch.setattr(driver.backend, "notice", lambda _model: "")
        await driver.press("ctrl+g")
        await driver.until(lambda: not driver.notice)
