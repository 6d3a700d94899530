"""The text under the hands: undone whole, deleted by the character, pasted without what a terminal obeys."""

from __future__ import annotations

import random

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.document._wrapped_document import WrappedDocument
from window_driver import NARROW

from tts_tui.ui.driver import InputParser
from tts_tui.ui.widgets.speech_editor import BLINKS, SpeechEditor

FAMILY = "👨‍👩‍👧‍👦"


async def paste(driver, text: str) -> None:
    driver.app.post_message(events.Paste(text))
    await driver.pilot.pause(0)


@pytest.mark.parametrize("selected", [False, True], ids=["behind", "over"])
async def test_a_long_paste_is_undone_and_done_again(drive, selected: bool) -> None:
    lines = "\n".join(f"line {number}" for number in range(50))
    async with drive(text="", size=NARROW) as driver:
        editor = driver.window.text.editor
        await driver.press(*"one", "enter", *"two")
        if selected:
            editor.select_all()
        await paste(driver, lines)
        await driver.until(lambda: "line 49" in editor.text)
        pasted = editor.text
        await driver.press("ctrl+z")
        assert editor.text == "one\ntwo"
        assert editor.cursor_location == (1, 3)
        await driver.press("ctrl+y")
        assert editor.text == pasted
        await driver.press("ctrl+z", *["ctrl+z"] * 5)
        assert editor.text == ""
        await driver.press(*"Still here.")
        assert editor.text == "Still here."


@pytest.mark.parametrize(
    "typed",
    [
        "a\u3000b",
        "Oui\u00a0!",
        "10\u202f000",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "soft\u00adly",
        FAMILY,
        "\U0001fae9",
    ],
    ids=[
        "wide space",
        "no-break space",
        "narrow space",
        "non-joiner",
        "soft hyphen",
        "joiners",
        "newer than Python",
    ],
)
async def test_what_the_terminal_types_is_all_in_the_text(drive, typed: str) -> None:
    async with drive(text="", size=NARROW) as driver:
        for character in typed:
            for message in InputParser().feed(character.encode()):
                driver.app._driver.process_message(message)
        await driver.until(lambda: driver.window.text.editor.text == typed)


class Editors(App[None]):
    def compose(self) -> ComposeResult:
        yield SpeechEditor(soft_wrap=True)


@pytest.mark.parametrize("seed", range(6))
async def test_any_edits_are_undone_to_nothing_and_done_again(seed: int) -> None:
    chance = random.Random(seed)
    app = Editors()
    async with app.run_test(size=(30, 8)) as pilot:
        editor = app.query_one(SpeechEditor)
        editor.focus()
        for _ in range(40):
            end = editor.document.end
            editor.move_cursor((chance.randint(0, end[0]), chance.randint(0, 9)))
            match chance.randrange(6):
                case 0:
                    app.post_message(events.Paste("word " * 20 + "\n" * chance.randrange(30) + "end"))
                    await pilot.pause(0)
                case 1:
                    editor.move_cursor((chance.randint(0, end[0]), 3), select=True)
                    editor.action_delete_left()
                case 2:
                    editor.replace("", (0, 0), end)
                case 3:
                    editor.action_undo()
                case 4:
                    editor.action_redo()
                case _:
                    editor.insert(chance.choice([FAMILY, "a", "\n", "long line " * 9]))
        text = editor.text
        while editor.history.undo_stack:
            editor.action_undo()
            await pilot.pause(0)
        assert editor.text == ""
        while editor.history.redo_stack:
            editor.action_redo()
        await pilot.pause(0)
        assert editor.text == text
        fresh = WrappedDocument(editor.document)
        fresh.wrap(editor.wrap_width, editor.indent_width)
        assert editor.wrapped_document.get_sections(0) == fresh.get_sections(0)
        assert editor.wrapped_document.height == fresh.height


@pytest.mark.parametrize(
    "character",
    [
        FAMILY,
        "👍🏽",
        "🇩🇪",
        "e\u0301",
        "❤\ufe0f",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ],
)
async def test_one_key_is_one_character(drive, character: str) -> None:
    async with drive(text=f"a{character}{character}b") as driver:
        editor = driver.window.text.editor
        await driver.press("end", "left", "backspace")
        assert editor.text == f"a{character}b"
        await driver.press("left")
        assert editor.cursor_location == (0, 1)
        await driver.press("right")
        assert editor.cursor_location == (0, 1 + len(character))
        await driver.press("left", "delete")
        assert editor.text == "ab"


async def test_lines_are_joined_and_left_as_before(drive) -> None:
    async with drive(text="one\ntwo") as driver:
        editor = driver.window.text.editor
        await driver.press("down", "home", "left")
        assert editor.cursor_location == (0, 3)
        await driver.press("right", "backspace")
        assert editor.text == "onetwo"
        await driver.press("end", "right", "home", "left", "backspace")
        assert editor.text == "onetwo"


async def test_a_paste_brings_no_control_codes(drive) -> None:
    async with drive(text="") as driver:
        await paste(driver, "one\x07two\x1b[31m\tthree\r\nfour\x00\x9b\u2028five\x0c")
        assert driver.window.text.text == "onetwo\tthree\nfour\nfive\n"


async def test_the_cursor_rests_some_seconds_after_the_last_key(drive) -> None:
    async with drive() as driver:
        editor = driver.window.text.editor
        await driver.until(editor.blink_timer._active.is_set)
        for _ in range(BLINKS + 1):
            editor._toggle_cursor_blink_visible()
        assert not editor.blink_timer._active.is_set()
        assert editor._cursor_visible
        await driver.press("right")
        assert editor.blink_timer._active.is_set()


async def test_control_and_home_or_end_go_to_the_ends_of_the_text(drive) -> None:
    async with drive(text="one\ntwo\nthree") as driver:
        await driver.press("ctrl+end", "x", "ctrl+home", "y", "ctrl+shift+end", "delete")
        assert driver.window.text.text == "y"
        await driver.press("z", "ctrl+shift+home", "delete")
        assert driver.window.text.text == ""
