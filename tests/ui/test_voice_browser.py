"""The voices of all providers in one list: filtered, heard as the arrows move, used with provider and model."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from scripted_backend import MODELS, VOICES
from window_driver import NARROW

from tts_tui.speech.catalog import Voice
from tts_tui.speech.errors import UnreachableError


@pytest.fixture
def several(backend, monkeypatch: pytest.MonkeyPatch):
    """The cloud has two voices of its own."""

    async def voices(model: str, *, refresh: bool = False) -> list[Voice]:
        cloud = [Voice("alloy", "Alloy", "en-GB", "female"), Voice("echo", "Echo", "en-US", "male")]
        return cloud if model == "cloud-1" else list(VOICES)

    monkeypatch.setattr(backend, "voices", voices)


async def opened(driver, count: int = 9):
    window = driver.window
    await driver.press("alt+w")
    await driver.until(lambda: window.browser and len(window.browser._book) == count)
    await driver.until(lambda: not window.browser._asking and not window.browser._changed)
    return window.browser


def ids(browser) -> list[str]:
    return [row.voice.id for row in browser._table._rows]


def told(browser) -> str:
    return str(browser.query_one("#browser-status").render())


@pytest.mark.usefixtures("several")
async def test_a_filter_looks_into_every_column_and_enter_takes_all_three(drive) -> None:
    async with drive() as driver:
        browser = await opened(driver)
        await driver.press("slash", *"british female")
        await driver.until(lambda: ids(browser) == ["bf_emma", "alloy"])
        await driver.press(*" cloud")
        await driver.until(lambda: ids(browser) == ["alloy"])
        await driver.press("enter", "enter")
        await driver.until(lambda: driver.window.selection.voice == "alloy")
        assert (driver.window.selection.provider, driver.window.selection.model) == ("cloud", "cloud-1")
        await driver.until(lambda: driver.window.engine.voice.value == "alloy")
        assert driver.window.browser is None


@pytest.mark.usefixtures("several")
async def test_arrows_speak_in_an_audition_which_is_kept_but_never_what_costs(drive) -> None:
    async with drive() as driver:
        browser = await opened(driver)
        await driver.press("a")
        await driver.until(lambda: len(driver.backend.calls) == 1)
        await driver.press("down")
        await driver.until(lambda: len(driver.backend.calls) == 2)
        await driver.until(lambda: driver.window.deck.loaded.end)
        await driver.press("up")
        await driver.until(lambda: driver.window.deck.loaded.request.voice == "af_heart")
        assert [call.voice for call in driver.backend.calls] == ["af_heart", "af_bella"], "kept samples"
        await driver.press("slash", *"echo", "enter")
        await driver.until(lambda: "costs about $0.00" in told(browser))
        assert len(driver.backend.calls) == 2
        assert not driver.window.deck.sounding
        await driver.press("y")
        await driver.until(lambda: len(driver.backend.calls) == 3)
        assert (driver.backend.calls[2].model, driver.backend.calls[2].voice) == ("cloud-1", "echo")
        await driver.press("escape")
        await driver.until(lambda: driver.window.browser is None)
        browser = await opened(driver)
        await driver.press("down")
        await driver.until(lambda: driver.window.deck.sounding)
        assert driver.window.selection.voice == "af_heart", "hearing isn't using"


@pytest.mark.usefixtures("several")
async def test_a_voice_that_cannot_speak_says_why(drive) -> None:
    async with drive() as driver:
        browser = await opened(driver)
        await driver.press("slash", *"jf_alpha", "enter")
        await driver.until(lambda: "needs a Japanese phonemizer" in told(browser))
        await driver.press("space", "enter")
        assert driver.window.browser is browser, "it can't be used"
        assert not driver.backend.calls


async def test_a_provider_that_tells_none_is_a_row_with_what_mends_it(drive, backend, monkeypatch) -> None:
    async def voices(model: str, *, refresh: bool = False) -> list[Voice]:
        if model == "cloud-1":
            raise UnreachableError("Cloud doesn't answer.", hint="Start it.", provider="cloud")
        return list(VOICES)

    monkeypatch.setattr(backend, "voices", voices)
    async with drive() as driver:
        browser = await opened(driver, len(VOICES))
        await driver.press("end")
        await driver.until(lambda: "Cloud doesn't answer" in told(browser))
        assert "Start it." in told(browser)


@pytest.mark.usefixtures("several")
async def test_favourites_and_what_was_used_stand_first_and_columns_sort(drive) -> None:
    async with drive(text="Say it.") as driver:
        browser = await opened(driver)
        await driver.press("end", "asterisk")
        await driver.until(lambda: ids(browser)[0] == "echo")
        await driver.press("f")
        await driver.until(lambda: ids(browser) == ["echo"])
        await driver.press("escape")
        browser = await opened(driver)
        await driver.until(lambda: len(ids(browser)) > 1)
        await driver.press("o")
        await driver.until(lambda: ids(browser)[:3] == ["af_bella", "af_heart", "alloy"])
        for _ in range(5):
            assert browser._table._rows[-1].why, "what can't speak stands last"
            await driver.press("o")
        await driver.press("o")
        await driver.until(lambda: ids(browser)[0] == "echo")


async def test_where_provider_and_model_have_no_room_the_provider_is_told_whole(drive) -> None:
    async with drive(size=NARROW) as driver:
        browser = await opened(driver, 14)
        row = browser._table.render_line(1).text
        assert "Tones (local) " in row
        assert "…" not in row


async def test_ten_thousand_voices_open_filter_and_move_at_once(drive, backend, monkeypatch) -> None:
    many = [replace(VOICES[0], id=f"voice{index}", name=f"Name {index}") for index in range(10_000)]

    async def voices(model: str, *, refresh: bool = False) -> list[Voice]:
        return many if model == "cloud-1" else list(VOICES)

    monkeypatch.setattr(backend, "voices", voices)
    async with drive() as driver:
        browser = await opened(driver, 10_000 + len(VOICES))
        began = time.process_time()
        await driver.press("slash", *"name 9999", "enter")
        await driver.until(lambda: ids(browser) == ["voice9999"])
        assert time.process_time() - began < 5.0


@pytest.mark.usefixtures("several")
async def test_a_click_moves_and_a_second_one_uses(drive) -> None:
    async with drive() as driver:
        browser = await opened(driver)
        await driver.pilot.click("VoiceTable", offset=(5, 2))
        await driver.until(lambda: browser.highlighted.voice.id == "am_michael")
        await driver.pilot.click("VoiceHeader", offset=(3, 0))
        await driver.until(lambda: ids(browser)[0] == "af_bella")
        await driver.pilot.click("VoiceTable", offset=(5, 2), times=2)
        await driver.until(lambda: driver.window.selection.voice == "alloy")


@pytest.mark.usefixtures("several")
async def test_voices_say_a_sentence_of_the_users(drive) -> None:
    async with drive() as driver:
        await opened(driver)
        await driver.press("e", *"My own words.", "enter", "space")
        await driver.until(lambda: driver.backend.calls)
        assert driver.backend.calls[0].text == "My own words."
        assert len(MODELS) == 4


@pytest.mark.usefixtures("several")
async def test_a_kept_sample_is_given_to_the_player_by_the_key_itself(drive, monkeypatch) -> None:
    """Nothing between the key and the player waits for another thread, be that as busy as it may."""
    async with drive() as driver:
        await opened(driver)
        await driver.press("a", "down")
        await driver.until(lambda: len(driver.backend.calls) == 2)
        await driver.until(lambda: driver.window.deck.loaded.end)
        given: list[str] = []
        player = driver.app.service.player
        monkeypatch.setattr(player, "cut_to", lambda *_: given.append(threading.current_thread().name))
        await driver.press("up")
        await driver.until(lambda: given)
        assert given == [threading.current_thread().name]
        assert len(driver.backend.calls) == 2


@pytest.mark.usefixtures("several")
async def test_twenty_arrows_leave_one_sound_and_no_backlog(drive) -> None:
    async with drive() as driver:
        browser = await opened(driver)
        await driver.press("a")
        await driver.until(lambda: driver.window.deck.loaded and driver.window.deck.loaded.end)
        driver.backend.loading.shut()
        deck = driver.window.deck
        for number in range(20):
            await driver.press("up" if number % 4 > 1 else "down")
            assert driver.backend.running <= 1, "an engine never works for two"
        await driver.press("end")
        asked = len(driver.backend.calls)
        driver.backend.loading.open()
        await driver.until(lambda: browser.highlighted.why or (deck.loaded.end and not deck.making))
        assert len(driver.backend.calls) <= asked + 1, "what was only passed is not made afterwards"
        await driver.press("home", "down")
        await driver.until(
            lambda: deck.sounding and deck.loaded.request.voice == browser.highlighted.voice.id
        )
