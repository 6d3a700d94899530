"""The sentences of the text in their pane: heard, made again, edited, chosen among, and there after a restart."""

from __future__ import annotations

import numpy as np
import pytest
from scripted_backend import ScriptedBackend
from window_driver import NARROW, WIDE, Driver

from tts_tui.speech.events import Finished

TEXT = "One is here. Two is here. Three is here."


def states(driver: Driver) -> list[str]:
    ledger = driver.window.desk.ledger
    return [row.state for row in ledger.rows] if ledger else []


def audio(take) -> np.ndarray:
    return take.timeline.read(0, take.timeline.frames)


def lines(driver: Driver) -> list[str]:
    pane = driver.window.takes
    return [pane.render_line(y).text for y in range(pane.size.height - 2)]


async def spoken(driver: Driver) -> None:
    await driver.press("ctrl+g")
    await driver.until(lambda: driver.window.deck.take and isinstance(driver.window.deck.take.end, Finished))


async def in_pane(driver: Driver, row: int = 0) -> None:
    await driver.press("escape", "f7")
    await driver.until(lambda: driver.window.takes.has_focus and driver.window.takes.row)
    await driver.press("home", *["down"] * row)


async def test_each_sentence_has_a_row(drive) -> None:
    async with drive(text=TEXT) as driver:
        await in_pane(driver)
        assert states(driver) == ["next"] * 3
        await spoken(driver)
        await driver.until(lambda: states(driver) == ["made"] * 3)
        await driver.until(lambda: "3 of 3 made" in str(driver.window.takes.border_title))
        assert "One is here." in lines(driver)[1]
        assert "af_heart" in lines(driver)[1]
        await driver.press("f7")
        assert not driver.window.takes.display
        assert driver.window.text.editor.has_focus


async def test_a_sentence_that_the_voice_has_no_sounds_for_isnt_waited_for(drive) -> None:
    async with drive(text="One is here. Привет, мир. Three is here.") as driver:
        await in_pane(driver)
        assert states(driver) == ["next"] * 3
        await spoken(driver)
        await driver.until(lambda: states(driver) == ["made", "unsaid", "made"])
        await driver.until(lambda: "2 of 2 made" in str(driver.window.takes.border_title))
        assert "– unsaid" in lines(driver)[2]
        await driver.press("f7")
        driver.window.text.editor.load_text("One is here. Two is here. Three is here.")
        await driver.until(lambda: states(driver) == ["made", "next", "made"])


async def test_without_a_sentence_it_says_how_to_get_one(drive) -> None:
    async with drive(size=(60, 20), text="") as driver:
        await driver.press("f7")
        await driver.until(lambda: "gets a row here." in " ".join(" ".join(lines(driver)).split()))


async def test_the_row_that_is_spoken_is_marked(drive) -> None:
    async with drive(text=TEXT) as driver:
        player = driver.app.service.player
        await driver.press("ctrl+g")
        await driver.until(lambda: player.status.state == "playing")
        await driver.press("ctrl+@")
        await driver.until(lambda: player.status.state in ("paused", "ended"))
        driver.window.deck.play_from(driver.window.deck.take.words[4].start)
        player.pause()
        await driver.press("f7")
        await driver.until(lambda: any("▸" in line and "▶" in line for line in lines(driver)))
        assert "Two is here." in next(line for line in lines(driver) if "▸" in line)


async def test_a_sentence_is_made_again_and_counts(drive, backend: ScriptedBackend) -> None:
    async with drive(text=TEXT) as driver:
        await spoken(driver)
        before = driver.window.deck.take
        calls = len(backend.calls)
        await in_pane(driver, 1)
        await driver.press("r")
        await driver.until(lambda: driver.window.deck.take is not before)
        assert [call.text for call in backend.calls[calls:]] == ["Two is here."]
        assert backend.calls[-1].take == 1
        assert states(driver) == ["made", "kept", "made"]
        assert "2/2" in lines(driver)[2]
        np.testing.assert_array_equal(audio(driver.window.deck.take), audio(before))
        await driver.press("left_square_bracket")
        await driver.until(lambda: "1/2" in lines(driver)[2])
        await driver.press("u", "u")
        await driver.until(lambda: states(driver) == ["made"] * 3)
        await driver.press("U", "U")
        await driver.until(lambda: states(driver) == ["made", "kept", "made"])
        assert len(backend.calls) == calls + 1


async def test_a_sentence_in_another_voice(drive, backend: ScriptedBackend) -> None:
    async with drive(text=TEXT) as driver:
        await spoken(driver)
        await in_pane(driver, 2)
        await driver.answer("v", *"george", "down", "enter")
        await driver.until(lambda: backend.calls[-1].voice == "bm_george")
        await driver.until(lambda: states(driver) == ["made", "made", "kept"])
        assert backend.calls[-1].text == "Three is here."


async def test_a_sentence_in_a_voice_of_another_language_is_read_in_that(
    drive, backend: ScriptedBackend
) -> None:
    async with drive(text="One is here. Il y en a 80. Three is here.") as driver:
        await spoken(driver)
        await in_pane(driver, 1)
        await driver.answer("v", *"siwis", "down", "enter")
        await driver.until(lambda: states(driver) == ["made", "kept", "made"])
        said = backend.calls[-1]
        assert (said.voice, said.language, said.text) == ("ff_siwis", "fr-FR", "Il y en a quatre-vingts.")
        await driver.press("home", "r")
        await driver.until(lambda: states(driver) == ["kept", "kept", "made"])
        assert (backend.calls[-1].voice, backend.calls[-1].language) == ("af_heart", "en-US")


async def test_another_voice_chosen_leaves_what_was_made_as_it_is(drive, backend: ScriptedBackend) -> None:
    async with drive(text=TEXT) as driver:
        await spoken(driver)
        await in_pane(driver)
        await driver.press("ctrl+t", "tab", "tab", "enter", *["down"] * 4, "enter")
        await driver.until(lambda: driver.window.selection.voice == "bm_george")
        await driver.press("f2", "ctrl+end", *" Four.")
        await driver.until(lambda: len(states(driver)) == 4)
        await driver.press("f7")
        await driver.until(lambda: driver.window.takes.has_focus and driver.window.takes.cursor == 3)
        assert states(driver) == ["made"] * 3 + ["next"]
        await driver.press("home", "r")
        await driver.until(lambda: states(driver)[0] == "kept")
        assert (backend.calls[-1].voice, backend.calls[-1].language) == ("af_heart", "en-US")


async def test_a_take_of_another_model_stays_where_it_was_chosen_and_lends_no_voice(
    drive, backend: ScriptedBackend
) -> None:
    async with drive(text=TEXT) as driver:
        await driver.press("ctrl+b", "down", "enter")
        await driver.until(lambda: driver.window.selection.voice == "af_bella")
        await spoken(driver)
        await in_pane(driver)
        await driver.press("r")
        await driver.until(lambda: states(driver) == ["kept", "made", "made"])
        await driver.press("ctrl+t", "tab", "enter", "down", "enter")
        await driver.until(lambda: driver.window.selection.model == "tones-expressive")
        await driver.ready()
        await driver.press("tab", "enter", "down", "down", "enter")
        await driver.until(lambda: driver.window.selection.voice == "am_michael")
        calls, take = len(backend.calls), driver.window.deck.take
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.take is not take)
        await driver.until(lambda: isinstance(driver.window.deck.take.end, Finished))
        made = [(call.text, call.model, call.voice) for call in backend.calls[calls:]]
        assert made == [(f"{one} is here.", "tones-expressive", "am_michael") for one in ("Two", "Three")]
        await driver.press("f7")
        await driver.until(lambda: states(driver) == ["kept", "made", "made"])
        await driver.press("home", "r")
        await driver.until(lambda: len(backend.calls) == calls + 3)
        assert (backend.calls[-1].model, backend.calls[-1].voice) == ("tones-expressive", "am_michael")


async def test_an_edit_in_place_makes_one_old_and_made_again_is_that_alone(
    drive, backend: ScriptedBackend
) -> None:
    async with drive(text=TEXT) as driver:
        await spoken(driver)
        await in_pane(driver, 1)
        await driver.answer("e", "backspace", *", too.", "enter")
        assert driver.window.text.text == "One is here. Two is here, too. Three is here."
        await driver.until(lambda: states(driver) == ["made", "old", "made"])
        deck, calls = driver.window.deck, len(backend.calls)
        before = len(audio(deck.take))
        await driver.press("R")
        await driver.until(lambda: states(driver) == ["made"] * 3)
        assert [call.text for call in backend.calls[calls:]] == ["Two is here, too."]
        await driver.until(lambda: len(audio(deck.take)) > before)  # joined anew
        assert deck.take.request.text == driver.window.text.text
        joined = audio(deck.take)
        await driver.press("u", "u")
        await driver.until(lambda: driver.window.text.text == TEXT and states(driver) == ["made"] * 3)
        await driver.press("U")
        await driver.until(lambda: "too" in driver.window.text.text and states(driver)[1:2] == ["old"])
        await driver.press("U")
        await driver.until(lambda: len(audio(driver.window.deck.take)) == len(joined))
        assert len(backend.calls) == calls + 1


async def test_what_is_typed_into_the_text_makes_old_too(drive) -> None:
    async with drive(text=TEXT) as driver:
        await spoken(driver)
        await driver.press("f2", "x")
        await driver.until(lambda: states(driver) == ["old", "made", "made"])
        await driver.press("backspace")
        await driver.until(lambda: states(driver) == ["made"] * 3)


async def test_a_sentence_that_is_left_out_is_not_in_the_take(drive, backend: ScriptedBackend) -> None:
    async with drive(text=TEXT) as driver:
        await spoken(driver)
        whole = driver.window.deck.take
        await in_pane(driver, 1)
        await driver.press("x")
        await driver.until(lambda: driver.window.deck.take is not whole)
        assert [word.text for word in driver.window.deck.take.words] == "One is here. Three is here.".split()
        assert states(driver) == ["made", "left out", "made"]
        await driver.press("x")
        await driver.until(lambda: len(driver.window.deck.take.words) == 9)
        np.testing.assert_array_equal(audio(driver.window.deck.take), audio(whole))
        assert len(backend.calls) == 3


async def test_enter_plays_from_there_and_speaks_what_is_not_made(drive, backend: ScriptedBackend) -> None:
    async with drive(text=TEXT) as driver:
        await spoken(driver)
        await in_pane(driver, 2)
        await driver.press("enter")
        deck = driver.window.deck
        await driver.until(lambda: deck.sounding and deck.position >= deck.take.words[6].start - 0.01)
        assert len(backend.calls) == 3


async def test_speaking_from_a_sentence_that_is_not_made(drive, backend: ScriptedBackend) -> None:
    async with drive(text=TEXT) as driver:
        await in_pane(driver, 1)
        await driver.press("enter")
        await driver.until(lambda: states(driver) == ["next", "made", "made"])
        assert [call.text for call in backend.calls] == ["Two is here.", "Three is here."]


async def test_space_hears_the_sentence_alone(drive, backend: ScriptedBackend) -> None:
    async with drive(text=TEXT) as driver:
        await spoken(driver)
        await in_pane(driver, 1)
        await driver.press("space")
        player = driver.app.service.player
        seconds = driver.window.desk.ledger.rows[1].take.seconds
        await driver.until(lambda: player.timeline and abs(player.timeline.seconds - seconds) < 0.01)
        assert len(backend.calls) == 3


@pytest.mark.parametrize("size", [WIDE, NARROW, (60, 20)])
async def test_columns_fold_and_nothing_is_cut(drive, size: tuple[int, int]) -> None:
    async with drive(size, text=TEXT) as driver:
        await spoken(driver)
        await in_pane(driver)
        pane = driver.window.takes
        await driver.until(lambda: "One is here" in lines(driver)[1])
        width = pane.scrollable_content_region.width
        assert all(pane.render_line(y).cell_length == width for y in range(4))
        assert ("RTF" in lines(driver)[0]) == (size[0] >= 120)
        assert "made" in lines(driver)[1]


async def test_voice_and_speed_of_a_take_are_told_whole(drive) -> None:
    async with drive(NARROW, text=TEXT) as driver:
        await driver.press("ctrl+t", "tab", "tab", "tab", "enter", "down", "enter")
        await driver.until(lambda: driver.window.selection.speed == 1.05)
        await spoken(driver)
        await in_pane(driver)
        await driver.until(lambda: "af_heart×1.05" in lines(driver)[1].split())
        assert lines(driver)[0].index("take") == lines(driver)[1].index("1/1")


async def test_by_mouse(drive) -> None:
    async with drive(text=TEXT) as driver:
        await spoken(driver)
        await in_pane(driver)
        await driver.pilot.click("TakesPane", offset=(10, 4))
        await driver.until(lambda: driver.window.takes.cursor == 2)


async def test_where_there_is_nothing_it_says_so(drive) -> None:
    async with drive(text="") as driver:
        await driver.press("f7")
        await driver.until(lambda: driver.window.takes.has_focus)
        await driver.press("r")
        await driver.until(lambda: "There is no sentence" in driver.notice)
