"""The user's settings in the window: every one of the model, judged as it is typed, comments kept."""

from __future__ import annotations

import msgspec
import pytest
from textual.widgets import Input, OptionList, Static
from window_driver import NARROW

from tts_tui.store import settings_file
from tts_tui.store.settings_fields import fields_of
from tts_tui.ui.screens.settings import SettingsScreen


def test_every_setting_of_one_value_is_there_with_its_help() -> None:
    usual = settings_file.defaults()
    fields = fields_of(usual, usual)
    tables = ("speech.cast", "ui.keymap", "presets", "backends")
    assert {each.key for each in fields} == {
        key for key in settings_file.keys(usual) if not key.startswith(tables)
    }
    assert all(each.help for each in fields)
    assert not any(each.changed for each in fields)
    loud = msgspec.structs.replace(usual, audio=msgspec.structs.replace(usual.audio, volume=0.5))
    assert [each.key for each in fields_of(loud, usual) if each.changed] == ["audio.volume"]
    takes = {each.key: each.takes for each in fields}
    assert takes["speech.speed"] == "0.25 to 4"
    assert "mp3" in takes["audio.format"]


@pytest.mark.parametrize(
    ("key", "text"), [("speech.speed", "9"), ("audio.format", "ogre"), ("ui.fps", "many"), ("x", "1")]
)
def test_what_does_not_fit_is_refused_and_the_file_untouched(session, key: str, text: str) -> None:
    file = session.paths.settings_file
    with pytest.raises(settings_file.SettingsError):
        settings_file.check(file, key, text)
    settings_file.check(file, "speech.speed", "2")
    assert not file.exists()


async def test_where_nothing_is_found_it_says_where_the_rest_is(drive, session) -> None:
    async with drive(size=NARROW) as driver:
        await driver.press("alt+o")
        await driver.until(
            lambda: isinstance(driver.app.screen, SettingsScreen) and driver.app.screen.focused
        )
        screen = driver.app.screen
        await driver.until(lambda: screen.query_one("#fields", OptionList).option_count)
        about = screen.query_one("#about", Static)
        await driver.press(*"keymap")  # without a slash, too
        await driver.until(lambda: "backends.openai.profiles.NAME.base_url" in str(about.render()))
        await driver.press("ctrl+u", *"fps")
        await driver.until(lambda: "frames a second" in str(about.render()))


async def test_where_a_server_answers_is_changed_and_judged_as_typed(drive, session) -> None:
    file = session.paths.settings_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('[backends.openai.profiles.home]\nbase_url = "http://127.0.0.1:8880/v1"  # mine\n')
    async with drive(size=NARROW) as driver:
        await driver.press("alt+o")
        await driver.until(
            lambda: isinstance(driver.app.screen, SettingsScreen) and driver.app.screen.focused
        )
        screen = driver.app.screen
        fields, value = screen.query_one("#fields", OptionList), screen.query_one("#value", Input)
        told = screen.query_one("#status-line", Static)
        await driver.until(lambda: fields.option_count)
        for key, wrong, right in (
            ("alltalk.base", "ftp://elsewhere", "http://127.0.0.1:9999"),
            ("home.base", "127.0.0.1", "http://127.0.0.1:9998/v1"),
            ("home.key", "perhaps", "true"),
        ):
            await driver.press("ctrl+u", *key, "enter")
            await driver.until(lambda: fields.option_count == 1 and fields.has_focus)
            await driver.press("enter")
            await driver.until(lambda: value.has_focus)
            await driver.press("ctrl+u", *wrong)
            await driver.until(lambda: "✗" in str(told.render()))
            await driver.press("ctrl+u", *right)
            await driver.until(lambda: "✗" not in str(told.render()))
            await driver.press("enter")
            await driver.until(lambda: "is kept" in str(told.render()))
            await driver.press("slash")
        kept = settings_file.load(file).backends
        assert kept["alltalk"] == {"base_url": "http://127.0.0.1:9999"}
        assert kept["openai"]["profiles"]["home"] == {"base_url": "http://127.0.0.1:9998/v1", "key": True}
        assert "# mine" in file.read_text()


async def test_one_is_changed_and_holds(drive, session) -> None:
    file = session.paths.settings_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("# mine\n[limits]\njob_usd = 2.0  # dear\n")
    async with drive() as driver:
        await driver.press("alt+o")
        await driver.until(
            lambda: isinstance(driver.app.screen, SettingsScreen) and driver.app.screen.focused
        )
        screen = driver.app.screen
        fields, value = screen.query_one("#fields", OptionList), screen.query_one("#value", Input)
        await driver.until(lambda: fields.option_count)
        await driver.press("slash", *"job_usd", "enter")
        await driver.until(lambda: fields.option_count == 1 and fields.has_focus)
        await driver.press("enter")
        await driver.until(lambda: value.has_focus and value.value == "2.0")
        told = screen.query_one("#status-line", Static)
        await driver.press("ctrl+u", "-", "1")
        await driver.until(lambda: "✗" in str(told.render()))
        await driver.press("enter")
        await driver.until(lambda: value.has_focus)
        await driver.press("ctrl+u", *"0.5")
        await driver.until(lambda: "✗" not in str(told.render()))
        await driver.press("enter")
        await driver.until(lambda: "limits.job_usd is kept" in str(told.render()))
        assert file.read_text() == "# mine\n[limits]\njob_usd = 0.5  # dear\n"
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is driver.window)
        assert driver.app.settings.limits.job_usd == 0.5
