"""Keys pressed in one breath with the one that opens a dialog belong to the dialog."""

from __future__ import annotations

import asyncio

import pytest
from textual import events
from textual.widgets import Input, TextArea

from tts_tui.ui.screens.help import HelpScreen
from tts_tui.ui.screens.texts import TextsScreen
from tts_tui.ui.widgets.takes_pane import TakesPane


def at_once(driver, *keys: str) -> None:
    """As a terminal that is faster than the app: all before the app sees the first."""
    for key in keys:
        driver.app.post_message(events.Key(key, key if len(key) == 1 else None))


@pytest.mark.parametrize("opener", ["ctrl+o", "ctrl+s", "ctrl+p"])
async def test_keys_go_to_the_dialog_that_was_just_asked_for(drive, opener: str) -> None:
    async with drive(text="Hello") as driver:
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)
        at_once(driver, opener, *"abc")
        await driver.until(lambda: any("abc" in field.value for field in driver.app.screen.query(Input)))
        assert driver.window.text.text == "Hello"


async def test_a_paste_waits_too_and_order_is_kept(drive) -> None:
    async with drive(text="Hello") as driver:
        at_once(driver, "ctrl+o", "a")
        driver.app.post_message(events.Paste("bc"))
        at_once(driver, "d")
        await driver.until(lambda: any(field.value == "abcd" for field in driver.app.screen.query(Input)))
        assert driver.window.text.text == "Hello"


async def test_keys_after_closing_go_to_the_text(drive) -> None:
    async with drive(text="") as driver:
        at_once(driver, "f1")
        await driver.until(lambda: isinstance(driver.app.screen, HelpScreen))
        await driver.press("escape", *"abc")
        assert driver.window.text.text == "abc"


@pytest.mark.parametrize("event", [events.Load, events.Compose, events.Mount])
async def test_keys_typed_while_the_window_starts_go_to_its_text(drive, monkeypatch, event) -> None:
    from tts_tui.ui.app import TTSApp

    kept = TTSApp.on_event
    typed: list[type] = []

    async def on_event(app: TTSApp, got: events.Event) -> None:
        if isinstance(got, event) and not typed:
            typed.append(event)
            for key in "abc":
                app.post_message(events.Key(key, key))
        await kept(app, got)

    monkeypatch.setattr(TTSApp, "on_event", on_event)
    async with drive(text="") as driver:
        assert typed
        await driver.until(lambda: driver.window.text.text == "abc")
        await driver.press("d")
        assert driver.window.text.text == "abcd"


async def test_keys_are_not_lost_where_no_dialog_opens(drive) -> None:
    async with drive(text="") as driver:
        driver.window.run_worker(_nothing(driver))
        at_once(driver, *"abc")
        await driver.until(lambda: driver.window.text.text == "abc")


def _nothing(driver):
    from tts_tui.ui.held_keys import opens_screen

    @opens_screen
    async def nothing(window) -> None:
        pass

    return nothing(driver.window)


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        (["a", "b", "c", "backspace", "d"], "abd"),
        (["a", "b", "home", "c"], "cab"),
        (["a", "enter", "backspace", "b"], "ab"),
        (["a", "b", "ctrl+u", "c"], "c"),
        (["a", "left", "b", "delete", "c"], "bc"),
    ],
)
async def test_keys_read_at_once_do_what_they_do_one_by_one(drive, keys: list[str], left: str) -> None:
    async with drive(text="") as driver:
        at_once(driver, *keys, "!")
        await driver.until(lambda: "!" in driver.window.text.text)
        await driver.until(lambda: driver.window.text.text.replace("!", "") == left)


async def test_a_paste_comes_after_the_key_before_it(drive) -> None:
    async with drive(text="") as driver:
        at_once(driver, "a", "b", "backspace")
        driver.app.post_message(events.Paste("c"))
        await driver.until(lambda: driver.window.text.text == "ac")


async def test_keys_with_the_one_that_opens_a_dialog_edit_its_field(drive) -> None:
    async with drive(text="Hello") as driver:
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)
        at_once(driver, "ctrl+s", "home", "ctrl+k", *"other")
        await driver.until(lambda: any(field.value == "other" for field in driver.app.screen.query(Input)))


@pytest.mark.parametrize("lists", ["ctrl+b", "ctrl+r", "alt+o", "alt+w"])
async def test_keys_with_the_one_that_goes_to_a_filter_are_written_into_it(drive, lists: str) -> None:
    async with drive(text="Hello") as driver:
        await driver.press(lists)
        await driver.until(lambda: driver.app.focused and driver.app.focused is not driver.window.text.editor)
        at_once(driver, "slash", *"bell")
        await driver.until(lambda: any(field.value == "bell" for field in driver.app.screen.query(Input)))


async def test_keys_with_the_one_that_opens_a_sentence_are_written_into_it(drive) -> None:
    async with drive(text="Hello. You.") as driver:
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)
        await driver.press("f7")
        await driver.until(lambda: isinstance(driver.app.focused, TakesPane))
        at_once(driver, "e", *"rxv")
        await driver.until(lambda: any("rxv" in field.text for field in driver.app.screen.query(TextArea)))
        at_once(driver, *"more", "enter")
        await driver.until(lambda: driver.app.screen is driver.window)
        assert "rxvmore" in driver.window.text.text


async def test_no_key_reaches_a_screen_that_is_not_composed_yet(
    drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow machine takes longer to compose it than keys are held for."""
    compose, may_compose = TextsScreen._compose, asyncio.Event()

    async def slow(screen: TextsScreen) -> None:
        await may_compose.wait()
        await compose(screen)

    monkeypatch.setattr(TextsScreen, "_compose", slow)
    async with drive(text="Hello") as driver:
        at_once(driver, "alt+n", "escape")
        await driver.until(lambda: isinstance(driver.app.screen, TextsScreen))
        await driver.app.held_keys.release()  # as the timer does
        assert not driver.app.screen.is_mounted
        assert await driver.app.run_action("leave", default_namespace=driver.app.screen)
        may_compose.set()
        await driver.until(lambda: driver.app.screen is driver.window)
        assert driver.app.return_code in (None, 0)
