"""Wrong settings: the window opens, says what is wrong, and what isn't affected goes on."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from scripted_backend import MODELS
from textual.pilot import Pilot

from tts_tui.audio.play import route
from tts_tui.audio.play.player import Player
from tts_tui.events.messages import ModelsListed
from tts_tui.store import settings_file
from tts_tui.ui.app import TTSApp
from tts_tui.ui.widgets.settings_panel import SettingRow

BAD = {
    "a profile that is no table": ('[backends.openai.profiles]\nhome = "x"', "openai.profiles.home"),
    "profiles that are no table": ('[backends.openai]\nprofiles = "[x]"', "openai"),
    "a name that nobody knows": ("[backends.openai]\nno_such = 1\n", "no_such"),
    "an address that is none": ('[backends.openai.profiles.home]\nbase_url = "here"', "here"),
    "a backend that nobody knows": ("[backends.opnai]\nconcurrency = 1", "opnai"),
}


@asynccontextmanager
async def window(session, text: str) -> AsyncIterator[tuple[TTSApp, Pilot[None]]]:
    session.paths.settings_file.parent.mkdir(parents=True, exist_ok=True)
    session.paths.settings_file.write_text(text)
    session = dataclasses.replace(session, settings=settings_file.load(session.paths.settings_file))
    app = TTSApp(session, session.open_manager, lambda told: Player(on_state=told), "")
    async with app.run_test(size=(120, 36)) as pilot:
        yield app, pilot


@pytest.mark.parametrize(("text", "named"), BAD.values(), ids=BAD)
async def test_wrong_options_leave_only_their_backend_out(
    session, monkeypatch: pytest.MonkeyPatch, text: str, named: str
) -> None:
    monkeypatch.setattr("tts_tui.audio.play.devices.outputs", list)
    monkeypatch.setattr("tts_tui.audio.play.devices.probe", list)
    monkeypatch.setattr("tts_tui.events.service.SpeechService.load", lambda *_: None)
    monkeypatch.setattr(route, "_ANYTHING", route._NOTHING)
    async with window(session, text) as (app, pilot):
        notices = app.window.notices
        while not (app.window.model and notices.display):
            await pilot.pause(0.01)
        while named not in str(notices.render()):
            await pilot.press("escape")  # the sound's, which came later
            await pilot.pause(0.01)
        assert app.window.selection.provider == "kokoro"
        assert app.service.running


async def test_models_that_are_listed_again_and_again_never_end_the_window(drive) -> None:
    async with drive() as driver:
        await driver.press("ctrl+t", "tab", "enter", "down", "enter")
        await driver.until(lambda: driver.window.selection.model == "tones-expressive")
        for pause in (0, 0, 1, 2, 3, 5, 8, 0):
            driver.app.service.list_models()
            driver.window.post_message(ModelsListed(list(MODELS)))
            for _ in range(pause):
                await asyncio.sleep(0)
        await driver.until(lambda: len(driver.window.settings.query(SettingRow)) == 3)
        await driver.until(lambda: all(row.children for row in driver.window.settings.query(SettingRow)))
