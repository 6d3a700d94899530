"""Going on after a failure or a stop: one take in the end, as if nothing had happened, and nothing made twice."""

from __future__ import annotations

import numpy as np
import pytest
from window_driver import TEXT

from tts_tui.speech.errors import SynthesisError
from tts_tui.speech.events import Failed, Finished

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


async def test_where_nothing_was_made_nothing_is_offered(drive) -> None:
    async with drive(text="Only this.") as driver:
        driver.backend.faults["Only"] = BROKEN
        await driver.press("ctrl+g")
        await driver.until(lambda: "The engine broke." in driver.notice)
        assert "goes on" not in driver.notice
        assert not driver.window.deck.can_go_on
        await driver.press("alt+g")
        await driver.until(lambda: "Nothing was stopped" in driver.notice)
        assert len(driver.backend.calls) == 1
        assert driver.window.text.text == "Only this."


def audio(take) -> np.ndarray:
    return take.timeline.read(0, take.timeline.frames)
