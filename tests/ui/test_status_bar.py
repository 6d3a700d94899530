"""The top line fits the terminal: what there is no room for is left out as a whole, never cut in a word."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList, Select
from window_driver import NARROW, WIDE

from tts_tui.backends.capabilities import Account

KOKORO = "app 212 MB · streaming on CPUExecutionProvider: it speaks before the sentence is wholly decoded"
TORCH = "app 212 MB · torch 2.13.0+cpu on cpu, 1929 MB"


def line(driver) -> str:
    """The top line as the terminal has it."""
    width = driver.app.size.width
    return "".join(segment.text for segment in driver.window._compositor.render_strips()[0])[:width]


@pytest.mark.parametrize(
    ("size", "description", "shown"),
    [
        (WIDE, KOKORO, "app 212 MB · streaming on CPU "),
        (NARROW, KOKORO, " streaming on CPU "),
        (NARROW, TORCH, " torch 2.13.0+cpu on cpu "),
        ((60, 20), KOKORO, ""),
    ],
)
async def test_what_the_engine_runs_on_is_told_whole_or_not_at_all(
    drive, size: tuple[int, int], description: str, shown: str
) -> None:
    async with drive(size=size) as driver:
        bar = driver.window.status

        def told() -> bool:  # again and again: what the window itself has to say may still come
            bar.show_engine("ready", "kokoro-v1.0-onnx")
            bar.describe_engine(description)
            bar.show_output("Speakers", "")
            return all(each in line(driver) for each in ("● kokoro-v1.0-onnx ready", "out: Speakers", shown))

        await driver.until(told)
        assert "out: Speakers" in line(driver)
        assert "…" not in line(driver)
        assert shown in line(driver)
        assert bool(shown) == (" on " in line(driver))


@pytest.mark.parametrize("size", [WIDE, NARROW, (60, 20)])
async def test_a_paid_engine_and_a_long_name_leave_room_for_each_other(drive, size: tuple[int, int]) -> None:
    async with drive(size=size) as driver:
        bar = driver.window.status

        def told() -> bool:
            bar.show_account(Account("12,345 characters are left.", used=87_655, limit=100_000))
            bar.show_engine("speaking", "eleven_multilingual_v2")
            bar.show_output("Built-in Audio Analog Stereo, the one at the back", "")
            return "out: Buil" in line(driver) and "♪ eleven_multilingual_v2 speaking" in line(driver)

        await driver.until(told)
        assert ("12,345" in line(driver)) == (size == WIDE)


@pytest.mark.parametrize("size", [WIDE, NARROW, (60, 20)])
async def test_every_selector_opens_within_the_screen(drive, size: tuple[int, int]) -> None:
    async with drive(size=size) as driver:
        await driver.press("ctrl+t")
        for selector in driver.window.query(Select):
            await driver.until(lambda selector=selector: driver.app.focused is selector)
            await driver.press("enter")
            overlay = selector.query_one(OptionList)
            await driver.until(lambda overlay=overlay: overlay.region)
            assert driver.app.screen.region.contains_region(overlay.region)
            await driver.press("escape", "tab")
