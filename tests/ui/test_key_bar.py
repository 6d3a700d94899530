"""The line of keys at the bottom: whole keys only, what is possible told from what isn't, and each to be clicked."""

from __future__ import annotations

from functools import partial

import pytest

from tts_tui.speech.events import Finished
from tts_tui.ui.screens.ask import AskScreen
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.workers import begin


@pytest.mark.parametrize(
    ("size", "last"), [((120, 36), "F8 Follow"), ((60, 20), "F1 Help"), ((40, 20), "^␣ Play")]
)
async def test_whole_keys_as_far_as_there_is_room(drive, size: tuple[int, int], last: str) -> None:
    async with drive(size) as driver:
        line = driver.window.query_one(KeyBar).render().plain
        keys, _, palette = line.partition("▏")
        assert len(line) == size[0]
        assert keys.rstrip().endswith(last)
        assert palette.split() == ["^p", "All"]


async def test_a_key_is_clicked(drive) -> None:
    async with drive() as driver:
        bar = driver.window.query_one(KeyBar)
        at = bar.render().plain.index("Speak")
        await driver.pilot.hover(KeyBar, offset=(at, 0))
        assert bar.pointed == "ctrl+g"
        assert "speak" in str(bar.tooltip).lower()
        await driver.pilot.click(KeyBar, offset=(at, 0))
        await driver.until(
            lambda: driver.window.deck.take and isinstance(driver.window.deck.take.end, Finished)
        )
        await driver.pilot.hover("#body")
        assert not bar.pointed


async def test_what_has_nothing_to_do_is_dim_and_does_nothing(drive) -> None:
    async with drive(text="") as driver:
        bar = driver.window.query_one(KeyBar)
        shown = bar.render()
        at = shown.plain.index("Save")
        assert any("dim" in str(span.style) for span in shown.spans if span.start <= at < span.end)
        await driver.pilot.click(KeyBar, offset=(at, 0))
        assert driver.app.screen is driver.window


def bottom(driver) -> str:
    return driver.drawn.rpartition("\n")[2]


async def test_each_dialog_tells_its_own_keys(drive) -> None:
    async with drive(text="One is here.") as driver:
        await driver.press("f7")
        await driver.until(lambda: driver.window.takes.has_focus and driver.window.takes.row)
        await driver.press("e")
        await driver.until(lambda: "esc Leave as it is" in bottom(driver))
        assert "Speak" not in bottom(driver)
        await driver.press("escape")
        begin(driver.window, partial(driver.app.push_screen_wait, AskScreen("File", "Write it?", "Write")))
        await driver.until(lambda: "esc Cancel" in bottom(driver))
        assert "Speak" not in bottom(driver)
