"""What works here, in the window."""

from __future__ import annotations

from tts_tui.studio import checks
from tts_tui.studio.checks import Finding
from tts_tui.ui.screens.doctor import DoctorScreen


async def test_findings_come_one_by_one_and_a_key_copies_them(drive, monkeypatch) -> None:
    found = [
        Finding("python", "ok", "3.11"),
        Finding("sound", "warn", "no output", "pulseaudio --start"),
        Finding("self-test", "fail", "[it] broke", "tts-tui models get kokoro"),
    ]
    monkeypatch.setattr(checks, "all_checks", lambda *, recover, speaks: iter(found if speaks else ()))
    async with drive() as driver:
        await driver.press("alt+d")
        await driver.until(lambda: isinstance(driver.app.screen, DoctorScreen))
        screen = driver.app.screen
        await driver.until(lambda: "1 problem, 1 note" in str(screen._dialog.border_subtitle))
        shown = "\n".join(str(each.render()) for each in screen.query(".finding"))
        assert "✓ python  3.11" in shown
        assert "→ pulseaudio --start" in shown
        assert "[it] broke" in shown
        await driver.press("c")
        await driver.until(lambda: driver.app.clipboard)
        assert driver.app.clipboard.splitlines()[2].strip() == "→ pulseaudio --start"
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is driver.window)
