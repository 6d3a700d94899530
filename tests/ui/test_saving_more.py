"""The rest that the save dialog has, folded away until it is wanted."""

from __future__ import annotations

import json
from pathlib import Path

import av
from save_dialog import in_dialog, spoken
from textual.widgets import Collapsible

from tts_tui.ui.screens.save import SaveScreen

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)


def where(driver) -> str:
    return str(driver.app.screen.query_one("#where").render())


async def unfolded(driver):
    """From the name to the fold, which opens."""
    while not isinstance(driver.app.focused.parent, Collapsible):
        await driver.press("tab")
    await driver.press("enter")
    await driver.until(lambda: not driver.app.screen.query_one(Collapsible).collapsed)
    return driver.app.screen


async def test_every_file_of_the_words_the_title_and_the_cover(drive, tmp_path: Path) -> None:
    (tmp_path / "cover.png").write_bytes(PIXEL)
    async with drive(text="Hello there. And good night.") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("end", "ctrl+u", *"x.mp3")
        screen = await unfolded(driver)
        await driver.press(*("tab", "space") * 4, "tab", *"Mine", "tab", *"cov")
        cover = screen.query_one("#cover")
        await driver.until(lambda: cover._suggestion == "cover.png")
        await driver.press("tab")
        await driver.until(lambda: cover.value == "cover.png")
        await driver.press("ctrl+s")
        await driver.until(lambda: "Saved" in driver.notice)
        assert (tmp_path / "x.vtt").read_text().startswith("WEBVTT")
        assert "Hello there." in (tmp_path / "x.lrc").read_text()
        assert "{\\k" in (tmp_path / "x.ass").read_text()
        assert json.loads((tmp_path / "x.json").read_text())
        with av.open(str(tmp_path / "x.mp3")) as container:
            assert container.metadata["title"] == "Mine"
            assert len(container.streams.video) == 1, "the cover"
        await in_dialog(driver)
        again = driver.app.screen
        assert not again.query_one(Collapsible).collapsed, "what is on is seen"
        assert again.query_one("#vtt").value
        assert again.query_one("#file-title").value == "", "a title is of one text"
        await driver.press("escape")


async def test_a_cover_that_is_none_keeps_the_dialog_open(drive, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no picture")
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        screen = await unfolded(driver)
        assert screen.query_one("#cover").disabled, "wav holds none"
        assert "mp3" in screen.query_one("#cover").placeholder
        screen.query_one("#name").focus()
        await driver.press("end", "ctrl+u", *"x.mp3")
        await driver.until(lambda: not screen.query_one("#cover").disabled)
        screen.query_one("#cover").focus()
        await driver.press(*"gone.png", "enter")
        await driver.until(lambda: "gone.png can't be read" in where(driver))
        await driver.press("ctrl+u", *"notes.txt", "enter")
        await driver.until(lambda: "JPEG" in where(driver))
        assert isinstance(driver.app.screen, SaveScreen)
        assert not (tmp_path / "x.mp3").exists()
