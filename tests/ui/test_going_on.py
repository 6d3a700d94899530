"""Going on after a failure or a stop: one take in the end, as if nothing had happened, and nothing made twice."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest
from window_driver import TEXT

from tts_tui.speech.errors import SynthesisError
from tts_tui.speech.events import Failed, Finished
from tts_tui.ui.readouts import clock

BROKEN = SynthesisError("The engine broke.", hint="Start it again.")


async def test_after_a_failure_the_rest_is_spoken_into_the_same_take(drive) -> None:
    async with drive() as driver:
        driver.backend.faults["Winston"] = BROKEN
        await driver.press("ctrl+g")
        await driver.until(lambda: "The engine broke." in driver.notice)
        assert "Start it again. alt+g goes on from there." in driver.notice
        before = driver.window.deck.take
        driver.backend.faults.clear()
        calls = len(driver.backend.calls)
        await driver.press("alt+g")
        take = driver.window.deck.take
        assert take is not before
        await driver.until(lambda: take.end)
        assert isinstance(take.end, Finished)
        assert not driver.notice
        assert [call.text.split()[0] for call in driver.backend.calls[calls:]] == ["Winston"]

        await driver.press("ctrl+g")  # and now all of it in one go
        whole = driver.window.deck.take
        await driver.until(lambda: whole.end)
        np.testing.assert_array_equal(audio(take), audio(whole))
        assert [(word.text, word.char_start) for word in take.words] == [
            (word.text, word.char_start) for word in whole.words
        ]
        assert [word.start for word in take.words] == pytest.approx([word.start for word in whole.words])
        assert take.progress.fraction == whole.progress.fraction == 1.0
        assert [TEXT[word.char_start : word.char_end] for word in take.words] == [w.text for w in take.words]


async def test_what_was_stopped_goes_on_where_it_was_heard(drive) -> None:
    async with drive() as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        player, deck = driver.app.service.player, driver.window.deck
        await driver.until(lambda: deck.take.whole_frames)
        assert not deck.can_go_on, "it is still being made"
        await driver.press("escape")
        await driver.until(lambda: deck.can_go_on)
        driver.backend.gate.open()
        await driver.press("alt+g")
        take = deck.take
        await driver.until(lambda: isinstance(take.end, Finished))
        await driver.until(lambda: player.timeline is take.timeline and player.status.state == "playing")


async def test_failing_again_keeps_what_came_in_between(drive) -> None:
    async with drive(text="One is here. Two is here. Three is here.") as driver:
        driver.backend.faults["Two"] = BROKEN
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.can_go_on)
        driver.backend.faults = {"Three": BROKEN}
        await driver.press("alt+g")
        take = driver.window.deck.take
        await driver.until(lambda: take.end)
        assert isinstance(take.end, Failed)
        assert take.can_go_on
        assert take.request.text[take.resume_at :].strip() == "Three is here."
        assert [word.text for word in take.words] == ["One", "is", "here.", "Two", "is", "here."]


async def test_where_nothing_was_made_it_begins_again(drive) -> None:
    async with drive(text="Only this.") as driver:
        driver.backend.faults["Only"] = BROKEN
        await driver.press("ctrl+g")
        await driver.until(lambda: "The engine broke." in driver.notice)
        assert "goes on" not in driver.notice
        driver.backend.faults.clear()
        await driver.press("alt+g")
        await driver.until(lambda: isinstance(driver.window.deck.take.end, Finished))
        assert [call.text for call in driver.backend.calls] == ["Only this."] * 2
        assert driver.window.text.text == "Only this."


async def test_what_was_stopped_in_its_first_sentence_begins_again(drive) -> None:
    async with drive() as driver:
        driver.backend.loading.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.backend.running)
        await driver.press("escape")
        await driver.until(lambda: driver.window.deck.take.end)
        driver.backend.loading.open()
        await driver.press("alt+g")
        take = driver.window.deck.take
        await driver.until(lambda: isinstance(take.end, Finished))
        assert take.words[0].text == "The"
        await driver.until(lambda: driver.app.service.player.status.state == "playing")


async def test_where_nothing_was_stopped_it_says_so(drive) -> None:
    async with drive(text="Only this.") as driver:
        await driver.press("alt+g")
        await driver.until(lambda: "no audio yet; ^g speaks the text" in driver.notice)
        assert not driver.backend.calls
        await driver.press("ctrl+g")
        player, deck = driver.app.service.player, driver.window.deck
        await driver.until(lambda: player.status.state == "ended" and deck.take.end)
        await driver.press("alt+g")
        await driver.until(lambda: "^g speaks the text from its beginning" in driver.notice)
        assert driver.window.text.text == "Only this."
        await driver.press("x")
        await driver.until(lambda: not driver.notice)  # a hint is gone with the next key


async def test_escape_right_after_going_on_leaves_silence_and_the_rest(drive) -> None:
    async with drive() as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        player, deck = driver.app.service.player, driver.window.deck
        await driver.until(lambda: deck.take.whole_frames and player.status.state == "playing")
        await driver.press("escape")
        await driver.until(lambda: deck.can_go_on and player.status.state == "idle")
        whole = deck.take.whole_frames
        # both keys at once: the service hears of the second before it has begun with the first
        driver.window.go_on()
        driver.window.stop()
        take = deck.take
        await driver.until(lambda: take.end)
        for _ in range(20):
            await driver.pilot.pause(0.01)
            assert player.status.state == "idle"
        assert take.is_partial
        assert take.whole_frames == whole
        driver.backend.gate.open()
        await driver.press("alt+g")
        await driver.until(lambda: isinstance(deck.take.end, Finished))
        assert [word.text for word in deck.take.words] == TEXT.split()


async def test_escape_keeps_the_place_and_playing_goes_on_from_there(drive) -> None:
    async with drive() as driver:
        player, deck = driver.app.service.player, driver.window.deck
        await driver.press("ctrl+g")
        await driver.until(lambda: deck.take.end and player.status.state == "playing")
        await driver.press("f10", "5")
        await driver.until(lambda: player.status.state == "playing" and player.status.position_s > 5.0)
        await driver.press("escape")
        await driver.until(lambda: player.status.state == "idle")
        place = deck.position
        assert place > 5.0
        clock_now = driver.window.query_one("#clock")
        await driver.until(lambda: f"■ stopped {clock(place, tenths=True)}" in str(clock_now.render()))
        await driver.press("alt+g")  # nothing is to be made: it plays on
        await driver.until(lambda: player.status.state == "playing")
        assert place - 0.1 <= player.status.position_s < place + 2.0
        await driver.press("escape")
        await driver.until(lambda: player.status.state == "idle")
        await driver.press("ctrl+@")
        await driver.until(lambda: player.status.state == "playing")
        assert player.status.position_s >= place - 0.1
        await driver.press("escape", "ctrl+b", "j", "space")  # a sample in between
        await driver.until(lambda: deck.loaded is not deck.take and deck.loaded.end)
        await driver.press("ctrl+@")
        await driver.until(lambda: deck.loaded is deck.take and player.status.state == "playing")
        assert player.status.position_s >= place - 0.1


async def test_after_a_stop_no_time_left_is_told(drive) -> None:
    long = f"It was {'so ' * 80}bright and cold that the clocks were striking thirteen, as they say."
    async with drive(text=f"{long} {TEXT}") as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        work = driver.window.query_one("#work-summary")
        await driver.until(lambda: " left" in str(work.render()))
        await driver.press("escape")
        await driver.until(lambda: driver.window.deck.take.end)
        await driver.until(lambda: "chunk 1" in str(work.render()) and " left" not in str(work.render()))


def audio(take) -> np.ndarray:
    return take.timeline.read(0, take.timeline.frames)


async def test_what_is_stopped_before_it_sounds_gives_the_take_before_back(drive, backend) -> None:
    async with drive(text="One sentence.") as driver:
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)
        first = driver.window.deck.take
        backend.loading.shut()
        driver.window.text.replace("Another sentence.")  # the first is kept, and would sound at once
        await driver.press("ctrl+g", "escape")
        await driver.until(lambda: driver.window.deck.take is first)
        assert driver.window.deck.has_audio
        backend.loading.open()


async def test_esc_ends_what_waits_for_the_sentences_of_a_changed_text(drive, backend, monkeypatch) -> None:
    async with drive(text="One sentence.") as driver:
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)
        first, desk = driver.window.deck.take, driver.window.desk
        follow, waits, go_on = desk.follow, asyncio.Event(), asyncio.Event()

        async def held(*arguments, **options):
            waits.set()
            await go_on.wait()
            await follow(*arguments, **options)

        monkeypatch.setattr(desk, "follow", held)
        driver.window.text.replace("Another sentence.")
        await driver.press("ctrl+g")
        await driver.until(waits.is_set)
        await driver.press("escape")
        go_on.set()
        await driver.until(lambda: not any("speak" in worker.group for worker in driver.window.workers))
        assert driver.window.deck.take is first
        assert [call.text for call in backend.calls] == ["One sentence."]
