"""Hints name commands and keys that exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

import tts_tui
from tts_tui.cli.main import command as main
from tts_tui.speech.errors import AuthenticationError
from tts_tui.speech.hints import enter_key
from tts_tui.ui.commands import COMMANDS

SOURCES = sorted(Path(tts_tui.__file__).parent.rglob("*.py"))
HINTS = {
    (source.name, hint)
    for source in SOURCES
    for hint in re.findall(
        r"""hint\s*=\s*\(?\s*f?["'](.*?)["'],?\s*$""", source.read_text(encoding="utf-8"), re.MULTILINE
    )
}


def test_there_are_hints() -> None:
    assert len(HINTS) > 50


@pytest.mark.parametrize("hint", sorted({hint for _, hint in HINTS if "tts-tui " in hint}))
def test_commands_exist(hint: str) -> None:
    for words in re.findall(r"tts-tui ([a-z][\w-]*)(?: ([a-z][\w-]*))?", hint):
        verb = main.get_command(click.Context(main), words[0])
        assert verb, hint
        if isinstance(verb, click.Group) and words[1] and not verb.invoke_without_command:
            assert verb.get_command(click.Context(verb), words[1]), hint


def test_keys_exist() -> None:
    keys = {
        key for command in COMMANDS.values() for key in (*command.keys.split(","), command.shown_as or "")
    }
    for source, hint in HINTS:
        for key in re.findall(r"[Pp]ress (F\d+|\^\w|\w)\b", hint):
            assert key.lower() in keys, f"{source}: {hint}"


async def test_an_error_names_the_key_that_works_now_and_no_command_line(drive, app) -> None:
    app.keymap = {"key": "f7"}
    async with drive(text="Secret things.") as driver:
        driver.backend.faults["Secret"] = AuthenticationError("Wrong key.", hint=enter_key("tones"))
        await driver.press("ctrl+g")
        await driver.until(lambda: "Wrong key." in driver.notice)
        assert "F7 enters it." in driver.notice
        assert "tts-tui config" not in driver.notice
