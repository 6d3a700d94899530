"""Keys of one's own: they work, and what can't is told before the window opens."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tts_tui.speech.errors import SettingsError
from tts_tui.studio.session import Session
from tts_tui.ui.app import TTSApp
from tts_tui.ui.commands import COMMANDS, WINDOW_COMMANDS
from tts_tui.ui.driver import InputParser
from tts_tui.ui.keymap import checked_keymap
from tts_tui.ui.widgets.key_bar import KeyBar

FILE = Path("config.toml")


@pytest.mark.parametrize(
    ("keymap", "what", "hint"),
    [
        ({"voice": "alt+b"}, "no action 'voice'", "voices"),
        ({"Speak": "f6"}, "no action 'Speak'", "speak"),
        ({"voices": "alt-b"}, "'alt-b', for 'voices', is no key", "Did you mean alt+b?"),
        ({"voices": "f99"}, "is no key", "f9"),
        ({"voices": ""}, "is no key", ""),
        ({"voices": "b"}, "needed for typing", "alt+b"),
        ({"voices": "slash"}, "needed for typing", ""),
        ({"output": "f6"}, "takes no key", "^p"),
        ({"voices": "ctrl+g"}, "both 'speak' and 'voices'", "another key"),
        ({"voices": "f6", "history": "f6"}, "both 'voices' and 'history'", "another key"),
        ({"voice-hear": "enter"}, "both 'voice-hear' and 'voice-use'", "another key"),
    ],
)
def test_what_means_nothing_is_told(keymap: dict[str, str], what: str, hint: str) -> None:
    with pytest.raises(SettingsError) as caught:
        checked_keymap(keymap, FILE)
    assert str(FILE) in caught.value.message
    assert what in caught.value.message
    assert hint in caught.value.hint


def test_every_key_that_commands_have_may_be_given_to_them() -> None:
    own = {command.id: command.keys for command in COMMANDS.values() if command.keys}
    assert checked_keymap(own, FILE) == own
    assert checked_keymap({"play-pause": "ctrl+space"}, FILE) == {"play-pause": "ctrl+@"}
    assert checked_keymap({"voice-filter": "?", "voice-hear": "é"}, FILE)["voice-filter"] == "question_mark"
    assert len(own) > len(WINDOW_COMMANDS)


def test_the_window_does_not_open_with_it(session: Session) -> None:
    ui = msgspec.structs.replace(session.settings.ui, keymap={"voice": "alt+b"})
    wrong = Session(session.paths, msgspec.structs.replace(session.settings, ui=ui), session.secrets)
    with pytest.raises(SettingsError, match="no action 'voice'"):
        TTSApp(wrong, lambda: None, lambda told: None)


def test_a_key_that_is_asked_for_has_its_own_name() -> None:
    def keys(parser: InputParser, data: bytes) -> list[str]:
        return [message.key for message in parser.feed(data)]

    assert keys(InputParser(), b"\x1bb") == ["ctrl+left"]
    assert keys(InputParser(own_keys=["alt+b"]), b"\x1bbx\x1bf") == ["alt+b", "x", "ctrl+right"]


async def test_every_key_that_the_help_names_is_told_by_a_terminal(drive) -> None:
    async with drive() as driver:
        wanted = driver.app.keys_in_use
    letters = sorted(key[-1] for key in wanted if len(key) == len("alt+b") and key.startswith("alt+"))
    assert "b" in letters
    for letter in letters:
        parser = InputParser(own_keys=wanted)
        told = [message.key for message in parser.feed(f"\x1b{letter}".encode())]
        assert told == [f"alt+{letter}"]


class TestOwnKeys:
    @pytest.fixture
    def session(self, session: Session) -> Session:
        ui = msgspec.structs.replace(session.settings.ui, keymap={"voices": "alt+b", "voice-hear": "h"})
        return Session(session.paths, msgspec.structs.replace(session.settings, ui=ui), session.secrets)

    async def test_they_work_in_the_text_and_in_a_list(self, drive) -> None:
        async with drive(text="Hello") as driver:
            await driver.press("alt+b")
            await driver.until(lambda: driver.window.voices.rows.has_focus)
            await driver.press("h")
            await driver.until(lambda: driver.window.deck.loaded and driver.window.deck.loaded.preview)
            assert driver.app.keys_of("voices") == "alt+b"

    async def test_the_footer_keeps_its_order(self, drive) -> None:
        async with drive((80, 24)) as driver:
            line = driver.window.query_one(KeyBar).render().plain
            assert line.index("Save") < line.index("alt+b Voices") < line.index("History")
