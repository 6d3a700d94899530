"""The chapters of a book, in the window."""

from __future__ import annotations

import tomllib

from made_books import CHAPTERS, epub3

from tts_tui.audio.play.player import Player
from tts_tui.ui.app import TTSApp
from tts_tui.ui.opening import read_again, read_text
from tts_tui.ui.screens.chapters import ChaptersScreen
from tts_tui.ui.screens.texts import TextsScreen


async def opened(driver, book) -> ChaptersScreen:
    """The list of chapters, by way of the file dialog."""
    await driver.press("ctrl+o")
    await driver.until(lambda: type(driver.app.screen).__name__ == "OpenScreen" and driver.app.screen.focused)
    field = driver.app.screen.query_one("PathField")
    field.focus()
    field.value = str(book)
    return await chapters(driver, "enter")


async def chapters(driver, key: str) -> ChaptersScreen:
    """The list of chapters that this key opens."""
    await driver.press(key)
    await driver.until(lambda: isinstance(driver.app.screen, ChaptersScreen) and driver.app.screen.focused)
    return driver.app.screen


def summed(screen: ChaptersScreen) -> str:
    return str(screen.query_one("#chapters-sum").render())


async def test_chapters_are_chosen_and_opened(drive, tmp_path) -> None:
    book = tmp_path / "book.epub"
    book.write_bytes(epub3())
    async with drive() as driver:
        screen = await opened(driver, book)
        assert summed(screen).startswith("3 of 4 chapters"), "without the title page"
        assert "heading   I. The Harbour" in str(screen.query_one("#blocks").render())
        await driver.press("space", "down", "down", "space")
        await driver.until(lambda: summed(screen).startswith("1 of 4 chapters"))
        await driver.press("enter")
        title = list(CHAPTERS)[1]
        await driver.until(lambda: driver.window.text.text == "\n\n".join([f"## {title}", *CHAPTERS[title]]))


async def test_the_chosen_chapters_are_there_the_next_time(drive, app, session, manager, tmp_path) -> None:
    book = tmp_path / "book.epub"
    book.write_bytes(epub3())
    title = list(CHAPTERS)[1]
    one = "\n\n".join([f"## {title}", *CHAPTERS[title]])
    async with drive() as driver:
        await opened(driver, book)
        await driver.press("space", "down", "down", "space", "enter")
        await driver.until(lambda: driver.window.text.text == one)
        await driver.press("x")
        await driver.window.keep_all()
        screen = await chapters(driver, "alt+h")
        assert summed(screen).startswith("1 of 4 chapters"), "as they were chosen"
        await driver.press("escape")
        await driver.press("ctrl+n")
        await driver.press("alt+n")
        await driver.until(lambda: isinstance(driver.app.screen, TextsScreen))
        rows = driver.app.screen.query_one("#texts")
        await driver.until(lambda: any(book.name in str(each.prompt) for each in rows.options))
        rows.highlighted = [book.name in str(each.prompt) for each in rows.options].index(True)
        await driver.press("enter")
        await driver.until(lambda: driver.window.text.text == f"x{one}"), "edited here"
        await driver.leave()
    again = TTSApp(session, lambda: manager, lambda told: Player(on_state=told))
    assert again.drafting.document == book
    assert (again.first_text, again.drafting.source) == (one, one)
    async with again.run_test() as pilot:
        await pilot.pause()
        assert again.window.text.text == f"x{one}"
    assert read_again(book, again.opened) == one, "also where the command line names it"


async def test_the_usual_chapters_are_no_choice(drive, tmp_path) -> None:
    book = tmp_path / "book.epub"
    book.write_bytes(epub3())
    async with drive() as driver:
        for keys in (["space", "enter"], ["up", "space", "enter"]):
            await opened(driver, book)
            await driver.press(*keys)
            await driver.until(lambda: driver.app.screen is driver.window)
        await driver.until(lambda: driver.window.text.text == read_text(book))
        await driver.until(lambda: driver.app.opened.chosen(book) is None)


async def test_nothing_chosen_opens_nothing_and_the_plan_is_written(drive, tmp_path) -> None:
    book = tmp_path / "book.epub"
    book.write_bytes(epub3())
    async with drive() as driver:
        screen = await opened(driver, book)
        await driver.press("a", "a")
        await driver.until(lambda: summed(screen).startswith("0 of 4 chapters"))
        await driver.press("enter")
        assert driver.app.screen is screen
        await driver.press("a", "w")
        file = tmp_path / "book.epub.plan.toml"
        await driver.until(file.exists)
        plan = tomllib.loads(file.read_text())
        assert [chapter["read"] for chapter in plan["chapter"]] == [False, True, True, True]
        await driver.until(lambda: "The plan is in" in str(screen.query_one("#status-line").render()))
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is driver.window)
