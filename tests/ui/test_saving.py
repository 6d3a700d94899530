"""Saving through the dialog: names, folders and what goes wrong; what is written is decoded again."""

from __future__ import annotations

import wave
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from save_dialog import in_dialog, spoken
from textual import events

from tts_tui.audio.timeline import Timeline
from tts_tui.events.targets import SaveTarget
from tts_tui.speech.errors import NotWritableError
from tts_tui.ui.readouts import clock


async def test_the_take_is_saved_under_its_first_words(drive, tmp_path: Path) -> None:
    async with drive(text="Hello there, you two.") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("enter")
        await driver.until(lambda: "Saved" in driver.notice)
        path = tmp_path / "Hello-there-you-two.wav"
        assert str(path) in driver.notice
        with wave.open(str(path)) as file:
            assert file.getnframes() == driver.window.deck.take.timeline.frames


async def test_a_take_that_was_stopped_says_how_much_of_it_there_is(drive) -> None:
    async with drive(text="One is here. Two is here.") as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.whole_frames)
        await driver.press("escape")
        await driver.until(lambda: driver.window.deck.take.end)
        await in_dialog(driver)
        made = clock(driver.window.deck.take.seconds)
        assert f"Save the audio as far as it was made, {made}" in driver.drawn


async def test_another_format_changes_the_name_with_it(drive, tmp_path: Path) -> None:
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("tab", "enter", "down", "enter")
        await driver.until(lambda: driver.app.screen.query_one("#name").value == "Hello.mp3")
        await driver.press("ctrl+s")
        await driver.until(lambda: "Saved" in driver.notice)
        with av.open(str(tmp_path / "Hello.mp3")) as container:
            decoded = sum(frame.samples for frame in container.decode(audio=0))
            assert decoded == driver.window.deck.take.timeline.frames


async def test_an_existing_file_is_offered_another_name_first(drive, tmp_path: Path) -> None:
    (tmp_path / "taken.wav").write_bytes(b"mine")
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("ctrl+u", *"taken", "enter")
        dialog = driver.app.screen
        await driver.until(lambda: dialog.query_one("#name").value == "taken-2.wav")
        assert driver.app.screen is dialog, "the user sees the name before anything is written"
        await driver.press("enter")
        await driver.until(lambda: "Saved" in driver.notice)
    assert (tmp_path / "taken.wav").read_bytes() == b"mine"
    assert (tmp_path / "taken-2.wav").read_bytes()[:4] == b"RIFF"


async def test_overwriting_takes_a_button_of_its_own(drive, tmp_path: Path) -> None:
    (tmp_path / "taken.wav").write_bytes(b"mine")
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("ctrl+u", *"taken")
        await driver.until(lambda: driver.app.screen.query_one("#overwrite").display)
        await driver.press(*["tab"] * 9)
        await driver.until(lambda: driver.app.focused.id == "overwrite")
        await driver.press("enter")
        await driver.until(lambda: "Saved" in driver.notice)
    assert (tmp_path / "taken.wav").read_bytes()[:4] == b"RIFF"


async def test_a_folder_is_chosen_in_the_tree(drive, tmp_path: Path) -> None:
    (tmp_path / "audio").mkdir()
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        tree = driver.app.screen.query_one("FolderTree")
        await driver.until(lambda: tree.root.children)
        await driver.press("shift+tab", "down")
        await driver.until(lambda: tree.has_focus)
        await driver.until(lambda: "/audio/" in str(driver.app.screen.query_one("#where").render()))
        await driver.press("ctrl+s")
        await driver.until(lambda: "Saved" in driver.notice)
    assert (tmp_path / "audio" / "Hello.wav").exists()


async def test_saving_while_it_is_made_waits_for_the_rest(drive, tmp_path: Path) -> None:
    async with drive() as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.has_audio)
        await in_dialog(driver)
        await driver.press("enter")
        await driver.until(lambda: "saving" in driver.window.player.border_title)
        driver.backend.gate.open()
        await driver.until(lambda: "Saved" in driver.notice)
        [path] = tmp_path.glob("*.wav")
        with wave.open(str(path)) as file:
            assert file.getnframes() == driver.window.deck.take.timeline.frames


async def test_a_stopped_take_is_saved_as_far_as_it_was_made(drive, tmp_path: Path) -> None:
    async with drive() as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.has_audio)
        await driver.press("escape")
        await driver.until(lambda: driver.window.deck.take.end)
        await in_dialog(driver)
        await driver.press("enter")
        await driver.until(lambda: "as far as it was made" in driver.notice)


async def test_an_unwritable_place_says_so_and_the_dialog_keeps_what_was_typed(drive, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        dialog = driver.app.screen
        name, where = dialog.query_one("#name"), dialog.query_one("#where")
        for typed, why in (
            ("/proc/Hello.wav", "No file can be made in “/proc”"),
            ("x" * 300 + ".wav", "longer than the 255 bytes"),
            ("file/Hello.wav", "is a file, not a folder"),
            ("~nobody-here/" + "y" * 300 + "/Hello.wav", "too long"),
        ):
            name.value = typed
            await driver.until(lambda typed=typed: dialog._target.name == typed)
            await driver.press("ctrl+s")
            await driver.until(lambda why=why: why in str(where.render()))
            assert driver.app.screen is dialog
            assert name.value == typed
        name.value = "Hello.wav"
        await driver.press("ctrl+s")
        await driver.until(lambda: "Saved" in driver.notice)
    assert sorted(path.name for path in tmp_path.glob("*.wav*")) == ["Hello.wav"]


@pytest.mark.parametrize("key", ["down", "backspace"])
async def test_another_folder_ends_what_was_wrong_with_the_one_before(
    drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    (tmp_path / "here" / "audio").mkdir(parents=True)
    async with drive(text="Hello") as driver:
        driver.app.save_like = replace(driver.app.save_like, folder=tmp_path / "here")
        await spoken(driver)
        await in_dialog(driver)
        dialog = driver.app.screen

        def refuse(_path: Path) -> None:
            raise NotWritableError("No file can be made there.")

        monkeypatch.setattr("tts_tui.ui.screens.save.prepare", refuse)
        await driver.press("ctrl+s")
        where = dialog.query_one("#where")
        await driver.until(lambda: "No file can be made" in str(where.render()))
        tree = dialog.query_one("FolderTree")
        tree.focus()
        await driver.until(lambda: tree.root.children)
        await driver.press(key)
        folder = tmp_path if key == "backspace" else tmp_path / "here" / "audio"
        await driver.until(lambda: str(where.render()) == str(folder / "Hello.wav"))


async def test_a_folder_that_is_not_there_is_offered_to_be_made(drive, tmp_path: Path) -> None:
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("home", *"new/one/")
        dialog = driver.app.screen
        await driver.until(lambda: "There is no folder" in str(dialog.query_one("#where").render()))
        button = dialog.query_one("#save")
        assert str(button.label) == "Make it and save"
        await driver.until(lambda: button.content_region.width > len("Make it and save"))  # none of it is cut
        assert not (tmp_path / "new").exists()
        await driver.press("enter")
        await driver.until(lambda: "Saved" in driver.notice)
    assert [path.name for path in (tmp_path / "new" / "one").iterdir()] == ["Hello.wav"]


async def test_a_name_however_long_leaves_the_buttons_in_sight(drive, tmp_path: Path) -> None:
    async with drive(text="Hello", size=(80, 24)) as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("home")
        driver.app.post_message(events.Paste("x" * 400))
        dialog, button = driver.app.screen, driver.app.screen.query_one("#save")
        await driver.until(lambda: "xxx" in str(dialog.query_one("#where").render()))
        await driver.until(lambda: dialog.query_one(".dialog").region.contains_region(button.region))
        assert button.region.height == 1


async def test_a_name_typed_with_another_extension_is_saved_as_it_says(drive, tmp_path: Path) -> None:
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("end", "ctrl+u", *"plain.mp3")
        await driver.until(lambda: driver.app.screen.query_one("#format").value == "mp3")
        await driver.press("enter")
        await driver.until(lambda: "Saved" in driver.notice)
        await in_dialog(driver)
        await driver.press("end", "ctrl+u", *"bare", "enter")
        await driver.until(lambda: "bare.mp3" in driver.notice)
    for name in ("plain.mp3", "bare.mp3"):
        with av.open(str(tmp_path / name)) as container:
            assert container.format.name == "mp3"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file() and "plain" in path.name) == [
        "plain.mp3"
    ]


async def test_a_free_name_is_offered_for_each_format_anew(drive, tmp_path: Path) -> None:
    (tmp_path / "Hello.wav").write_bytes(b"mine")
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        name = driver.app.screen.query_one("#name")
        assert name.value == "Hello-2.wav"
        await driver.press("tab", "enter", "down", "enter")
        await driver.until(lambda: name.value == "Hello.mp3")
        await driver.press("escape")


async def test_whatever_goes_wrong_the_window_stops_saying_saving(
    drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive(text="Hello") as driver:
        await spoken(driver)
        for problem in (OSError(5, "Input/output error"), MemoryError("no room")):
            await in_dialog(driver)

            def fails(*_: object, problem: Exception = problem) -> None:
                raise problem

            with monkeypatch.context() as patch:
                patch.setattr("tts_tui.audio.files.saving.audiofile.AudioFile.write", fails)
                await driver.press("enter")
                await driver.until(
                    lambda problem=problem: "✗ Save" in driver.notice and problem.args[-1] in driver.notice
                )
            assert "saving" not in str(driver.window.player.border_title)
        assert not list(tmp_path.glob("*.wav*")), "nothing of it is left"
        await in_dialog(driver)
        await driver.press("enter")
        await driver.until(lambda: "Saved" in driver.notice)


async def test_sound_that_is_no_numbers_is_told_and_not_saved_as_noise(drive, tmp_path: Path) -> None:
    async with drive(text="Hello there.") as driver:
        await spoken(driver)
        take = driver.window.deck.take
        for number, format in enumerate(["wav", "aac", "mp3"]):
            broken = np.full(8000, np.nan, np.float32)
            timeline = Timeline(8000)
            timeline.append(broken)
            timeline.finish()
            take.clip.timeline = timeline
            driver.app.service.save(take, SaveTarget(tmp_path, f"broken{number}.{format}", format))
            await driver.until(lambda number=number: f"broken{number}" in driver.notice)
            assert "no numbers" in driver.notice
            assert "saving" not in str(driver.window.player.border_title)
        assert not list(tmp_path.glob("broken*"))
