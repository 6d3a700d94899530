"""Going anywhere by a letter, and moving as vi does."""

from __future__ import annotations

import msgspec
import pytest
from textual.strip import Strip
from textual.widgets import Static

from tts_tui.speech.events import Finished
from tts_tui.studio.session import Session
from tts_tui.ui.screens.help import HelpScreen
from tts_tui.ui.screens.jump import JumpScreen
from tts_tui.ui.screens.settings import SettingsScreen
from tts_tui.ui.widgets.help_list import HelpList


def letters(screen) -> dict[str, tuple[int, int]]:
    return {str(label.render()): tuple(label.region.offset) for label in screen.query(Static)}


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_a_letter_goes_to_what_it_stands_on(drive, size: tuple[int, int]) -> None:
    async with drive(size=size) as driver:
        window = driver.window
        await driver.press("alt+j")
        await driver.until(lambda: isinstance(driver.app.screen, JumpScreen))
        await driver.until(lambda: letters(driver.app.screen))
        shown = letters(driver.app.screen)
        assert len(set(shown.values())) == len(shown), "none hides another"
        wave = tuple(window.player.waveform.region.offset)
        letter = next(letter for letter, place in shown.items() if place == wave)
        await driver.press(letter)
        await driver.until(lambda: window.player.waveform.has_focus)
        assert driver.app.screen is window


async def test_another_key_and_a_click_beside_leave_the_focus(drive) -> None:
    async with drive() as driver:
        await driver.press("alt+j")
        await driver.until(lambda: isinstance(driver.app.screen, JumpScreen))
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is driver.window)
        assert driver.app.focused.id == "editor"
        await driver.press("alt+j")
        await driver.until(lambda: isinstance(driver.app.screen, JumpScreen) and letters(driver.app.screen))
        letter = next(iter(letters(driver.app.screen)))
        await driver.pilot.click(f"#jump-{letter}")
        await driver.until(lambda: driver.app.screen is driver.window and driver.app.focused.id != "editor")


async def test_it_works_in_a_dialog(drive) -> None:
    async with drive() as driver:
        await driver.press("alt+o")
        await driver.until(
            lambda: isinstance(driver.app.screen, SettingsScreen) and driver.app.screen.focused
        )
        dialog = driver.app.screen
        await driver.press("alt+j")
        await driver.until(lambda: isinstance(driver.app.screen, JumpScreen) and letters(driver.app.screen))
        await driver.press("a")
        await driver.until(lambda: driver.app.screen is dialog)
        await driver.until(lambda: driver.app.focused.id == "filter")


class TestVim:
    @pytest.fixture
    def session(self, session: Session) -> Session:
        ui = msgspec.structs.replace(session.settings.ui, keys="vim")
        return Session(session.paths, msgspec.structs.replace(session.settings, ui=ui), session.secrets)

    async def test_letters_move_in_lists_and_are_typed_in_the_text(self, drive) -> None:
        async with drive(text="") as driver:
            window = driver.window
            await driver.press(*"hjklgG")
            await driver.until(lambda: window.text.text == "hjklgG")
            await driver.press("ctrl+b", "G")
            able = [not window.voices.rows.get_option_at_index(at).disabled for at in range(7)]
            last = len(able) - 1 - able[::-1].index(True)
            await driver.until(lambda: window.voices.rows.highlighted == last)
            await driver.press("g", "j", "j", "k")
            await driver.until(lambda: window.voices.rows.highlighted == 1)
            await driver.press("slash", *"jg")
            await driver.until(lambda: window.voices.query_one("#voice-filter").value == "jg")
            await driver.press("ctrl+u")
            await driver.until(lambda: window.voices.query_one("#voice-filter").value == "")

    async def test_letters_move_in_the_player(self, drive) -> None:
        async with drive(
            text="One is here. " * 60 + "Two is here."
        ) as driver:  # seconds enough to be looked at
            deck = driver.window.deck
            await driver.press("ctrl+g")
            await driver.until(lambda: deck.take and isinstance(deck.take.end, Finished))
            last = deck.take.step_sentence(deck.take.seconds, -1)
            await driver.press("f10", "G")
            await driver.until(lambda: deck.place >= last)
            await driver.press("space", "g")
            await driver.until(lambda: deck.place < last)

    async def test_letters_move_where_settings_are_listed(self, drive) -> None:
        async with drive() as driver:
            await driver.press("alt+o")
            await driver.until(
                lambda: isinstance(driver.app.screen, SettingsScreen) and driver.app.screen.focused
            )
            fields = driver.app.screen.query_one("#fields")
            await driver.until(lambda: fields.option_count)
            await driver.press("j", "j", "k")
            await driver.until(lambda: fields.highlighted == 1)
            await driver.press("G")
            await driver.until(lambda: fields.highlighted == fields.option_count - 1)

    async def test_the_letters_are_told_where_the_arrows_are(self, drive) -> None:
        async with drive(text="One is here.") as driver:
            assert driver.app.keys_of("player-back") == "← h"
            await driver.press("f10")
            await driver.until(lambda: "h l 5 s · k j sentence" in str(driver.window.player.border_subtitle))
            await driver.press("f1")
            await driver.until(
                lambda: isinstance(driver.app.screen, HelpScreen) and driver.app.screen.focused
            )
            listed = driver.app.screen.query_one(HelpList)
            await driver.until(lambda: any("h j k l" in line.text for line in drawn(listed)))
            await driver.press(*"back")
            await driver.until(lambda: any("← h" in line.text for line in drawn(listed)))


def drawn(listed: HelpList) -> list[Strip]:
    return [listed.render_line(row) for row in range(listed.size.height)]
