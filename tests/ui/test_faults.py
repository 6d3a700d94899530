"""The window meets a fault of its own, or of Textual's."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest
from rich.style import Style
from textual import events

from tts_tui.ui.app import TTSApp, log_on


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
    assert "hit a bug and had to stop" in said
    assert "Traceback" not in said
    assert "ZeroDivisionError" not in said
    assert "ZeroDivisionError: of a widget" in caplog.text


@pytest.mark.parametrize("key", ["page_up", "page_down"])
async def test_a_page_key_in_a_list_that_has_no_room_ends_nothing(drive, key: str) -> None:
    async with drive(text="Hello") as driver:
        await driver.pilot.resize_terminal(1, 1)
        rows = driver.window.voices.rows
        await driver.until(lambda: not rows.scrollable_content_region)
        rows.set_options(["one", "two"])
        rows.highlighted = 0
        await driver.app.run_action(key, rows)
        await driver.press("f2", "a")
        assert "a" in driver.window.text.text


async def test_a_click_on_a_row_that_a_search_took_away_ends_nothing(drive) -> None:
    async with drive(text="Hello") as driver:
        rows = driver.window.voices.rows
        click = events.Click(rows, 1, 1, 0, 0, 1, False, False, False, style=Style.from_meta({"option": 999}))
        rows.post_message(click)
        await driver.press("f2", "a")
        assert "a" in driver.window.text.text
        assert rows.is_running


@pytest.mark.parametrize("keys", [("ctrl+p",), ("f1",), ("f1", "ctrl+p")])
async def test_a_screen_that_is_closed_twice_takes_no_other_with_it(drive, keys: tuple[str, ...]) -> None:
    """Escape and a click beside it, say, in the same moment."""
    async with drive(text="Hello") as driver:
        below = [driver.window]
        for key in keys:
            below.append(driver.app.screen)
            await driver.press(key)
            await driver.until(lambda: driver.app.screen not in below and driver.app.screen.focused)
        screen = driver.app.screen
        for _ in range(2):
            screen.call_later(lambda: screen.dismiss(None) and None)
        await driver.until(lambda: driver.app.screen is below[-1])
        await driver.press("escape", "f2", "a")
        await driver.until(lambda: "a" in driver.window.text.text)


def test_what_the_disk_had_no_room_to_log_never_reaches_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging, "raiseExceptions", False)
    descriptor = os.open("/dev/full", os.O_WRONLY)
    log = log_on(descriptor)
    logging.StreamHandler(log).handle(logging.LogRecord("a", logging.WARNING, "", 1, "secret", (), None))
    with (tmp_path / "terminal").open("w") as terminal:
        os.dup2(terminal.fileno(), descriptor)
    log.close()
    os.close(descriptor)
    assert (tmp_path / "terminal").read_text() == ""
