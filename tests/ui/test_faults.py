"""The window meets a fault of its own, or of Textual's."""

from __future__ import annotations

import pytest

from tts_tui.ui.app import TTSApp


def break_down() -> None:
    raise ZeroDivisionError("of a widget")


async def test_a_widget_that_finds_its_parts_gone_while_the_window_closes_is_no_fault(drive) -> None:
    async with drive() as driver:
        driver.window.call_later(lambda: driver.window.query_one("#gone"))
        driver.app.exit(return_code=7)
    assert driver.app.return_code == 7


async def test_a_fault_is_told_in_a_line_with_the_text_kept_and_the_traceback_in_the_log(
    drive, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    app: TTSApp | None = None
    with pytest.raises(ZeroDivisionError):
        async with drive() as driver:
            app = driver.app
            driver.window.text.replace("A secret word.")
            driver.window.call_later(break_down)
            await driver.pilot.pause(0.5)
    assert app
    assert app.return_code == 1
    assert app.drafting.draft.load() == "A secret word."
    said = capsys.readouterr().err
    assert "met a fault of its own" in said
    assert "Traceback" not in said
    assert "ZeroDivisionError" not in said
    assert "ZeroDivisionError: of a widget" in caplog.text
