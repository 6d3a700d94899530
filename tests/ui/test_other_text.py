"""What was spoken before a new text was begun stays, and no key takes it for the new one."""

from __future__ import annotations

import pytest
from window_driver import TEXT

from tts_tui.speech.events import Cancelled, Finished


async def spoken(driver):
    await driver.press("ctrl+g")
    await driver.until(lambda: driver.window.deck.take and isinstance(driver.window.deck.take.end, Finished))
    await driver.press("escape")
    return driver.window.deck.take


async def test_from_the_cursor_nothing_of_an_empty_text_is_spoken(drive) -> None:
    async with drive() as driver:
        take, player = await spoken(driver), driver.app.service.player
        await driver.until(lambda: player.status.state != "playing")
        await driver.press("ctrl+n", "f4")
        await driver.until(lambda: "nothing to say from the cursor on" in driver.notice)
        assert player.status.state != "playing"
        assert driver.window.deck.take is take, "it can still be heard and saved"


async def test_from_the_cursor_its_sentence_is_spoken_where_nothing_is_yet(drive) -> None:
    async with drive(text="One is here. Two is here. Three is here.") as driver:
        driver.window.text.cursor = len("One is here. Two is")
        await driver.press("f4")
        await driver.until(lambda: driver.window.deck.take)
        take = driver.window.deck.take
        await driver.until(lambda: isinstance(take.end, Finished))
        assert (take.text_start, take.request.text) == (13, "Two is here. Three is here.")


async def test_from_the_cursor_what_was_not_made_is_spoken_and_no_word_before_it(drive) -> None:
    async with drive(text="One is here. Two is here. Three is here.") as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.whole_frames)
        await driver.press("escape")
        stopped = driver.window.deck.take
        await driver.until(lambda: stopped.end)
        driver.backend.gate.open()
        await driver.press("ctrl+end", "f4")
        await driver.until(lambda: driver.window.deck.take is not stopped)
        take = driver.window.deck.take
        await driver.until(lambda: isinstance(take.end, Finished))
        assert take.request.text == "Three is here."
        await driver.press("escape", *" Four.", "f4")
        await driver.until(lambda: driver.window.deck.take is not take)
        assert driver.window.deck.take.request.text == "Four."


async def test_the_cursor_finds_its_word_only_where_the_text_before_it_is_as_it_was(drive) -> None:
    async with drive() as driver:
        take, player = await spoken(driver), driver.app.service.player
        editor = driver.window.text.editor
        editor.insert(" More of it.", editor.document.end)
        editor.move_cursor((0, TEXT.index("lazy")))
        await driver.press("f4")
        await driver.until(lambda: player.status.state == "playing")
        assert player.status.position_s >= take.word_of(TEXT.index("lazy")).start - 0.01
        await driver.press("escape")
        await driver.until(lambda: player.status.state != "playing")
        editor.insert("In between. ", (0, 0))
        await driver.press("f4")
        await driver.until(lambda: driver.window.deck.take is not take)
        assert driver.window.deck.take.request.text.startswith("The quick")


@pytest.mark.parametrize("key", ["ctrl+l", "alt+g"])
async def test_what_plays_or_goes_on_with_another_text_says_which(drive, key: str) -> None:
    async with drive() as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.take.whole_frames)
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.window.deck.take.end, Cancelled))
        # the gate stays shut: what is made whole before it is heard leaves nothing to go on with
        await driver.press(key)
        assert "earlier text" not in driver.notice
        await driver.press("escape", "ctrl+n", key)
        await driver.until(lambda: "This is the earlier text: “The quick brown fox" in driver.notice)
        driver.backend.gate.open()


async def test_the_name_to_save_under_is_of_the_text_that_was_spoken(drive) -> None:
    async with drive() as driver:
        await spoken(driver)
        await driver.press("ctrl+n", *"other")
        await driver.press("ctrl+s")
        await driver.until(lambda: driver.app.screen is not driver.window and driver.app.screen.focused)
        assert driver.app.screen.query_one("#name").value.lower().startswith("the")


async def test_what_is_wrong_with_a_text_is_not_said_of_the_next(drive) -> None:
    async with drive(text="[voice:nobody]Hello.") as driver:
        await driver.press("ctrl+g")
        await driver.until(lambda: "nobody" in driver.notice)
        await driver.press("ctrl+n")
        await driver.until(lambda: "nobody" not in driver.notice)
