"""Keys and commands can be found: in the palette with their keys, and in the help by a word."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Sequence

import textual.widgets
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.widgets import OptionList

import tts_tui.ui
from tts_tui.ui.commands import Command
from tts_tui.ui.screens.help import HelpScreen
from tts_tui.ui.widgets.help_list import HelpList


def lines(driver) -> list[str]:
    if not isinstance(driver.app.screen, CommandPalette):
        return []
    options = driver.app.screen.query_one(OptionList).options
    return [str(option.prompt).splitlines()[0].strip() for option in options]


def shown(driver) -> Sequence[Command]:
    return driver.app.screen.query_one(HelpList).shown


async def test_the_palette_shows_the_keys_that_do_it_at_once(drive) -> None:
    async with drive() as driver:
        await driver.press("ctrl+p")
        await driver.until(lambda: "Speak  ^g F5" in lines(driver))
        assert "Sound output" in lines(driver), "which has none"


async def test_the_palette_finds_what_it_is_called_before_what_its_help_tells(drive) -> None:
    async with drive() as driver:
        await driver.press("ctrl+p")
        await driver.until(lambda: lines(driver))
        await driver.press(*"speak")
        await driver.until(lambda: lines(driver)[:1] == ["Speak  ^g F5"])


async def test_the_palette_finds_a_key(drive) -> None:
    async with drive() as driver:
        await driver.press("ctrl+p")
        await driver.until(lambda: lines(driver))
        await driver.press(*"f10")
        await driver.until(lambda: "Player  F10" in lines(driver))


async def test_the_help_is_narrowed_by_typing(drive) -> None:
    async with drive() as driver:
        await driver.press("f1")
        await driver.until(lambda: isinstance(driver.app.screen, HelpScreen) and driver.app.screen.focused)
        every = len(shown(driver))
        await driver.press(*"qz")
        await driver.until(lambda: not shown(driver))
        await driver.press("ctrl+u", *"alt+g")
        await driver.until(lambda: len(shown(driver)) == 1)
        await driver.press("ctrl+u")
        await driver.until(lambda: len(shown(driver)) == every)
        await driver.press("pagedown")
        await driver.until(lambda: driver.app.screen._list.scroll_y > 0)
        await driver.press("escape")
        await driver.until(lambda: not isinstance(driver.app.screen, HelpScreen))


async def test_the_help_is_seen_after_the_palette_was(drive) -> None:
    async with drive() as driver:
        await driver.press("ctrl+p")
        await driver.until(lambda: lines(driver))
        await driver.press("escape", "f1")
        await driver.until(lambda: isinstance(driver.app.screen, HelpScreen) and driver.app.screen.focused)
        await driver.until(lambda: "Go on" in driver.drawn)


def test_no_widget_has_the_name_of_one_of_textuals() -> None:
    # style sheets go by names, and the palette brings those of its parts along when it is opened
    for package in (textual.widgets, tts_tui.ui):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    ours, theirs = set[str](), set[str]()
    for node in every_subclass(DOMNode):
        if node.__module__.startswith(("textual.", "tts_tui.")):
            (theirs if node.__module__.startswith("textual.") else ours).add(node.__name__)
    assert not ours & theirs


def every_subclass(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from every_subclass(each)
