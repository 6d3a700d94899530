"""Keys pressed before the engines are known: kept, and never past a limit."""

from __future__ import annotations

import threading

import msgspec
import pytest
from textual.widgets import Input, OptionList
from window_driver import TEXT, WIDE, Driver

from tts_tui.events.last_selection import LastSelection
from tts_tui.events.tts_events import Selection
from tts_tui.speech.events import Finished
from tts_tui.ui.driver import InputParser
from tts_tui.ui.screens.texts import TextsScreen


@pytest.fixture
def listing(backend, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Set it, and the models are listed."""
    let, models = threading.Event(), backend.models

    def waited():
        assert let.wait(60)
        return models()

    monkeypatch.setattr(backend, "models", waited)
    return let


async def test_a_key_before_the_models_are_listed_is_kept(app, backend, listing) -> None:
    app.first_text = "Early."
    async with app.run_test(size=WIDE) as pilot:
        driver = Driver(app, pilot, backend)
        await driver.press("ctrl+g")
        await driver.until(lambda: "as soon as the engines are there" in driver.notice)
        assert app.window.deck.take is None
        listing.set()
        await driver.until(lambda: app.window.deck.take and isinstance(app.window.deck.take.end, Finished))
        assert not driver.notice
        assert [call.text for call in backend.calls] == ["Early."]


async def test_escape_takes_such_a_key_back(app, backend, listing) -> None:
    app.first_text = "Early."
    async with app.run_test(size=WIDE) as pilot:
        driver = Driver(app, pilot, backend)
        await driver.press("ctrl+g", "escape")
        listing.set()
        await driver.ready()
        assert app.window.deck.take is None
        assert not backend.calls


async def test_what_costs_is_asked_about_although_its_price_wasnt_known_at_the_key(
    app, backend, listing, session
) -> None:
    app.window.selection = app.first_selection = Selection("cloud", "cloud-1", "af_heart")
    limits = msgspec.structs.replace(app.settings.limits, job_usd=0.001)
    app.settings = msgspec.structs.replace(app.settings, limits=limits)
    app.first_text = TEXT
    async with app.run_test(size=WIDE) as pilot:
        driver = Driver(app, pilot, backend)
        await driver.press("ctrl+g")
        listing.set()
        await driver.until(lambda: app.screen is not app.window)
        assert not backend.calls
        await driver.press("escape")
        assert not backend.calls


async def test_a_model_that_is_not_there_has_no_price_and_is_not_asked(drive, session) -> None:
    async with drive() as driver:
        driver.window.selection = Selection("cloud", "cloud-9", "af_heart")
        await driver.press("ctrl+g")
        await driver.until(lambda: "cloud-9 isn't here any more" in driver.notice)
        assert not driver.backend.calls


async def test_a_remembered_choice_that_is_gone_speaks_as_something_else_and_says_so(
    session, request: pytest.FixtureRequest
) -> None:
    gone = Selection("tones", "tones-9", "zz_nobody")
    LastSelection(session.paths.state / "selection.json").keep(gone)
    async with request.getfixturevalue("drive")() as driver:
        assert "tones-9 isn't here any more; tones-1 speaks instead." in driver.notice
        assert driver.window.selection.voice == "af_heart"


@pytest.mark.parametrize(
    ("keys", "there"),
    [
        (b"\x14\r", "SelectOverlay"),
        (b"\x02x", "VoiceList"),
        (b"\x1b[21~x", "Waveform"),
        (b"\x1b[18~\r", "TakesPane"),
    ],
    ids=["provider", "voices", "player", "takes"],
)
async def test_what_follows_a_key_that_moves_the_focus_goes_there(drive, keys: bytes, there: str) -> None:
    async with drive(text="One.") as driver:
        editor = driver.window.text.editor
        await driver.until(lambda: editor.has_focus)
        for message in InputParser().feed(keys):
            driver.app._driver.process_message(message)
        await driver.until(lambda: not editor.has_focus)
        await driver.until(lambda: there in driver.app.focused.css_identifier)
        await driver.press("f2", "!")
        await driver.until(lambda: "!" in editor.text)
        assert editor.text.replace("!", "") == "One.", "and no key before"


async def test_a_filter_takes_what_is_typed_on_its_heels(drive) -> None:
    async with drive(text="One.") as driver:
        await driver.press("ctrl+n", *"Two.")
        await driver.until(lambda: driver.app.drafting.holds("Two."))
        await driver.press("alt+n")
        await driver.until(lambda: isinstance(driver.app.screen, TextsScreen) and driver.app.screen.focused)
        screen = driver.app.screen
        await driver.until(lambda: screen.query_one(OptionList).option_count)
        for message in InputParser().feed(b"/dd"):  # d forgets, where the list takes it
            driver.app._driver.process_message(message)
        await driver.until(lambda: screen.query_one(Input).value == "dd")
