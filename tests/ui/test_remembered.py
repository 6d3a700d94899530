"""What was used last is there again, unless the settings name something else."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tts_tui.events.last_selection import LastSelection, wanted
from tts_tui.events.tts_events import Selection
from tts_tui.library import settings_file

LAST = Selection("tones", "tones-expressive", "am_michael", "", 1.05, {"style": "lively"})


def speech(**values: object):
    return msgspec.structs.replace(settings_file.defaults().speech, **values)


async def test_the_window_keeps_what_was_chosen_until_the_next_time(drive, session) -> None:
    async with drive() as driver:
        await driver.press("ctrl+t", "tab", "enter", "down", "enter")
        await driver.until(lambda: driver.window.selection.model == "tones-expressive")
        await driver.ready()
        await driver.press("tab", "enter", "down", "down", "enter", "tab", "enter", "down", "enter")
        await driver.until(lambda: driver.window.selection.speed == 1.05)
        await driver.press("f3", "enter", "down", "enter")
        await driver.until(lambda: driver.window.selection.settings.get("style") == "lively")
        await driver.press("ctrl+q")
    assert LastSelection(session.paths.state / "selection.json").load() == LAST


async def test_it_begins_with_what_was_kept(session, request: pytest.FixtureRequest) -> None:
    LastSelection(session.paths.state / "selection.json").keep(LAST)
    async with request.getfixturevalue("drive")() as driver:
        assert driver.window.selection == LAST
        assert driver.window.engine.voice.value == "am_michael"


def test_a_file_that_is_not_ours_is_no_reason_not_to_start(tmp_path: Path) -> None:
    file = tmp_path / "selection.json"
    file.write_text('{"provider": 7}')
    assert LastSelection(file).load() == Selection()


def test_the_settings_win_over_what_was_used_last() -> None:
    assert wanted(speech(), LAST) == LAST
    named = wanted(speech(provider="openai", speed=1.5), LAST)
    assert (named.provider, named.model, named.voice, named.speed) == ("openai", "", "", 1.5)
    assert not named.settings
