"""What was spoken before: listed, found, spoken again, edited again, forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from window_driver import NARROW

from tts_tui.speech.events import Finished
from tts_tui.store.history import History, HistoryEntry

AT = datetime(2026, 3, 1, 12, 4, tzinfo=UTC)
SAID = (
    HistoryEntry("The oldest text of all.", "tones", "tones-1", "af_bella", audio_seconds=1.4, at=AT),
    HistoryEntry(
        "Something lively.",
        "tones",
        "tones-expressive",
        "am_michael",
        speed=1.2,
        settings={"style": "lively"},
        audio_seconds=1.0,
        first_chunk_ms=184.0,
        at=AT + timedelta(minutes=1),
    ),
    HistoryEntry(
        "A [bold]text[/] that\ncost.",
        "cloud",
        "cloud-1",
        "af_heart",
        cost_usd=None,
        at=AT + timedelta(hours=1),
    ),
)


@pytest.fixture
def history(session) -> History:
    history = History(session.paths.history_file)
    for said in SAID:
        history.add(said)
    return history


async def opened(driver, rows: int = len(SAID)) -> None:
    await driver.press("ctrl+r")
    await driver.until(lambda: driver.window.history and len(listed(driver)) == rows)


def listed(driver) -> list[str]:
    """The rows, each with its two lines."""
    options = driver.app.screen.query_one("HistoryList").options
    return [option.prompt.plain for option in options]


async def test_it_lists_the_newest_first_with_what_is_known(drive, history: History) -> None:
    async with drive() as driver:
        await opened(driver)
        newest, lively, _ = listed(driver)
        assert newest.startswith("A [bold]text[/] that cost.\n"), "as it was written, in one line"
        assert newest.endswith("cloud-1 · 00:00 · cost unknown")
        assert lively.endswith("am_michael · tones-expressive · 00:01 · first 184 ms · free")
        await driver.press("ctrl+r")
        assert driver.app.screen is driver.window


async def test_enter_speaks_it_again_as_it_was(drive, history: History) -> None:
    async with drive() as driver:
        await opened(driver)
        await driver.press("j", "enter")
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)
        assert driver.app.screen is driver.window
        take, call = driver.window.deck.take, driver.backend.calls[0]
        assert isinstance(take.end, Finished)
        assert (call.text, call.voice, call.speed) == ("Something lively.", "am_michael", 1.2)
        assert dict(call.settings) == {"style": "lively"}
        assert driver.window.text.text.startswith("The quick brown fox"), "the text in the editor stays"
    assert history.latest()[0].text == "Something lively."
    assert len(history.latest()) == len(SAID) + 1


async def test_e_brings_text_model_voice_and_settings_back(drive, history: History) -> None:
    async with drive() as driver:
        window = driver.window
        await opened(driver)
        await driver.press("j", "e")
        await driver.until(lambda: window.selection.model == "tones-expressive")
        assert window.text.text == "Something lively."
        assert (window.selection.voice, window.selection.speed) == ("am_michael", 1.2)
        await driver.until(lambda: window.settings.query("Select"))
        assert window.settings.query("Select").first().value == "lively"
        await driver.press("ctrl+z")
        assert window.text.text.startswith("The quick brown fox")


async def test_a_text_of_a_model_that_is_gone_comes_back_alone(drive, history: History) -> None:
    history.add(HistoryEntry("Old times.", "gone", "gone-1", "someone", at=AT + timedelta(days=1)))
    async with drive() as driver:
        await opened(driver, len(SAID) + 1)
        await driver.press("e")
        await driver.until(lambda: "gone-1 isn't here any more" in driver.notice)
        assert driver.window.text.text == "Old times."
        assert driver.window.selection.model == "tones-1"


async def test_d_forgets(drive, history: History) -> None:
    async with drive(size=NARROW) as driver:
        await opened(driver)
        await driver.press("j", "d")
        await driver.until(lambda: len(listed(driver)) == 2)
        assert not any("lively" in row for row in listed(driver))
    assert len(history.latest()) == 2


async def test_the_filter_finds_texts_voices_and_models(drive, history: History) -> None:
    async with drive() as driver:
        await opened(driver)
        await driver.press("slash", *"bella")
        await driver.until(lambda: len(listed(driver)) == 1)
        await driver.press("enter", "e")
        await driver.until(lambda: driver.window.text.text == "The oldest text of all.")


async def test_nothing_was_spoken_yet(drive) -> None:
    async with drive() as driver:
        await driver.press("ctrl+r")
        await driver.until(lambda: driver.window.history)
        empty = driver.app.screen.query_one("#history-empty")
        await driver.until(lambda: "Nothing spoken yet" in str(empty.render()))
        await driver.press("enter", "e", "d", "escape")
        assert driver.app.screen is driver.window


async def test_a_damaged_history_is_kept_aside_and_told(drive, session) -> None:
    file = session.paths.history_file
    file.parent.mkdir(parents=True)
    file.write_text("no database, but long enough to be read as if it were one" * 50)
    async with drive() as driver:
        await driver.press("ctrl+r")
        await driver.until(lambda: driver.window.history)
        await driver.until(lambda: "history.db.damaged-1" in driver.notice)
        await driver.press("escape", "ctrl+g")
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)
        assert isinstance(driver.window.deck.take.end, Finished), "speaking goes on"
    assert History(file).latest()
    assert file.with_name("history.db.damaged-1").exists()


async def test_where_there_is_no_room_whole_facts_are_left_out(drive, history: History) -> None:
    async with drive(size=(60, 20)) as driver:
        await opened(driver)
        await driver.until(lambda: "am_michael · tones-expressive" in driver.drawn)
        facts = next(line for line in driver.drawn.splitlines() if "am_michael" in line)
        assert facts.strip("│ ") == "2026-03-01 12:05 · am_michael · tones-expressive"
        await driver.pilot.resize_terminal(100, 30)
        await driver.until(lambda: "tones-expressive · 00:01 · first 184 ms" in driver.drawn)
