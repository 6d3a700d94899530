"""Engines: installed, mended, removed, loaded and unloaded by keys. The installer's events are scripted here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import replace

import pytest
from scripted_backend import MODELS, Gate, ScriptedBackend
from window_driver import NARROW

from tts_tui.backends.base import BackendContext
from tts_tui.backends.engines.catalog import CHATTERBOX, KOKORO_TORCH, Engine
from tts_tui.backends.engines.environment import EngineEnvironment, EngineState, Manifest
from tts_tui.backends.engines.install import InstallProgress
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import MissingDependencyError, SpeechError
from tts_tui.studio.session import Session
from tts_tui.ui.screens.engines import EnginesScreen

SPOKEN = "Made 2.1 s of sound; watermark found."


def put_there(session: Session, engine: Engine, size: int = 0) -> EngineEnvironment:
    """What a finished installation leaves."""
    environment = EngineEnvironment(engine, session.paths.data)
    environment.python.parent.mkdir(parents=True)
    environment.python.write_bytes(bytes(size))
    environment.write_manifest(Manifest(environment.digest, "torch for the CPU", SPOKEN, 60.0))
    return environment


class Installer:
    """Says what uv would, and waits at the gate in the middle of the packages.

    Attributes:
        fault: raised after the gate.
        stopped: times that it was closed before its end.
    """

    def __init__(self, session: Session) -> None:
        self.gate = Gate()
        self.fault: SpeechError | None = None
        self.stopped = 0
        self._session = session

    async def __call__(
        self, engine: Engine, context: BackendContext, *, torch: str = ""
    ) -> AsyncGenerator[InstallProgress]:
        yield InstallProgress("environment", "Making the environment.", 0.1)
        yield InstallProgress("packages", "Downloading torch (178 MiB)", 1.2, 0.0)
        yield InstallProgress("packages", "Downloaded librosa", 7.4, 0.4)
        try:
            await self.gate.passed()
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        if self.fault:
            raise self.fault
        yield InstallProgress("check", f"{engine.title} speaks for the first time.", 41.0)
        await asyncio.to_thread(put_there, self._session, engine, 3_000_000)
        yield InstallProgress("ready", f"{engine.title} is ready.", 48.3)


class WithChatterbox(ScriptedBackend):
    """Has a model that speaks once the engine is there."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._environment = EngineEnvironment(CHATTERBOX, session.paths.data)

    def models(self) -> Sequence[Model]:
        here = self._environment.state is EngineState.READY
        turbo = replace(MODELS[1], id="turbo", name="Turbo", backend="chatterbox", available=here)
        return [*MODELS, turbo]


@pytest.fixture
def backend(session: Session) -> ScriptedBackend:
    return WithChatterbox(session)


@pytest.fixture
def installer(session: Session, monkeypatch: pytest.MonkeyPatch) -> Installer:
    installer = Installer(session)
    monkeypatch.setattr("tts_tui.backends.engines.install.install", installer)
    return installer


async def opened(driver) -> EnginesScreen:
    await driver.press("alt+e")
    await driver.until(lambda: isinstance(driver.app.screen, EnginesScreen))
    screen = driver.app.screen
    await driver.until(lambda: screen.query_one("#engines").option_count == 2)
    return screen


def row(screen: EnginesScreen, index: int) -> str:
    return str(screen.query_one("#engines").get_option_at_index(index).prompt)


def text(screen: EnginesScreen, selector: str) -> str:
    return str(screen.query_one(selector).render())


async def test_an_engine_is_installed_with_its_output_and_its_models_come(
    drive, installer: Installer
) -> None:
    installer.gate.shut()
    async with drive(size=NARROW) as driver:
        assert not driver.window.catalog.run_by("chatterbox")[0].available
        screen = await opened(driver)
        assert "not installed" in row(screen, 1)
        assert "1,400 MB" in row(screen, 1)
        await driver.press("down", "i")
        await driver.until(lambda: "being installed" in row(screen, 1))
        log = screen.query_one("#lines")
        await driver.until(lambda: any("Downloaded librosa" in line for line in log.lines))
        assert "✓ environment" in text(screen, "#steps")
        assert "◌ packages" in text(screen, "#steps")
        assert screen.query_one("#share").progress == 0.4
        assert "Turbo" in text(screen, "#about")
        installer.gate.open()
        await driver.until(lambda: "ready" in row(screen, 1))
        assert "3 MB" in row(screen, 1)
        await driver.until(lambda: "✓ ready" in text(screen, "#steps"))
        await driver.until(lambda: SPOKEN in text(screen, "#about"))
        await driver.press("escape")
        await driver.until(lambda: "Chatterbox is installed" in driver.notice)
        await driver.until(lambda: driver.window.catalog.run_by("chatterbox")[0].available)


async def test_an_installation_goes_on_while_the_screen_is_closed(drive, installer: Installer) -> None:
    installer.gate.shut()
    async with drive() as driver:
        screen = await opened(driver)
        await driver.press("i")
        await driver.until(lambda: "being installed" in row(screen, 0))
        await driver.press("escape")
        screen = await opened(driver)
        await driver.until(lambda: len(screen.query_one("#lines").lines) >= 3)
        await driver.press("escape")
        installer.gate.open()
        await driver.until(lambda: "Kokoro on PyTorch is installed" in driver.notice)


async def test_it_is_cancelled_by_a_key(drive, installer: Installer) -> None:
    installer.gate.shut()
    async with drive() as driver:
        screen = await opened(driver)
        await driver.press("i")
        await driver.until(lambda: len(driver.app.engines.installation.lines) == 3)
        await driver.press("c")
        await driver.until(lambda: not driver.app.engines.installing)
        assert installer.stopped == 1
        await driver.until(lambda: "stopped" in text(screen, "#why"))
        installer.gate.open()
        await driver.press("i")
        await driver.until(lambda: "ready" in row(screen, 0))
        assert not screen.query_one("#why").display


async def test_a_failure_stays_with_what_mends_it(drive, installer: Installer) -> None:
    installer.fault = MissingDependencyError("Packages can't be fetched.", hint="Connect to the internet.")
    async with drive() as driver:
        screen = await opened(driver)
        await driver.press("i")
        await driver.until(lambda: screen.query_one("#why").display)
        assert "✗ packages" in text(screen, "#steps")
        assert "Packages can't be fetched." in text(screen, "#why")
        assert "Connect to the internet." in text(screen, "#why")
        await driver.press("escape")
        await driver.until(lambda: "Connect to the internet." in driver.notice)


async def test_a_broken_one_is_named_and_removed_after_asking(drive, session: Session) -> None:
    environment = put_there(session, KOKORO_TORCH, 2_000_000)
    environment.python.unlink()
    async with drive() as driver:
        screen = await opened(driver)
        assert "broken" in row(screen, 0)
        await driver.answer("r", "enter")
        assert environment.folder.exists(), "the careful answer has the focus"
        await driver.answer("r", "tab", "enter")
        await driver.until(lambda: "not installed" in row(screen, 0))
        assert not environment.folder.exists()


async def test_leaving_ends_an_installation(drive, installer: Installer) -> None:
    installer.gate.shut()
    async with drive() as driver:
        await opened(driver)
        await driver.press("i")
        await driver.until(lambda: len(driver.app.engines.installation.lines) == 3)
        await driver.leave()
    assert installer.stopped == 1


async def test_the_model_is_unloaded_and_loaded_by_keys(drive) -> None:
    async with drive() as driver:
        described: Callable[[], str] = lambda: text(driver.window, "#engine-description")  # noqa: E731
        await driver.until(lambda: "tones on the CPU" in described())
        assert "app 212 MB" in described()
        await driver.press("alt+u")
        await driver.until(lambda: "unloaded" in driver.engine_state)
        assert driver.backend.closed == 1
        await driver.until(lambda: not described())
        await driver.press("alt+u")
        assert driver.backend.closed == 1, "nothing is loaded"
        await driver.press("alt+l")
        await driver.until(lambda: "ready" in driver.engine_state and "tones" in described())


async def test_unloading_ends_what_is_being_spoken(drive) -> None:
    async with drive() as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.has_audio)
        await driver.press("alt+u")
        await driver.until(lambda: "unloaded" in driver.engine_state)
        assert driver.window.deck.take.end
        assert driver.backend.running == 0


async def test_the_speed_reached_is_kept_and_a_long_job_told_before_it_begins(drive) -> None:
    async with drive() as driver:
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.app.speeds.of("tones-1") is not None)
        assert "to make here" not in driver.window.text.border_subtitle
        driver.app.speeds.note("tones-1", 2.0)
        await driver.press("f2", "x")
        await driver.press("ctrl+t", "tab", "tab", "tab", "enter", "down", "enter")
        await driver.until(lambda: "≈ 8 min to make here" in str(driver.window.text.border_subtitle))


async def test_sounds_of_the_model_are_completed_after_a_bracket(drive) -> None:
    async with drive(text="") as driver:
        editor = driver.window.text.editor
        await driver.press("left_square_bracket")
        assert not editor.suggestion, "this model has none"
        await driver.press("backspace", "ctrl+t", "tab", "enter", "down", "enter")
        await driver.until(lambda: driver.window.selection.model == "tones-expressive")
        await driver.press("f2", "left_square_bracket")
        await driver.until(lambda: editor.suggestion == "laugh]")
        await driver.until(lambda: "clear throat" in str(driver.window.text.border_subtitle))
        await driver.press("c", "right")
        assert editor.text == "[clear throat]"
        assert not editor.suggestion
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.backend.calls)
        assert driver.backend.calls[0].text == "[clear throat]"
