"""The window beside an AllTalk server: it makes nobody's server switch, and shows what is so after a switch."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from alltalk_stub import AllTalk
from http_stub import HttpStub
from scripted_backend import ScriptedBackend
from window_driver import WIDE, Driver

from tts_tui.audio.play.player import Player
from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.backends.registry import specs
from tts_tui.events.tts_events import Selection
from tts_tui.studio.session import Session
from tts_tui.ui.app import TTSApp


@pytest.fixture
async def server() -> AsyncIterator[tuple[AllTalk, HttpStub]]:
    running = AllTalk(mended=True)
    async with HttpStub(running) as stub:
        yield running, stub


@pytest.fixture
def beside(app: TTSApp, session: Session, server: tuple[AllTalk, HttpStub]) -> TTSApp:
    """The app with AllTalk's backend, and XTTS remembered from the last time."""
    options = {"alltalk": {"base_url": server[1].url, "poll_seconds": 0.001}}
    context = BackendContext(session.paths.cache, session.paths.data)
    own = [spec for spec in specs(options) if spec.name == "alltalk"]
    made = TTSApp(
        session, lambda: TTSBackendManager(context, own, options), lambda told: Player(on_state=told)
    )
    made.animation_level = "none"
    made.first_text = "The harbour is quiet today."
    return made


async def test_a_remembered_engine_is_not_switched_to_until_it_speaks(
    beside: TTSApp, server: tuple[AllTalk, HttpStub]
) -> None:
    running, stub = server
    async with beside.run_test(size=WIDE) as pilot:
        driver = Driver(beside, pilot, ScriptedBackend())
        window = beside.window
        await driver.until(lambda: window.catalog.find("alltalk_xtts", "alltalk"))
        window.select(replace(Selection("alltalk", "alltalk_xtts"), voice="default"))
        await driver.until(lambda: window.model and "makes it switch" in window.model.notice)
        await driver.until(lambda: "ready" in driver.engine_state)
        assert running.engine == "piper"
        assert "/api/enginereload" not in [request.path for request in stub.requests]

        await window.speak(window.selection.request("The harbour is quiet today."), 0)
        await driver.until(lambda: running.engine == "xtts")
        await driver.until(lambda: window.model and not window.model.notice)
        await driver.until(lambda: window.voices.rows.option_count == 5)
        names = {setting.name for setting in window.model.settings} if window.model else set()
        assert "engine_model" in names


async def test_a_fresh_window_takes_what_is_loaded(beside: TTSApp, server: tuple[AllTalk, HttpStub]) -> None:
    running, _ = server
    async with beside.run_test(size=WIDE) as pilot:
        driver = Driver(beside, pilot, ScriptedBackend())
        window = beside.window
        await driver.until(lambda: window.voices.rows.option_count == 2)
        assert window.selection.model == "alltalk_loaded"
        assert running.engine == "piper"
        await driver.until(lambda: window.model and window.model.name == "What is loaded (Piper)")
