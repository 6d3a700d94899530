"""The text is kept while the window goes on, however long the disk takes; nothing older is written over it."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from window_driver import LONGEST_WAIT


class SlowDisk:
    """One on which nothing is written before it is told to go on."""

    def __init__(self) -> None:
        self.asked = 0
        self.goes_on = threading.Event()
        self._fsync = os.fsync

    def fsync(self, descriptor: int) -> None:
        self.asked += 1
        self.goes_on.wait(LONGEST_WAIT)
        self._fsync(descriptor)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    disk = SlowDisk()
    monkeypatch.setattr(os, "fsync", disk.fsync)
    return disk


def drafts(session) -> list[str]:
    return sorted(file.read_text() for file in (session.paths.state / "drafts").glob("*.txt"))


async def test_typing_goes_on_while_the_disk_is_slow(drive, session, disk: SlowDisk) -> None:
    async with drive(text="") as driver:
        await driver.press("f2", *"one")
        await driver.until(lambda: disk.asked)
        await driver.press(*" two")
        assert driver.window.text.text == "one two"
        assert drafts(session) == []
        disk.goes_on.set()
        await driver.until(lambda: drafts(session) == ["one two"])


async def test_a_new_text_is_begun_while_the_disk_is_slow(drive, session, disk: SlowDisk) -> None:
    async with drive(text="") as driver:
        await driver.press("f2", *"one", "ctrl+n", *"two")
        await driver.until(lambda: disk.asked)
        assert driver.window.text.text == "two"
        assert drafts(session) == []
        disk.goes_on.set()
        await driver.leave()
    assert drafts(session) == ["one", "two"]


async def test_leaving_waits_for_the_newest(drive, session, disk: SlowDisk) -> None:
    async with drive(text="") as driver:
        await driver.press("f2", *"one")
        await driver.until(lambda: disk.asked)
        await driver.press(*" two")
        threading.Timer(0.2, disk.goes_on.set).start()
        await driver.leave()
        assert drafts(session) == ["one two"]


async def test_what_is_typed_before_a_document_comes_is_kept(
    drive, session, disk: SlowDisk, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("notes")
    async with drive(text="") as driver:
        await driver.press("f2", *"one")
        opening = driver.window.run_worker(driver.window.open_document(notes, "notes"))
        await driver.until(lambda: disk.asked)
        await driver.press(*" two")
        disk.goes_on.set()
        await opening.wait()
        assert driver.window.text.text == "notes"
        assert "one two" in drafts(session)


async def test_a_text_that_was_emptied_is_kept_so(drive, session, tmp_path: Path) -> None:
    async with drive(text="") as driver:
        await driver.press("f2", *"one")
        await driver.until(lambda: drafts(session) == ["one"])
        await driver.press("ctrl+u")
        await driver.window.open_document(tmp_path / "notes.md", "notes")
        assert "one" not in drafts(session)
