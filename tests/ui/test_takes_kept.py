"""What was made of a text is there after a restart and after a kill: ledger, takes, sound and place, unmade."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scripted_backend import ScriptedBackend, manager_of
from window_driver import WIDE, Driver

from tts_tui.audio.files.formats import FORMATS
from tts_tui.audio.play.player import Player
from tts_tui.backends.base import BackendContext
from tts_tui.speech.events import Finished
from tts_tui.store.paths import Paths
from tts_tui.studio.rendition import Rendition
from tts_tui.studio.saving import save_take
from tts_tui.studio.session import Session
from tts_tui.ui.app import TTSApp

TEXT = "One is here. Two is here. Three is here."

Later = Callable[..., AbstractAsyncContextManager[Driver]]


@pytest.fixture
def later(session: Session, tmp_path: Path, one_output: None) -> Later:
    """Another run of the program on the folders as they are at this moment, as after a kill."""
    runs = 0

    @asynccontextmanager
    async def run(text: str | None = None, document: Path | None = None) -> AsyncIterator[Driver]:
        nonlocal runs
        runs += 1
        paths = session.paths
        copied = {}
        for name in ("config", "cache", "data", "state"):
            copied[name] = tmp_path / f"run-{runs}" / name
            if getattr(paths, name).exists():
                shutil.copytree(getattr(paths, name), copied[name])
        killed = replace(session, paths=Paths(**copied, settings_file=paths.settings_file))
        backend = ScriptedBackend()
        manager = manager_of(backend, BackendContext(copied["cache"], copied["data"]))
        app = TTSApp(killed, lambda: manager, lambda told: Player(on_state=told), text, document)
        app.animation_level = "none"
        async with app.run_test(size=WIDE) as pilot:
            driver = Driver(app, pilot, backend)
            await driver.ready()
            yield driver

    return run


def audio(take) -> np.ndarray:
    return take.timeline.read(0, take.timeline.frames)


def states(driver: Driver) -> list[str]:
    ledger = driver.window.desk.ledger
    return [row.state for row in ledger.rows] if ledger else []


async def spoken(driver: Driver) -> None:
    await driver.press("ctrl+g")
    await driver.until(lambda: driver.window.deck.take and isinstance(driver.window.deck.take.end, Finished))


async def kept(driver: Driver) -> None:
    """All of it is on the disk."""
    await driver.window.keep_all()
    await driver.window.desk.keep()


async def test_take_ledger_and_place_are_there_without_the_engine(
    drive, later: Later, tmp_path: Path
) -> None:
    async with drive(text=TEXT) as driver:
        await spoken(driver)
        await driver.press("escape", "f7")
        await driver.until(lambda: driver.window.takes.row)
        await driver.press("home", "down", "r")
        await driver.until(lambda: states(driver) == ["made", "kept", "made"])
        await driver.press("f10", "5")
        await driver.until(lambda: driver.window.deck.position > 1.0)
        await driver.press("escape")
        await driver.until(lambda: not driver.window.deck.sounding)
        place, before = driver.window.deck.place, audio(driver.window.deck.take)
        await kept(driver)
        async with later() as other:
            assert other.window.text.text == TEXT
            await other.until(lambda: other.window.deck.take)
            take = other.window.deck.take
            np.testing.assert_array_equal(audio(take), before)
            assert [word.text for word in take.words] == TEXT.split()
            assert other.window.deck.place == pytest.approx(place, abs=0.02)
            assert states(other) == ["made", "kept", "made"]
            assert len(other.window.desk.ledger.rows[1].takes) == 2
            assert isinstance(take.end, Finished)
            wav = Rendition(format=FORMATS["wav"], path=tmp_path / "again.wav")
            saved = await save_take(take, wav, lambda _share: None)
            assert saved.path.stat().st_size > 2 * take.timeline.frames
            assert "reads on" in other.notice
            await other.press("alt+g")
            await other.until(lambda: other.window.deck.sounding)
            assert not other.notice
            assert not other.backend.calls


async def test_a_kill_in_the_middle_costs_only_what_was_not_made(drive, later: Later) -> None:
    async with drive(text=TEXT) as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: states(driver)[:1] == ["made"])
        await kept(driver)
        async with later() as other:
            await other.until(lambda: other.window.deck.take)
            take = other.window.deck.take
            assert take.can_go_on
            assert [word.text for word in take.words] == ["One", "is", "here."]
            assert states(other) == ["made", "next", "next"]
            await other.press("alt+g")
            await other.until(lambda: isinstance(other.window.deck.take.end, Finished))
            assert [call.text for call in other.backend.calls] == ["Two is here.", "Three is here."]
            assert states(other) == ["made"] * 3
            whole = audio(other.window.deck.take)
        driver.backend.gate.open()
        await driver.until(lambda: isinstance(driver.window.deck.take.end, Finished))
        np.testing.assert_array_equal(whole, audio(driver.window.deck.take))


async def test_each_file_has_its_own(drive, later: Later, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(TEXT)
    async with later(TEXT, file) as driver:
        await spoken(driver)
        await kept(driver)
        name = driver.app.drafting.draft.name
        assert (driver.app.takes_folder / name / "ledger.json").exists()
        await driver.press("ctrl+n")
        await driver.until(lambda: driver.window.desk.ledger and not driver.window.desk.ledger.rows)
        assert driver.app.drafting.draft.name != name


async def test_a_ledger_that_is_damaged_is_no_reason_not_to_start(drive, later: Later, session) -> None:
    async with drive(text=TEXT) as driver:
        await spoken(driver)
        await kept(driver)
        (ledger,) = session.paths.data.rglob("ledger.json")
        ledger.write_bytes(ledger.read_bytes()[:50])
        async with later() as other:
            await other.until(lambda: other.window.desk.ledger is not None)
            assert not other.window.desk.ledger.rows
            await spoken(other)
            assert not other.backend.calls, "the cache still has the sounds"


async def test_a_full_disk_costs_what_is_kept_and_not_the_speech(drive, session) -> None:
    session.paths.data.mkdir(parents=True)
    (session.paths.data / "takes").write_text("in the way")
    session.paths.cache.mkdir(parents=True)
    (session.paths.cache / "sentences").write_text("in the way")
    async with drive(text=TEXT) as driver:
        await spoken(driver)
        assert len(driver.window.deck.take.words) == 9
        await driver.until(lambda: "Takes" in driver.notice)
