"""Going from one text to another, and to marked places of one."""

from __future__ import annotations

from pathlib import Path

from tts_tui.speech.events import Finished
from tts_tui.ui.screens.bookmarks import BookmarksScreen
from tts_tui.ui.screens.texts import TextsScreen


async def opened(driver, key: str, kind: type):
    await driver.press(key)
    await driver.until(lambda: isinstance(driver.app.screen, kind) and driver.app.screen.focused)
    return driver.app.screen


def rows(screen) -> list[str]:
    found = screen.query_one("OptionList")
    return [str(found.get_option_at_index(at).prompt) for at in range(found.option_count)]


async def test_enter_goes_back_and_forth_between_two_texts_each_as_it_was_left(drive) -> None:
    async with drive(text="") as driver:
        window, editor = driver.window, driver.window.text.editor
        await driver.press(*"first", "left", "left")
        await driver.until(lambda: editor.cursor_location == (0, 3))
        await driver.press("ctrl+n")
        await driver.until(lambda: not window.text.text)
        await driver.press(*"second")
        await driver.until(lambda: window.text.text == "second")
        screen = await opened(driver, "alt+n", TextsScreen)
        await driver.until(lambda: len(rows(screen)) == 2)
        assert rows(screen)[0].startswith("● second")
        assert rows(screen)[1].startswith("  first")
        await driver.press("enter")
        await driver.until(lambda: window.text.text == "first")
        assert editor.cursor_location == (0, 3)
        assert not editor.history.undo_stack, "undo must not bring the other text here"
        await driver.press("!")
        await driver.until(lambda: window.text.text == "fir!st")
        screen = await opened(driver, "alt+n", TextsScreen)
        await driver.until(lambda: len(rows(screen)) == 2)
        await driver.press("enter")
        await driver.until(lambda: window.text.text == "second")


async def test_a_file_that_was_opened_is_in_the_list_with_its_changes(drive, tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("Notes.")
    async with drive(text="") as driver:
        window = driver.window
        await window.open_document(notes, "Notes.")
        await driver.press("x")
        await driver.until(lambda: window.text.text == "xNotes.")
        await driver.press("ctrl+n")
        await driver.until(lambda: not window.text.text)
        screen = await opened(driver, "alt+n", TextsScreen)
        await driver.until(lambda: rows(screen))
        assert "notes.md" in rows(screen)[0]
        assert "changes kept here" in rows(screen)[0]
        await driver.press("enter")
        await driver.until(lambda: window.text.text == "xNotes.")
        await driver.until(lambda: "notes.md ● edited" in window.text.border_title)


async def test_what_is_filtered_and_forgotten(drive, tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("Notes.")
    async with drive(text="") as driver:
        window, app = driver.window, driver.app
        for text in ("apple", "banana"):
            await driver.press(*text)
            await driver.until(lambda text=text: window.text.text == text)
            await driver.press("ctrl+n")
            await driver.until(lambda: not window.text.text)
        screen = await opened(driver, "alt+n", TextsScreen)
        await driver.until(lambda: len(rows(screen)) == 2)
        await driver.press("slash", *"appl", "enter")
        await driver.until(lambda: len(rows(screen)) == 1)
        await driver.press("d")
        await driver.until(lambda: app.screen is not screen and app.screen.focused)
        await driver.press("tab", "enter")
        await driver.until(lambda: "No text matches" in str(screen.query_one("#status-line").render()))
        await driver.press("slash", "escape")
        await driver.until(lambda: len(rows(screen)) == 1)
        assert "banana" in rows(screen)[0]
        await driver.press("escape")
        await driver.until(lambda: app.screen is window)


async def test_a_text_that_another_window_has_says_so_and_nothing_changes(drive, app) -> None:
    folder = app.state_folder / "drafts"
    async with drive(text="") as driver:
        window = driver.window
        await driver.press(*"first", "ctrl+n")
        await driver.until(lambda: not window.text.text)
        await driver.press(*"second")
        await driver.until(lambda: window.text.text == "second")
        other = app.drafting.drafts.take_up(folder / "draft.txt")
        assert other is not None
        screen = await opened(driver, "alt+n", TextsScreen)
        await driver.until(lambda: len(rows(screen)) == 2)
        await driver.press("home", "enter") if rows(screen)[0].startswith("  ") else await driver.press(
            "enter"
        )
        await driver.until(lambda: "Another window has that text" in driver.notice)
        assert window.text.text == "second"
        other.close()


async def test_places_are_marked_gone_to_and_read_from(drive, session) -> None:
    async with drive(text="One is here. Two is here. Three is here.") as driver:
        window = driver.window
        window.text.cursor = len("One is here. Two is")
        screen = await opened(driver, "alt+r", BookmarksScreen)
        assert "No bookmark in this text yet" in str(screen.query_one("#status-line").render())
        await driver.press("n")
        await driver.until(lambda: rows(screen))
        assert "here. Three is here." in rows(screen)[0]
        await driver.press("n")
        await driver.until(lambda: "marked already" in str(screen.query_one("#status-line").render()))
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is window)
        window.text.cursor = 0
        await driver.press(*"And. ")
        await driver.until(lambda: window.text.text.startswith("And. One"))
        screen = await opened(driver, "alt+r", BookmarksScreen)
        await driver.until(lambda: rows(screen))
        await driver.press("enter")
        await driver.until(lambda: window.text.cursor == len("And. One is here. Two is"))

        screen = await opened(driver, "alt+r", BookmarksScreen)
        await driver.until(lambda: rows(screen))
        await driver.press("space")
        await driver.until(lambda: window.deck.take and isinstance(window.deck.take.end, Finished))
        assert window.deck.take.request.text == "Two is here. Three is here."
        screen = await opened(driver, "alt+r", BookmarksScreen)
        await driver.until(lambda: rows(screen))
        await driver.press("d")
        await driver.until(lambda: not rows(screen))
        assert not driver.app.bookmarks.of(driver.app.drafting.draft.name)
