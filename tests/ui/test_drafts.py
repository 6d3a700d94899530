"""The text of the window comes back, and a document's doesn't take its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from scripted_backend import ScriptedBackend, manager_of
from textual.pilot import Pilot
from textual.widgets import Button
from window_driver import Driver

from tts_tui.audio.play.player import Player
from tts_tui.backends.base import BackendContext
from tts_tui.studio.session import Session
from tts_tui.ui.app import TTSApp
from tts_tui.ui.screens.ask import AskScreen


@pytest.fixture
def window(session: Session, backend: ScriptedBackend, one_output: None) -> Callable[..., TTSApp]:
    context = BackendContext(session.paths.cache, session.paths.data)

    def begin(text: str | None = None, document: Path | None = None) -> TTSApp:
        return TTSApp(
            session, lambda: manager_of(backend, context), lambda told: Player(on_state=told), text, document
        )

    return begin


async def left_with(app: TTSApp, *keys: str) -> str:
    """The text with which the window was opened, after these keys and quitting."""
    async with app.run_test() as pilot:
        await pilot.pause()
        first = app.window.text.text
        await pilot.press(*keys)
        await left(app, pilot)
    return first


async def left(app: TTSApp, pilot: Pilot[None]) -> None:
    """Quit, and wait until the window is left."""
    await Driver(app, pilot, ScriptedBackend()).leave()


async def test_a_draft_survives_a_document_and_a_pipe(window, tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("notes")
    assert await left_with(window(), *"mine") == ""
    assert await left_with(window("notes", notes), *"my ") == "notes"
    assert await left_with(window("piped"), "x") == "piped"
    assert await left_with(window()) == "mine"
    assert notes.read_text() == "notes"


async def test_the_file_that_was_open_when_the_window_was_left_is_open_again(window, tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("notes of mine")
    app = window()
    async with app.run_test() as pilot:
        await pilot.press(*"draft")
        await app.window.open_document(notes, notes.read_text())
        await pilot.press("right", "right", "shift+right")
        await left(app, pilot)
    app = window()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.window.text.text == "notes of mine"
        assert app.window.text.editor.selected_text == "t"
        assert "notes.md" in str(app.window.text.border_title)
        await pilot.press("left", "x")  # and what is changed there, too
        await left(app, pilot)
    assert await left_with(window()) == "noxtes of mine"
    notes.unlink()
    app = window()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.window.text.text == "draft"
        assert "notes.md" in str(app.window.notices.render())
        await left(app, pilot)
    app = window()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.window.text.text == "draft"
        assert "notes.md" not in str(app.window.notices.render()), "told once"


async def test_changes_to_a_document_come_back_and_can_be_undone(window, tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    await left_with(window("notes", notes), *"my ")
    app = window("notes", notes)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.window.text.text == "my notes"
        assert "Your changes" in str(app.window.notices.render())
        await pilot.press("ctrl+z")
        assert app.window.text.text == "notes"


@pytest.fixture
def no_drafts(session: Session) -> Path:
    """A file where the folder of drafts should be: no text can be kept."""
    drafts = session.paths.state / "drafts"
    drafts.parent.mkdir(parents=True, exist_ok=True)
    drafts.write_text("where the folder should be")
    return drafts


async def asked(driver: Driver) -> str:
    """What is asked before a text is lost."""
    await driver.until(lambda: isinstance(driver.app.screen, AskScreen) and driver.app.screen.query(Button))
    return str(driver.app.screen.query_one("Static").render())


async def test_a_text_that_cannot_be_kept_is_not_lost_by_leaving(window, no_drafts: Path, backend) -> None:
    app = window()
    async with app.run_test() as pilot:
        driver = Driver(app, pilot, backend)
        await driver.press(*"dear text", "ctrl+q")
        assert "The text can't be kept" in (question := await asked(driver))
        assert "alt+x opens it in your editor" in question
        await driver.press("ctrl+q", "escape")
        await driver.until(lambda: app.screen is app.window)
        assert app.return_code is None, "the careful answer stays, however often the key was pressed"
        assert app.window.text.text == "dear text"
        await driver.press("f1", "ctrl+q")  # out of another screen
        await asked(driver)
        await driver.press("escape", "escape")
        await driver.until(lambda: app.screen is app.window)
        no_drafts.unlink()
        await left(app, pilot)
    assert await left_with(window()) == "dear text"


async def test_a_text_that_cannot_be_kept_is_lost_only_by_saying_so(window, no_drafts: Path, backend) -> None:
    app = window()
    async with app.run_test() as pilot:
        driver = Driver(app, pilot, backend)
        await driver.press(*"dear", "ctrl+q")
        await asked(driver)
        await driver.press("tab", "enter")
        await driver.until(lambda: app.return_code == 0)
    app = window()
    async with app.run_test() as pilot:
        await left(app, pilot)  # nothing was typed, and nothing is asked


async def test_another_text_does_not_take_the_place_of_one_that_cannot_be_kept(
    window, no_drafts: Path, backend, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("notes")
    app = window()
    async with app.run_test() as pilot:
        driver = Driver(app, pilot, backend)
        await driver.press(*"dear")
        app.window.run_worker(app.window.open_document(notes, "notes"))
        await asked(driver)
        await driver.press("escape")
        await driver.until(lambda: app.screen is app.window)
        assert app.window.text.text == "dear"
        assert app.drafting.document is None


async def test_a_new_text_leaves_the_one_before_on_the_disk(window, session: Session) -> None:
    await left_with(window(), *"one", "ctrl+n", *"two")
    kept = [file.read_text() for file in (session.paths.state / "drafts").glob("draft*.txt")]
    assert sorted(kept) == ["one", "two"]
    assert await left_with(window()) == "two"


async def test_two_windows_keep_both_their_texts_and_favourites(window) -> None:
    first, second = window(), window()
    first.favourites.toggle("tones-1", "af_heart")
    second.favourites.toggle("tones-1", "bf_emma")
    await left_with(first, *"first")
    await left_with(second, *"second")
    third = window()
    assert ("tones-1", "af_heart") in third.favourites
    assert ("tones-1", "bf_emma") in third.favourites
    texts = [file.read_text() for file in third.drafting.draft.file.parent.glob("draft*.txt")]
    assert {"first", "second"} <= set(texts)


async def test_a_second_window_that_held_nothing_takes_no_text_away(window) -> None:
    first, second = window(), window()
    async with first.run_test() as one:
        await one.press(*"first")
        await Driver(first, one, ScriptedBackend()).until(lambda: first.drafting.holds("first"))
        assert await left_with(second) == ""
        await left(first, one)
    assert await left_with(window()) == "first"


async def test_the_next_window_begins_with_the_text_that_was_left_last(window) -> None:
    first, second = window(), window()
    async with first.run_test() as one:
        await one.press(*"first")
        assert await left_with(second, *"second") == ""
        await left(first, one)
    assert await left_with(window()) == "first"


async def test_a_text_that_was_left_on_the_way_is_read_on(
    window, session: Session, backend: ScriptedBackend
) -> None:
    text = "One is here. Two is here. Three is here."
    app = window(text)
    async with app.run_test() as pilot:
        driver = Driver(app, pilot, backend)
        await driver.ready()
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)
        two = next(word for word in driver.window.deck.take.words if word.text == "is" and word.start > 1)
        await driver.press("escape")
        await driver.until(lambda: not driver.window.deck.sounding)
        driver.window.deck.seek_by(two.start + 0.05 - driver.window.deck.place)
        await driver.until(lambda: abs(driver.window.deck.place - two.start - 0.05) < 0.01)
        await left(app, pilot)
    await left_with(window("Something else in between."), *"x")
    app = window(text)
    async with app.run_test() as pilot:
        driver = Driver(app, pilot, backend)
        await driver.ready()
        assert "alt+g reads on where you stopped: after “…One is here. Two”." in driver.notice
        before = driver.window.deck.take
        await driver.press("alt+g")
        await driver.until(
            lambda: (
                driver.window.deck.take is not before
                and driver.window.deck.take
                and driver.window.deck.take.end
            )
        )
        take = driver.window.deck.take
        assert take.request.text == "Two is here. Three is here."
        assert "reads on" not in driver.notice, "it does"
        assert text[take.text_start :] == take.request.text
        await driver.press("ctrl+l")
        await driver.until(lambda: driver.window.deck.position >= take.seconds)
        await left(app, pilot)
    app = window(text)
    async with app.run_test() as pilot:
        driver = Driver(app, pilot, backend)
        await driver.ready()
        assert "reads on" not in driver.notice, "it was heard to its end"
