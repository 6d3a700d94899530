"""Cloned voices through their screens: made of real files, heard, exported, imported, removed."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scripted_backend import MODELS, VOICES, ScriptedBackend, manager_of
from window_driver import NARROW

from tts_tui.backends.base import BackendContext
from tts_tui.backends.chatterbox.backend import ChatterboxBackend
from tts_tui.backends.engines.catalog import CHATTERBOX
from tts_tui.backends.engines.environment import EngineEnvironment, Manifest
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.backends.voice_profiles import VoiceProfiles
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.errors import SpeechError
from tts_tui.store.user_paths import typed_path
from tts_tui.studio.session import Session
from tts_tui.ui.screens.clone import NO_CLIP, CloneScreen
from tts_tui.ui.screens.folder_tree import FolderTree
from tts_tui.ui.screens.open_text import OpenScreen
from tts_tui.ui.screens.voice_profiles import VoiceProfilesScreen
from tts_tui.ui.widgets.path_field import PathField

RATE = 16_000


def recording(seconds: float, level: float = 0.1) -> np.ndarray:
    noise = np.random.default_rng(0).standard_normal(round(seconds * RATE))
    return (level * noise).clip(-0.9, 0.9).astype(np.float32)


def write_clip(path: Path, seconds: float, level: float = 0.1) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((recording(seconds, level) * 32767).astype("<i2").tobytes())


class Cloning(ScriptedBackend):
    """Speaks with the profiles as well, which are made where Chatterbox makes them."""

    def __init__(self, context: BackendContext) -> None:
        super().__init__()
        self._real = ChatterboxBackend(context)
        self.profiles = self._real.profiles

    def why_no_cloning(self) -> SpeechError | None:
        return self._real.why_no_cloning()

    def models(self) -> Sequence[Model]:
        return [replace(MODELS[0], id="clones-1", name="Clones", backend="clones")]

    async def voices(self, model: str, *, refresh: bool = False) -> Sequence[Voice]:
        return [*VOICES, *(Voice(each.id, each.name) for each in self.profiles.all())]


@pytest.fixture
def profiles(session: Session) -> VoiceProfiles:
    return VoiceProfiles.under(session.paths.data)


@pytest.fixture
def manager(session: Session, backend: ScriptedBackend) -> TTSBackendManager:
    """With a second backend, which clones."""
    context = BackendContext(session.paths.cache, session.paths.data)
    speaking = BackendSpec("scripted", tuple(model.id for model in MODELS), lambda _context: backend)
    return TTSBackendManager(context, [speaking, BackendSpec("clones", ("clones-*",), Cloning)])


@pytest.fixture
def installed(session: Session) -> None:
    environment = EngineEnvironment(CHATTERBOX, session.paths.data)
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    environment.write_manifest(Manifest(environment.digest, "torch for the CPU", "Spoke.", 1.0))


async def opened(driver) -> VoiceProfilesScreen:
    await driver.press("alt+v")
    await driver.until(lambda: isinstance(driver.app.screen, VoiceProfilesScreen))
    return driver.app.screen


async def cloning(driver, path: str) -> CloneScreen:
    await driver.press("n")
    await driver.until(lambda: isinstance(driver.app.screen, CloneScreen) and driver.app.screen.focused)
    screen = driver.app.screen
    await driver.press("tab", *path, "enter")
    await driver.until(lambda: "Listening" not in judged(screen) and "No clip" not in judged(screen))
    return screen


def judged(screen: CloneScreen) -> str:
    return str(screen.query_one("#judged").render())


def told(screen: VoiceProfilesScreen) -> str:
    return str(screen.query_one("#status-line").render())


@pytest.mark.usefixtures("installed")
async def test_a_voice_is_made_of_a_clip_heard_first_and_spoken_with(
    drive, profiles: VoiceProfiles, tmp_path: Path
) -> None:
    write_clip(tmp_path / "me.wav", 6)
    async with drive(size=NARROW) as driver:
        screen = await opened(driver)
        assert "No voice yet" in told(screen)
        clone = await cloning(driver, "me.wav")
        assert "6.0 s of speech" in judged(clone)
        assert "closer likeness" in judged(clone)
        await driver.press("ctrl+l")
        player = driver.app.service.player
        await driver.until(lambda: player.status.state == "playing")
        assert player.timeline.seconds == pytest.approx(6.0, abs=0.1)
        await driver.press("ctrl+s")
        assert profiles.all() == [], "not without the consent"
        await driver.press("tab", "end", *"2", "tab", *"mine", "tab", "space", "ctrl+s")
        await driver.until(lambda: driver.app.screen is screen)
        [profile] = profiles.all()
        assert (profile.name, profile.notes) == ("me2", "mine")
        await driver.press("enter")
        await driver.until(lambda: driver.window.selection.voice == "me2")
        assert driver.window.selection.model == "clones-1"
        await driver.until(lambda: player.status.state in ("idle", "ended"))
        await driver.until(lambda: "me2" in [each.id for each in driver.window.voices._voices])


class TestWithoutACloningBackend:
    @pytest.fixture
    def manager(self, session: Session, backend: ScriptedBackend) -> TTSBackendManager:
        return manager_of(backend, BackendContext(session.paths.cache, session.paths.data))

    async def test_the_window_says_so(self, drive) -> None:
        async with drive() as driver:
            await driver.press("alt+v")
            await driver.until(lambda: "No engine here can clone a voice." in driver.notice)
            assert driver.app.screen is driver.window


@pytest.mark.usefixtures("installed")
async def test_clips_that_do_not_suit_are_judged(drive, tmp_path: Path) -> None:
    write_clip(tmp_path / "short.wav", 1)
    write_clip(tmp_path / "soft.wav", 8, 0.0005)
    (tmp_path / "text.wav").write_text("not sound")
    async with drive() as driver:
        await opened(driver)
        for path, why in [("short", "1.0 s long"), ("soft", "very soft"), ("text", "cannot be read")]:
            assert why in judged(await cloning(driver, f"{path}.wav"))
            await driver.press("escape")


@pytest.mark.usefixtures("installed")
async def test_entering_a_folder_ends_what_was_said_of_a_file_and_leaves_a_clip(
    drive, tmp_path: Path
) -> None:
    (tmp_path / "clip.wav").write_text("not sound")
    (tmp_path / "clips").mkdir()
    async with drive() as driver:
        await opened(driver)
        clone = await cloning(driver, "clip.wav")
        assert "✗" in judged(clone)
        tree = clone.query_one(FolderTree)
        tree.focus()
        await driver.until(lambda: tree.root.children)
        tree.move_cursor(tree.root.children[0])
        await driver.press("enter")
        await driver.until(lambda: judged(clone) == NO_CLIP)
        write_clip(tmp_path / "clip.wav", 8)
        clone.query_one(PathField).focus()
        await driver.press("enter")
        await driver.until(lambda: "8.0 s of speech" in judged(clone))
        tree.focus()
        await driver.press("backspace", "enter")
        assert "8.0 s of speech" in judged(clone)


async def test_without_chatterbox_the_reason_is_told_and_none_is_made(drive) -> None:
    async with drive() as driver:
        screen = await opened(driver)
        assert "not installed" in told(screen)
        assert "alt+e installs Chatterbox." in told(screen)
        await driver.press("n")
        assert driver.app.screen is screen


async def test_a_voice_is_exported_removed_and_imported(
    drive, profiles: VoiceProfiles, tmp_path: Path
) -> None:
    profiles.add("Anna", recording(6), RATE, "her own")
    async with drive() as driver:
        screen = await opened(driver)
        await driver.press("x")
        await driver.until(lambda: "anna.voice.zip" in told(screen))
        await driver.answer("d", "tab", "enter")
        await driver.until(lambda: not profiles.all())
        await driver.answer("i", "tab", *"anna.voice.zip", "enter")
        await driver.until(lambda: "Anna is here" in told(screen))
        await driver.press("i")
        await driver.until(lambda: isinstance(driver.app.screen, OpenScreen) and driver.app.focused)
        importing = driver.app.screen
        await driver.press("tab", *"anna.voice.zip", "enter")
        await driver.until(lambda: "already" in str(importing.query_one("#why").render()))
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is screen)
        await driver.press("space")
        await driver.until(lambda: driver.app.service.player.status.state == "playing")
        await driver.press("escape")
        await driver.until(lambda: driver.app.service.player.status.state == "idle")
    assert [profile.notes for profile in profiles.all()] == ["her own"]


@pytest.mark.parametrize(
    "pasted",
    ["my clip.wav", "'{}/my clip.wav'", r"{}/my\ clip.wav", "file://{}/my%20clip.wav", " my clip.wav "],
)
def test_a_path_is_taken_as_terminals_paste_it(tmp_path: Path, pasted: str) -> None:
    (tmp_path / "my clip.wav").touch()
    assert typed_path(pasted.format(tmp_path), tmp_path) == tmp_path / "my clip.wav"
