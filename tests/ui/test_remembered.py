"""What was used last is there again, unless the settings name something else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from scripted_backend import MODELS

from tts_tui.events.last_selection import LastSelection, initial_selection
from tts_tui.events.tts_events import Selection
from tts_tui.speech.catalog import Setting
from tts_tui.speech.errors import SynthesisError
from tts_tui.speech.events import Finished
from tts_tui.store import settings_file
from tts_tui.ui.place import Place
from tts_tui.ui.widgets.speech_editor import SpeechEditor

LAST = Selection("tones", "tones-expressive", "am_michael", "", 1.05, {"style": "lively"})


def speech(**values: object):
    return msgspec.structs.replace(settings_file.defaults().speech, **values)


async def test_the_window_keeps_what_was_chosen_until_the_next_time(drive, session) -> None:
    async with drive() as driver:
        await driver.press("ctrl+t", "tab", "enter", "down", "enter")
        await driver.until(lambda: driver.window.selection.model == "tones-expressive")
        await driver.ready()
        await driver.press("tab", "enter", "down", "down", "enter", "tab", "enter", "down", "enter")
        await driver.until(lambda: driver.window.selection.speed == 1.05)
        await driver.press("f3", "enter", "down", "enter")
        await driver.until(lambda: driver.window.selection.settings.get("style") == "lively")
        await driver.leave()
    assert LastSelection(session.paths.state / "selection.json").load() == LAST


async def test_it_begins_with_what_was_kept(session, request: pytest.FixtureRequest) -> None:
    LastSelection(session.paths.state / "selection.json").keep(LAST)
    async with request.getfixturevalue("drive")() as driver:
        assert driver.window.selection == LAST
        assert driver.window.engine.voice.value == "am_michael"


def test_a_file_that_is_not_ours_is_no_reason_not_to_start(tmp_path: Path) -> None:
    file = tmp_path / "selection.json"
    file.write_text('{"provider": 7}')
    assert LastSelection(file).load() == Selection()


def test_what_another_window_uses_meanwhile_stays(tmp_path: Path) -> None:
    mine, other = LastSelection(tmp_path / "selection.json"), LastSelection(tmp_path / "selection.json")
    mine.keep(LAST)
    other.load()
    other.keep(replace(LAST, voice="af_bella"))
    mine.keep(LAST)
    assert LastSelection(tmp_path / "selection.json").load().voice == "af_bella", (
        "nothing new was chosen here"
    )
    mine.keep(Selection("cloud", "tones-2", "x"))
    again = LastSelection(tmp_path / "selection.json")
    assert again.load().provider == "cloud"
    assert again.of("tones") == replace(LAST, voice="af_bella")


def test_the_settings_win_over_what_was_used_last() -> None:
    assert initial_selection(speech(), LAST) == LAST
    named = initial_selection(speech(provider="openai", speed=1.5), LAST)
    assert (named.provider, named.model, named.voice, named.speed) == ("openai", "", "", 1.5)
    assert not named.settings


async def test_what_a_model_does_not_offer_any_more_never_ends_the_window(
    session, request: pytest.FixtureRequest
) -> None:
    odd = replace(
        LAST, voice="zz_gone", speed=9.0, settings={"style": "furious", "whisper": "maybe", "old": 1}
    )
    LastSelection(session.paths.state / "selection.json").keep(odd)
    async with request.getfixturevalue("drive")() as driver:
        window = driver.window
        await driver.until(lambda: len(window.settings.children) == 3)
        assert (window.selection.model, window.selection.voice) == ("tones-expressive", "af_heart")
        assert not window.selection.settings
        assert "zz_gone isn't among its voices any more; af_heart speaks instead." in driver.notice
        await driver.press("escape")
        await driver.until(
            lambda: "doesn't offer style furious, whisper maybe, old 1, speed 9×" in driver.notice
        )
        await driver.press("ctrl+g")
        await driver.until(lambda: window.deck.take and isinstance(window.deck.take.end, Finished))


async def test_a_default_that_is_none_of_the_choices_is_shown(
    backend, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    odd = replace(MODELS[0], settings=(Setting("style", "Style", "[own]", choices=("calm", "lively")),))
    monkeypatch.setattr(backend, "models", lambda: (odd,))
    async with request.getfixturevalue("drive")() as driver:
        await driver.until(lambda: len(driver.window.settings.children) == 1)
        await driver.until(lambda: driver.window.query_one(".setting Select").value == "[own]")


async def test_each_provider_is_as_it_was_left_and_nothing_of_the_other_stays(drive, session) -> None:
    async with drive() as driver:
        window = driver.window
        await driver.press("ctrl+b", "j", "enter")
        await driver.press("ctrl+t", "tab", "tab", "tab", "enter", "down", "enter")
        await driver.until(lambda: (window.selection.voice, window.selection.speed) == ("af_bella", 1.05))
        await driver.press("ctrl+g")
        await driver.until(lambda: window.deck.take and window.deck.take.end)
        await driver.until(lambda: str(window.player.border_subtitle) == "af_bella · tones-1")
        await driver.press("ctrl+b", "slash", *"bella")
        await driver.until(lambda: window.voices.rows.option_count == 1)
        await driver.press("ctrl+t", "enter", "down", "enter")
        await driver.until(lambda: window.selection.provider == "cloud")
        await driver.until(lambda: window.voices.rows.option_count > 1)
        assert window.query_one("#voice-filter").value == ""
        assert str(window.player.border_subtitle) == "made with af_bella · tones-1"
        await driver.ready()
        await driver.press("ctrl+b", "j", "j", "enter")
        await driver.until(lambda: window.selection.voice == "am_michael")
        await driver.press("ctrl+t", "enter", "up", "enter")
        await driver.until(lambda: window.selection.provider == "tones")
        assert (window.selection.voice, window.selection.speed) == ("af_bella", 1.05)
        assert str(window.player.border_subtitle) == "af_bella · tones-1"
        await driver.leave()
    again = LastSelection(session.paths.state / "selection.json")
    assert again.load().voice == "af_bella"
    assert again.of("cloud").voice == "am_michael"
    assert again.of("cloud", "tones-1") is None


async def test_the_cursor_and_the_selection_are_where_they_were(session, drive) -> None:
    async with drive(text="One. Two words. Three.") as driver:
        await driver.press(*["right"] * 5, *["shift+right"] * 10)
        await driver.leave()
    for text, selected in (("One. Two words. Three.", "Two words."), ("Another text. Longer than it.", "")):
        editor = SpeechEditor(text)
        Place(session.paths.state / "places.json").restore(editor)
        assert editor.selected_text == selected


async def test_what_went_wrong_with_a_model_goes_with_it(drive) -> None:
    async with drive(text="Only this.") as driver:
        driver.backend.faults["Only"] = SynthesisError("It broke.")
        await driver.press("ctrl+g")
        await driver.until(lambda: "It broke." in driver.notice)
        await driver.press("ctrl+t", "tab", "enter", "down", "enter")
        await driver.until(lambda: driver.window.selection.model == "tones-expressive")
        await driver.until(lambda: not driver.notice)
