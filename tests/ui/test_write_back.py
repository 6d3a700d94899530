"""The text of a file: named, marked when edited, and written back whole, never over what somebody else wrote."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from test_takes_kept import Later, later  # noqa: F401  (a fixture)

from tts_tui.speech.errors import SaveError
from tts_tui.ui.write_back import OnDisk, look, write_back

TEXT = "One is here.\nTwo is here.\n"


def title(driver) -> str:
    return str(driver.window.text.border_title)


async def test_the_file_is_named_and_an_edit_is_marked_until_it_is_written(
    later: Later,  # noqa: F811
    tmp_path: Path,
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(TEXT)
    file.chmod(0o640)
    async with later(TEXT, file) as driver:
        await driver.until(lambda: "notes.txt" in title(driver))
        assert "edited" not in title(driver)
        await driver.press(*"Three.")
        await driver.until(lambda: "notes.txt ● edited" in title(driver))
        await driver.press("alt+s")
        await driver.until(lambda: "is written" in driver.notice)
        assert file.read_text() == f"Three.{TEXT}"
        assert file.stat().st_mode & 0o777 == 0o640
        assert "edited" not in title(driver)
        await driver.press("alt+s")
        await driver.until(lambda: "reads like the text" in driver.notice)
        await driver.press("x")
        await driver.until(lambda: "● edited" in title(driver))
        await driver.window.keep_all()


async def test_a_file_that_was_changed_meanwhile_is_asked_about(
    later: Later,  # noqa: F811
    tmp_path: Path,
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(TEXT)
    async with later(TEXT, file) as driver:
        await driver.press("x")
        file.write_text("Somebody else's.")
        await driver.answer("alt+s", "escape")
        assert file.read_text() == "Somebody else's."
        assert driver.window.text.edited
        await driver.answer("alt+s", "tab", "enter")
        await driver.until(lambda: file.read_text() == f"x{TEXT}")


async def test_a_text_of_no_file_says_so(drive) -> None:
    async with drive(text=TEXT) as driver:
        await driver.press("alt+s")
        await driver.until(lambda: "of no file" in driver.notice)


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        (b"One\nTwo\n", "One\nThree\n", b"One\nThree\n"),
        (b"One\r\nTwo\r\n", "One\nThree\n", b"One\r\nThree\r\n"),
        (codecs.BOM_UTF8 + b"One", "Zwei ä", codecs.BOM_UTF8 + "Zwei ä".encode()),
        ("One ä\n".encode("cp1252"), "Two ä\n", "Two ä\n".encode()),
        (b"", "One", b"One"),
    ],
)
def test_line_ends_and_mark_stay(tmp_path: Path, before: bytes, text: str, after: bytes) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(before)
    write_back(file, text)
    assert file.read_bytes() == after


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"One\r\nTwo", OnDisk.AS_READ),
        (b"One\nThree", OnDisk.CHANGED),
        (b"1\n00:00:01,000 --> 00:00:02,000\nOne\nTwo\n", OnDisk.NO_PLAIN_TEXT),
        (None, OnDisk.GONE),
    ],
)
def test_what_a_file_is_now(tmp_path: Path, data: bytes | None, found: OnDisk) -> None:
    file = tmp_path / "a.txt"
    if data is not None:
        file.write_bytes(data)
    assert look(file, "One\nTwo") is found


def test_what_can_not_be_written_is_told_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(SaveError, match=r"a\.txt"):
        write_back(tmp_path / "a.txt", "One")
    assert not any(each.is_file() for each in tmp_path.iterdir())
