"""Where the sound goes: chosen among what is there at that moment, and remembered by name."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from textual.command import CommandPalette
from textual.widgets import OptionList

from tts_tui.audio.play.sinks.base import OutputDevice
from tts_tui.speech.errors import SettingsError
from tts_tui.store.output_choice import OutputChoice

SPEAKERS = OutputDevice("Speakers", "sounddevice", 2, 48_000, True)
HEADPHONES = OutputDevice("Headphones", "sounddevice", 2, 48_000, False)


async def choosing(driver) -> list[str]:
    """Open the chooser; the lines that it shows."""
    await driver.press("ctrl+p")
    await pick(driver, "soundout", "Sound output")
    await driver.until(lambda: any(line.startswith("●") for line in lines(driver)))
    return lines(driver)


async def pick(driver, typed: str, line: str) -> None:
    """Take that line of the palette."""
    await driver.until(lambda: isinstance(driver.app.screen, CommandPalette))
    await driver.press(*typed)
    await driver.until(lambda: lines(driver)[:1] and lines(driver)[0].endswith(line))
    await driver.press("enter")


def lines(driver) -> list[str]:
    if not isinstance(driver.app.screen, CommandPalette):
        return []
    options = driver.app.screen.query_one(OptionList).options
    return [str(option.prompt).splitlines()[0] for option in options]


async def test_the_outputs_offered_are_those_of_now(drive, monkeypatch: pytest.MonkeyPatch) -> None:
    async with drive() as driver:
        monkeypatch.setattr("tts_tui.audio.play.devices.outputs", lambda: [SPEAKERS, HEADPHONES])
        assert await choosing(driver) == ["● The system’s choice", "○ Speakers", "○ Headphones"]


async def test_an_output_is_used_at_once_and_remembered_by_name(
    drive, session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tts_tui.audio.play.devices.outputs", lambda: [SPEAKERS, HEADPHONES])
    async with drive() as driver:
        asked: list[str | None] = []
        monkeypatch.setattr(driver.app.service.player, "set_device", asked.append)
        await choosing(driver)
        await pick(driver, "head", "Headphones")
        await driver.until(lambda: asked)
        assert asked == ["Headphones"]
        await driver.until(
            lambda: "Headphones" in str(driver.window.status.query_one("#output-state").render())
        )
        assert session.output_choice().device == "Headphones"
        monkeypatch.setattr("tts_tui.audio.play.devices.outputs", lambda: [SPEAKERS])
        assert "● Headphones" in await choosing(driver), "it may be plugged in again"


async def test_the_systems_choice_forgets_the_name(session, request: pytest.FixtureRequest) -> None:
    session.output_choice().choose("Headphones")
    async with request.getfixturevalue("drive")() as driver:
        assert driver.app.outputs.chosen == "Headphones"
        await choosing(driver)
        await pick(driver, "system", "The system’s choice")
        await driver.until(lambda: driver.app.outputs.chosen is None)
    assert session.output_choice().device is None


def test_what_the_settings_name_wins(session) -> None:
    session.output_choice().choose("Headphones")
    settings = msgspec.structs.replace(
        session.settings, audio=msgspec.structs.replace(session.settings.audio, device="HDMI")
    )
    assert replace(session, settings=settings).output_choice().device == "HDMI"


def test_a_choice_that_cannot_be_kept_holds_until_the_end(tmp_path) -> None:
    (tmp_path / "file").touch()
    choice = OutputChoice(tmp_path / "file" / "output.txt")
    with pytest.raises(SettingsError, match=r"can't be kept in .*output\.txt"):
        choice.choose("Headphones")
    assert choice.device == "Headphones"
