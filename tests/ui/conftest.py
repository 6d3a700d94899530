"""The real app on scripted backends, driven by keys."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from scripted_backend import ScriptedBackend, manager_of
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation
from textual.widgets import Input, TextArea
from window_driver import TEXT, WIDE, Driver

from tts_tui.audio.play import route
from tts_tui.audio.play.player import Player
from tts_tui.audio.play.sinks.base import OutputDevice
from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.store import settings_file
from tts_tui.store.paths import Paths
from tts_tui.store.secrets import Secrets
from tts_tui.studio.session import Session
from tts_tui.ui.app import TTSApp


@pytest.fixture
def session(tmp_path: Path) -> Session:
    folders = [tmp_path / name for name in ("config", "cache", "data", "state")]
    paths = Paths(*folders, settings_file=tmp_path / "config" / "config.toml")
    return Session(paths, settings_file.load(paths.settings_file), Secrets(paths.keys_file, environment={}))


@pytest.fixture
def backend() -> ScriptedBackend:
    return ScriptedBackend()


@pytest.fixture
def manager(session: Session, backend: ScriptedBackend) -> TTSBackendManager:
    return manager_of(backend, BackendContext(session.paths.cache, session.paths.data))


@pytest.fixture
def one_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that only pretends to be a device, on any machine: no message about the sound covers another."""
    device = OutputDevice("Speakers", "sounddevice", 2, 48_000, True)
    monkeypatch.setattr("tts_tui.audio.play.devices.outputs", lambda: [device])
    monkeypatch.setattr(route, "_ANYTHING", route._NOTHING)


@pytest.fixture
def app(
    session: Session,
    manager: TTSBackendManager,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    one_output: None,
) -> TTSApp:
    monkeypatch.setattr("textual.app.wait_for_idle", _one_turn)
    monkeypatch.setattr("tts_tui.events.inquiries.resident_mb", lambda: 212)
    monkeypatch.chdir(tmp_path)
    app = TTSApp(session, lambda: manager, lambda told: Player(on_state=told))
    app.animation_level = "none"
    return app


async def _one_turn(_least: float = 0.0) -> None:
    """Instead of waiting up to a second after each key for an idle process: playing, ours never is."""
    await asyncio.sleep(0.02)


@pytest.fixture
def snap_compare(snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch) -> Callable[..., bool]:
    """With cursors that don't blink: switching that off later leaves a line as it was drawn before."""
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _: None)
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _: None)
    return snap_compare


@pytest.fixture(scope="session", autouse=True)
def parsed_once() -> Iterator[None]:
    """Style sheets are parsed once for the hundreds of apps of a run; the same rules come of the same text."""
    kept: dict[Hashable, list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parsed(
        sheet: Stylesheet, css: str, read_from: CSSLocation, *arguments: Any, **named: Any
    ) -> list[RuleSet]:
        variables = frozenset(sheet._variables.items())
        key = (css, read_from, arguments, frozenset(named.items()), variables)
        if key not in kept:
            kept[key] = parse(sheet, css, read_from, *arguments, **named)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parsed)
        yield


Drive = Callable[..., AbstractAsyncContextManager[Driver]]


@pytest.fixture
def drive(app: TTSApp, backend: ScriptedBackend) -> Drive:
    @asynccontextmanager
    async def driven(size: tuple[int, int] = WIDE, text: str = TEXT) -> AsyncIterator[Driver]:
        app.first_text = text
        async with app.run_test(size=size) as pilot:
            driver = Driver(app, pilot, backend)
            await driver.ready()
            yield driver
            if app.return_code is None:  # as people leave it: what is still being mounted then is no fault
                app.exit()

    return driven
