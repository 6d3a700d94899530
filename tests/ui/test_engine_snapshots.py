"""What the screens of engines and cloned voices look like where there is least room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList
from window_driver import NARROW

from tts_tui.backends.engines.catalog import CHATTERBOX, KOKORO_TORCH
from tts_tui.backends.engines.environment import EngineEnvironment, Manifest
from tts_tui.backends.engines.install import InstallProgress
from tts_tui.backends.voice_profiles import VoiceProfile, VoiceProfiles
from tts_tui.events.cloning import PreparedClip
from tts_tui.events.engine_setup import Installation
from tts_tui.speech.errors import MissingDependencyError
from tts_tui.studio.session import Session
from tts_tui.ui.app import TTSApp
from tts_tui.ui.screens.clone import CloneScreen
from tts_tui.ui.screens.folder_tree import FolderTree
from tts_tui.ui.screens.voice_profiles import VoiceProfilesScreen
from tts_tui.ui.widgets.key_bar import KeyBar

LINES = (
    InstallProgress("environment", "Making the environment.", 0.1),
    InstallProgress("packages", "Fetching packages, with torch for the CPU.", 0.8),
    InstallProgress("packages", "Downloading torch (178 MiB)", 1.9, 0.0),
    InstallProgress("packages", "Downloaded librosa", 7.4, 0.4),
)
ERROR = MissingDependencyError(
    "Packages of Chatterbox aren't on this machine, and can't be fetched:\n  error: dns error",
    hint="Connect to the internet, or give pip a folder of wheels.",
)


async def settled(pilot: Pilot[None]) -> TTSApp:
    await pilot.pause()
    app = pilot.app
    assert isinstance(app, TTSApp)
    while not (app.window.loaded and app.outputs.devices and app.window.voices.rows.option_count):
        await pilot.pause(0.01)
    return app


def put_there(session: Session) -> None:
    environment = EngineEnvironment(KOKORO_TORCH, session.paths.data)
    environment.python.parent.mkdir(parents=True)
    environment.python.write_bytes(bytes(2_000_000))
    environment.write_manifest(Manifest(environment.digest, "torch for the CPU", "Spoke 2.1 s.", 60.0))


@pytest.mark.parametrize("failed", [False, True], ids=["stopped", "failed"])
def test_engines(app: TTSApp, session: Session, snap_compare: Callable[..., bool], failed: bool) -> None:
    put_there(session)
    installation = Installation(CHATTERBOX, 0.0, [*LINES], ended=8.0, error=ERROR if failed else None)

    async def engines(pilot: Pilot[None]) -> None:
        app = await settled(pilot)
        app.engines.installation = installation
        await pilot.press("alt+e")
        while not (app.engines.rows and app.screen.query_one("#engines").option_count):
            await pilot.pause(0.01)
        await pilot.press("home")
        while app.screen.query_one("#engines", OptionList).highlighted != 0:
            await pilot.pause(0.01)
        while not app.screen.query_one(KeyBar).render().plain.strip():
            await pilot.pause(0.01)

    assert snap_compare(app, terminal_size=NARROW, run_before=engines)


def test_profiles(app: TTSApp, snap_compare: Callable[..., bool]) -> None:
    class Profiles(VoiceProfiles):
        def all(self) -> list[VoiceProfile]:
            return [
                VoiceProfile("anna", "Anna", "her own, with her consent", 11.5),
                VoiceProfile("grandfather", "Grandfather [1950]", "from the tape of 1987", 6.2),
            ]

    async def profiles(pilot: Pilot[None]) -> None:
        app = await settled(pilot)
        missing = MissingDependencyError("Chatterbox isn't installed.", hint="Alt+E installs it.")
        app.push_screen(VoiceProfilesScreen(Profiles(Path()), "Chatterbox", missing, lambda _: None))
        await pilot.pause()

    assert snap_compare(app, terminal_size=NARROW, run_before=profiles)


def test_clone(
    app: TTSApp, tmp_path: Path, snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    (folder / "interview [1].flac").touch()
    recording = PreparedClip(np.zeros(24_000 * 7, np.float32), 24_000, -23.0, "", "10 s would be better.")
    monkeypatch.setattr("tts_tui.ui.screens.clone.read_recording", lambda _: recording)
    monkeypatch.chdir(tmp_path)

    async def clone(pilot: Pilot[None]) -> None:
        app = await settled(pilot)
        app.push_screen(CloneScreen(Path("clips"), VoiceProfiles(tmp_path / "voices"), lambda _: None))
        await pilot.pause()
        while not app.screen.query_one(FolderTree).root.children:
            await pilot.pause(0.01)
        await pilot.press("down", "enter")
        while "7.0 s" not in str(app.screen.query_one("#judged").render()):
            await pilot.pause(0.01)
        app.screen.query_one("#path", Input).value = "clips/interview [1].flac"

    assert snap_compare(app, terminal_size=NARROW, run_before=clone)
