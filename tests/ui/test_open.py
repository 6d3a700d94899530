"""The open dialog: what can't be opened leaves it as it is; folders are entered, names completed."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from textual.suggester import Suggester

from tts_tui.__main__ import _is_document
from tts_tui.speech.errors import UsageError
from tts_tui.store.user_paths import completion, exists, is_folder, typed_path
from tts_tui.ui.screens.folder_tree import FolderTree
from tts_tui.ui.screens.open_text import OpenScreen
from tts_tui.ui.widgets.path_field import PathField

LONG = "a long sentence " * 40


async def opened(driver) -> OpenScreen:
    await driver.press("ctrl+o")
    await driver.until(lambda: isinstance(driver.app.screen, OpenScreen) and driver.app.screen.focused)
    return driver.app.screen


def why(screen: OpenScreen) -> str:
    return str(screen.query_one("#why").render())


async def typed(driver, screen: OpenScreen, path: str) -> None:
    field = screen.query_one(PathField)
    field.focus()
    field.value = path
    await driver.press("enter")


@pytest.fixture
def odd_files(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("What was noted.")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\xff")
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")


@pytest.mark.usefixtures("odd_files")
async def test_what_cannot_be_opened_leaves_the_dialog_and_what_was_typed(drive) -> None:
    async with drive(text="mine") as driver:
        screen = await opened(driver)
        for path, reason in (
            ("notse.txt", "Did you mean notes.txt?"),
            ("not/there.txt", "There is no folder"),
            ("picture.png", "picture.png"),
            ("loop", "can't be opened"),
            ("pipe", "no plain file"),
            ("/dev/zero", "no plain file"),
            (LONG, "name too long"),
            ("~nobody-here/notes.txt", "There is no"),
            ("file://[", "There is no"),
            ("'", "There is no"),
            ("a\0b", "no path"),
        ):
            await typed(driver, screen, path)
            await driver.until(lambda reason=reason: reason.lower() in why(screen).lower())
            assert driver.app.screen is screen
            assert screen.query_one(PathField).value == path
            screen.query_one("#why").update("")
        await typed(driver, screen, "notes.txt")
        await driver.until(lambda: driver.window.text.text == "What was noted.")


def test_a_folder_that_may_not_be_entered_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")  # root may do anything

    for name in ("scandir", "stat"):
        monkeypatch.setattr(os, name, refuse)
        with pytest.raises(UsageError, match="can't be opened: permission denied"):
            is_folder(tmp_path)
    assert not exists(tmp_path / "notes.txt")


async def test_a_folder_is_entered_and_names_in_it_are_completed(drive, tmp_path: Path) -> None:
    inner = tmp_path / "stories" / "old"
    inner.mkdir(parents=True)
    (inner / "first tale.txt").write_text("Once upon a time.")
    async with drive(text="mine") as driver:
        screen = await opened(driver)
        await driver.press(*"sto")
        field = screen.query_one(PathField)
        await driver.until(lambda: field.has_focus and field.value == "sto")
        await driver.until(lambda: field._suggestion == "stories/")
        await driver.press("tab")
        assert field.value == "stories/"
        await driver.press("enter")
        await driver.until(lambda: screen.query_one(FolderTree).folder == tmp_path / "stories")
        assert field.value == ""
        await driver.press(*"old/f")
        await driver.until(lambda: field._suggestion)
        await driver.press("tab", "enter")
        await driver.until(lambda: driver.window.text.text == "Once upon a time.")
        assert driver.app.folder == inner


async def test_a_name_is_completed_before_it_stands_behind_the_cursor(
    drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def late(_self: Suggester, _value: str) -> None:
        return None

    (tmp_path / "tale.txt").write_text("Once upon a time.")
    async with drive(text="mine") as driver:
        screen = await opened(driver)
        field = screen.query_one(PathField)
        monkeypatch.setattr(type(field.suggester), "get_suggestion", late)
        await driver.press(*"ta")
        await driver.until(lambda: field.has_focus and field.value == "ta")
        await driver.press("tab", "enter")
        await driver.until(lambda: driver.window.text.text == "Once upon a time.")


@pytest.mark.usefixtures("odd_files")
async def test_entering_a_folder_ends_what_was_said_of_a_file(drive, tmp_path: Path) -> None:
    (tmp_path / "stories").mkdir()
    async with drive(text="mine") as driver:
        screen = await opened(driver)
        tree = screen.query_one(FolderTree)
        for way in ("enter", "backspace", "type"):
            await typed(driver, screen, "picture.png")
            await driver.until(lambda: "✗" in why(screen))
            if way == "type":
                await typed(driver, screen, str(tmp_path / "stories"))
            else:
                tree.focus()
                await driver.until(lambda: tree.root.children)
                tree.move_cursor(tree.root.children[0])
                await driver.press(way)
            await driver.until(lambda: not why(screen))
            tree.path = tmp_path
        assert driver.app.screen is screen


def test_a_completion_goes_on_from_what_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notes.txt").touch()
    (tmp_path / ".hidden").touch()
    (tmp_path / "folder").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    assert completion("no", tmp_path) == "notes.txt"
    assert completion("~/f", Path("/")) == "~/folder/"
    assert completion(f"{tmp_path}/", Path("/")) == f"{tmp_path}/folder/"
    assert completion(".h", tmp_path) == ".hidden"
    for nothing in ("", "x", "no/x", LONG, "\0", "~nobody-here/"):
        assert completion(nothing, tmp_path) == nothing


@pytest.mark.parametrize("argument", [LONG, "a\0b", "", "~nobody-here/x", "/proc/1/root/x/" + "y" * 300])
def test_a_sentence_is_no_document(argument: str) -> None:
    assert not _is_document(argument)


@pytest.mark.parametrize("text", [LONG, "~nobody-here/x", "file://[", "'", "two words"])
def test_any_text_is_a_path(text: str, tmp_path: Path) -> None:
    assert typed_path(text, tmp_path).name == Path(text.strip()).name
