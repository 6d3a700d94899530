"""Choosing: providers, models, voices, settings; hearing voices before using them."""

from __future__ import annotations

import msgspec
import pytest

from tts_tui.events.last_selection import initial_selection
from tts_tui.events.tts_events import Selection
from tts_tui.speech.catalog import Voice
from tts_tui.speech.events import Finished


async def test_every_selector_is_set_by_keys_and_gives_what_will_speak(drive) -> None:
    async with drive() as driver:
        window = driver.window
        await driver.press("ctrl+t", "tab", "enter", "down", "enter")
        await driver.until(lambda: window.selection.model == "tones-expressive")
        await driver.ready()
        await driver.press("tab", "enter", "down", "down", "enter")
        await driver.until(lambda: window.selection.voice == "am_michael")
        await driver.press("tab", "enter", "down", "enter")
        await driver.until(lambda: window.selection.speed == 1.05)
        await driver.press("f3", "enter", "down", "enter")
        await driver.until(lambda: window.selection.settings.get("style") == "lively")
        await driver.press("tab", "end", "backspace", "9")
        await driver.until(lambda: window.selection.settings.get("warmth") == 0.9)
        await driver.press("ctrl+g")
        await driver.until(lambda: window.deck.take and window.deck.take.end)
        assert isinstance(window.deck.take.end, Finished)
        spoken = driver.backend.calls[0]
        assert (spoken.model, spoken.voice, spoken.speed) == ("tones-expressive", "am_michael", 1.05)
        assert dict(spoken.settings) == {"style": "lively", "warmth": 0.9}


async def test_a_setting_out_of_range_is_marked_and_not_passed_on(drive) -> None:
    async with drive() as driver:
        await driver.press("ctrl+t", "tab", "enter", "down", "enter")
        await driver.until(lambda: len(driver.window.settings.children) == 3)
        await driver.press("f3", "tab", "ctrl+u", "7")
        await driver.until(lambda: driver.window.query(".setting.-wrong"))
        assert "warmth" not in driver.window.selection.settings


async def test_choosing_a_provider_brings_its_models_and_speeds(drive) -> None:
    async with drive() as driver:
        await driver.press("ctrl+t", "enter", "down", "enter")
        await driver.until(lambda: driver.window.selection.provider == "cloud")
        await driver.ready()
        engine = driver.window.engine
        assert engine.model.value == "cloud-1"
        assert engine.voice.value == "af_heart"
        assert driver.window.text.border_subtitle.endswith("$0.0069"), "230 characters at 30 $ a million"


async def test_an_unavailable_model_says_why_and_what_mends_it(drive) -> None:
    async with drive() as driver:
        await driver.press("ctrl+t", "tab", "enter", "down", "down", "enter")
        await driver.until(lambda: driver.window.selection.model == "tones-missing")
        await driver.until(lambda: "unavailable" in driver.engine_state)
        shown = str(driver.window.query_one("#voice-empty").render())
        assert "its files aren't here" in shown
        assert "tts-tui models get tones-missing" in shown
        await driver.press("ctrl+g")
        await driver.until(lambda: "its files aren't here" in driver.notice)


async def test_voices_are_heard_with_space_and_used_with_enter(drive) -> None:
    async with drive() as driver:
        window = driver.window
        await driver.press("ctrl+b", "j", "space")
        await driver.until(lambda: driver.backend.calls)
        assert driver.backend.calls[0].voice == "af_bella"
        assert window.selection.voice == "af_heart", "hearing isn't using"
        await driver.until(lambda: "sample of af_bella" in str(window.player.border_subtitle))
        await driver.press("j", "space")
        await driver.until(lambda: len(driver.backend.calls) == 2)
        assert driver.backend.calls[1].voice == "am_michael"
        await driver.press("enter")
        await driver.until(lambda: window.selection.voice == "am_michael")
        assert window.engine.voice.value == "am_michael"


async def test_a_sample_is_in_the_language_of_its_voice(drive) -> None:
    async with drive() as driver:
        await driver.press("ctrl+b", "slash", *"siwis", "enter", "space")
        await driver.until(lambda: driver.backend.calls)
        assert "Bonjour" in driver.backend.calls[0].text


async def test_a_sample_leaves_the_take_to_play_and_save(drive) -> None:
    async with drive(text="The take.") as driver:
        deck = driver.window.deck
        await driver.press("ctrl+g")
        await driver.until(lambda: deck.take and deck.take.end)
        take = deck.take
        await driver.press("ctrl+b", "j", "space")
        await driver.until(lambda: deck.loaded is not take and deck.loaded.end)
        await driver.press("ctrl+@")
        player = driver.app.service.player
        await driver.until(lambda: player.timeline is take.timeline)
        assert deck.take is take


async def test_the_filter_narrows_by_words_in_any_order(drive) -> None:
    async with drive() as driver:
        rows = driver.window.voices.rows
        await driver.press("ctrl+b", "slash", *"male en-gb")
        await driver.until(lambda: rows.option_count == 1)
        assert rows.get_option_at_index(0).id == "bm_george"
        await driver.press("ctrl+u", *"nobody")
        await driver.until(lambda: rows.option_count == 0)
        assert "No voice matches" in str(driver.window.query_one("#voice-empty").render())


async def test_favourites_stand_first_and_are_kept(drive, session) -> None:
    async with drive() as driver:
        rows = driver.window.voices.rows
        await driver.press("ctrl+b", "j", "j", "asterisk")
        await driver.until(lambda: rows.get_option_at_index(0).id == "am_michael")
        assert "am_michael" in session.paths.favourites_file.read_text()
        assert driver.window.voices.highlighted_voice.id == "am_michael", "the cursor stays on the voice"


async def test_in_a_narrow_window_voices_take_the_place_of_the_text(drive) -> None:
    async with drive(size=(80, 24)) as driver:
        assert not driver.window.voices.display
        await driver.press("ctrl+b")
        assert driver.window.voices.display
        assert not driver.window.text.display
        await driver.press("j", "enter")
        await driver.until(lambda: driver.window.text.display)
        assert driver.window.selection.voice == "af_bella"
        assert driver.app.focused.id == "editor"


async def test_voices_with_ids_that_say_nothing_are_listed_found_and_chosen_by_name(
    drive, backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def voices(model: str, *, refresh: bool = False) -> list[Voice]:
        return [
            Voice("21m00Tcm4TlvDq8ikWAM", "Rachel", gender="female"),
            Voice("pNInz6obpgDQGcFmaJgB", "Adam"),
        ]

    monkeypatch.setattr(backend, "voices", voices)
    async with drive() as driver:
        rows = driver.window.voices.rows
        assert "Rachel" in str(rows.get_option_at_index(0).prompt)
        assert "21m00" not in str(rows.get_option_at_index(0).prompt)
        await driver.press("ctrl+b", "slash", *"adam", "enter", "enter")
        await driver.until(lambda: driver.window.selection.voice == "pNInz6obpgDQGcFmaJgB")
        shown = str(driver.window.engine.voice.query_one("SelectCurrent #label").render())
        assert shown == "Adam"


async def test_two_voices_of_one_id_are_both_listed(drive, backend, monkeypatch: pytest.MonkeyPatch) -> None:
    async def voices(model: str, *, refresh: bool = False) -> list[Voice]:
        return [
            Voice("default", "Default"),
            Voice("default", "Mine", "en"),
            Voice("", "Nameless"),
            Voice("", "Nameless"),
            Voice("other", "Other"),
        ]

    monkeypatch.setattr(backend, "voices", voices)
    async with drive() as driver:
        rows = driver.window.voices.rows
        assert rows.option_count == 5
        await driver.press("ctrl+b", "j", "space")
        await driver.until(lambda: driver.backend.calls)
        assert driver.backend.calls[0].voice == "default"
        await driver.press("end", "asterisk")
        await driver.until(lambda: rows.highlighted == 0)  # favourites stand first
        assert driver.window.voices.highlighted_voice.id == "other", "the cursor stays on its voice"
        await driver.press("down", "down", "enter")
        assert driver.window.selection.voice == "default"


async def test_a_voice_of_the_settings_is_asked_for_listed_or_not(app, drive) -> None:
    speech = msgspec.structs.replace(app.settings.speech, voice="my-own")
    app.settings = msgspec.structs.replace(app.settings, speech=speech)
    app.first_selection = initial_selection(app.settings.speech, Selection())
    async with drive() as driver:
        assert driver.window.engine.voice.value == "my-own"
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.backend.calls)
        assert driver.backend.calls[0].voice == "my-own"
        assert not driver.notice


async def test_in_an_audition_each_voice_is_heard_as_the_cursor_comes_to_it(drive) -> None:
    async with drive() as driver:
        window = driver.window
        await driver.press("ctrl+b", "a")
        await driver.until(lambda: "sample of af_heart" in str(window.player.border_subtitle))
        for voice in ("af_bella", "am_michael"):
            await driver.press("down")
            await driver.until(lambda: f"sample of {voice}" in str(window.player.border_subtitle))  # noqa: B023
            await driver.until(lambda: window.deck.loaded.end)
        assert [call.voice for call in driver.backend.calls] == ["af_heart", "af_bella", "am_michael"]
        assert window.selection.voice == "af_heart", "hearing isn't using"

        await driver.press("up")
        await driver.until(lambda: "sample of af_bella" in str(window.player.border_subtitle))
        await driver.until(lambda: window.deck.sounding)
        assert len(driver.backend.calls) == 3, "what was heard once isn't made again"
        await driver.press("a", "up")
        await driver.pilot.pause(0.2)
        assert window.deck.loaded.voice == "af_bella", "the audition is over"


async def test_many_arrows_leave_one_sound_and_no_backlog(drive) -> None:
    async with drive() as driver:
        window = driver.window
        await driver.press("ctrl+b", "a", *(["down", "up"] * 10), "down")
        await driver.until(lambda: window.deck.loaded and window.deck.loaded.end)
        assert window.deck.loaded.request.voice == "af_bella"
        made = len(driver.backend.calls)
        await driver.pilot.pause(0.3)
        assert len(driver.backend.calls) == made, "nothing waits to be made"
        assert window.deck.shown is window.deck.loaded


async def test_samples_say_the_sentence_at_the_cursor(drive) -> None:
    async with drive() as driver:
        await driver.press("ctrl+b", "s", "space")
        await driver.until(lambda: driver.backend.calls)
        assert driver.backend.calls[0].text.startswith("The quick brown fox")
        await driver.press("s", "j", "space")
        await driver.until(lambda: len(driver.backend.calls) == 2)
        assert driver.backend.calls[1].text.startswith("Hello, this is how I sound")


async def test_arrows_never_speak_what_costs_until_the_user_wants_it(drive) -> None:
    async with drive() as driver:
        window = driver.window
        await driver.press("ctrl+t", "enter", "down", "enter")
        await driver.until(lambda: window.selection.provider == "cloud")
        await driver.ready()
        await driver.press("ctrl+b", "a")
        await driver.until(lambda: "Each new sample costs about $0.00" in driver.notice)
        assert "(prices as of 2026-03)" in driver.notice
        await driver.press("down", "down")
        await driver.pilot.pause(0.5)
        assert not driver.backend.calls
        await driver.press("space")
        await driver.until(lambda: "sample of am_michael" in str(window.player.border_subtitle))
        await driver.until(lambda: window.deck.loaded.end)
        await driver.press("up", "down")
        await driver.until(lambda: "sample of am_michael" in str(window.player.border_subtitle))
        assert [call.voice for call in driver.backend.calls] == ["am_michael"], "what is kept costs nothing"
        await driver.press("y", "up")
        await driver.until(lambda: "sample of af_bella" in str(window.player.border_subtitle))
        await driver.until(lambda: window.deck.loaded.end)
        assert [call.voice for call in driver.backend.calls] == ["am_michael", "af_bella"]
        assert not driver.notice


async def test_the_key_that_lets_arrows_speak_what_costs_begins_an_audition(drive) -> None:
    async with drive() as driver:
        await driver.press("ctrl+t", "enter", "down", "enter")
        await driver.until(lambda: driver.window.selection.provider == "cloud")
        await driver.ready()
        await driver.press("ctrl+b", "y")
        await driver.until(lambda: driver.backend.calls)
        assert driver.window.voices.auditioning
