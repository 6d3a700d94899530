"""The bench in the window."""

from __future__ import annotations

from textual.widgets import OptionList, Static

from tts_tui.speech.events import Metrics
from tts_tui.ui.screens.bench import PLOT, RUNS, BenchScreen, lines_of


def test_a_line_a_run_and_the_medians() -> None:
    made = [Metrics(100.0, 2.0, 10.0, 1.0, onset_ms=120.0), Metrics(50.0, 4.0, 10.0, 3.0)]
    heading, first, second, medians = lines_of(made)
    assert first.split()[:7] == ["1", "100", "ms", "120", "ms", "0.100", "2.00"]
    assert (first.count("█"), second.count("█")) == (PLOT, PLOT // 2)
    assert "silent" in second
    assert medians.split()[:6] == ["median", "75", "ms", "120", "ms", "0.200"]
    assert lines_of([]) == [heading]


async def test_the_chosen_model_is_measured_run_by_run(drive) -> None:
    async with drive() as driver:
        await driver.press("ctrl+p")
        await driver.until(lambda: driver.app.screen is not driver.window and driver.app.screen.focused)
        await driver.press(*"bench")
        found = driver.app.screen.query_one(OptionList)
        await driver.until(lambda: found.option_count and "Bench" in str(found.options[0].prompt))
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, BenchScreen))
        table = driver.app.screen.query_one("#runs", Static)
        await driver.until(lambda: "median" in str(table.render()) and f"\n{RUNS} " in str(table.render()))
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is driver.window)
