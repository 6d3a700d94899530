"""Type, speak, stop, play: through keys only."""

from __future__ import annotations

import asyncio

import msgspec
import pytest
from scripted_backend import SECONDS_PER_CHARACTER
from window_driver import LONGEST_WAIT

from tts_tui.speech.errors import SynthesisError
from tts_tui.speech.events import Cancelled, Failed, Finished
from tts_tui.ui.readouts import clock, milliseconds


async def test_a_typed_sentence_is_spoken_and_measured(drive) -> None:
    async with drive(text="") as driver:
        await driver.press(*"Hello")
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)
        take = driver.window.deck.take
        assert isinstance(take.end, Finished)
        assert take.request.text == "Hello"
        assert take.voice == "af_heart"
        await driver.until(lambda: take.sound_ms is not None)
        assert 0 < take.first_chunk_ms < take.sound_ms
        await driver.until(lambda: "ready" in driver.engine_state)
        assert f"first {milliseconds(take.first_chunk_ms)}" in str(
            driver.window.query_one("#latency").render()
        )
        assert "100% · chunk 1/1 · 5/5 chars" in str(driver.window.query_one("#work-summary").render())


async def test_only_the_selection_is_spoken(drive) -> None:
    async with drive(text="One. Two words. Three.") as driver:
        await driver.press(*["right"] * 5, *["shift+right"] * 10, "ctrl+g")
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)
        assert driver.window.deck.take.request.text == "Two words."
        assert driver.window.deck.take.text_start == 5


async def test_escape_ends_the_sound_and_the_synthesis(drive) -> None:
    async with drive() as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.backend.running and driver.window.deck.has_audio)
        assert "speaking" in driver.engine_state
        await driver.press("escape")
        take = driver.window.deck.take
        await driver.until(lambda: take.end)
        assert isinstance(take.end, Cancelled)
        await driver.until(lambda: driver.app.service.player.status.state == "idle")
        await driver.until(lambda: not driver.backend.running)
        assert take.seconds > 0, "what was made stays"
        await driver.until(lambda: "ready" in driver.engine_state)


async def test_speaking_again_replaces_what_was_speaking(drive) -> None:
    async with drive() as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.has_audio)
        first = driver.window.deck.take
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.take is not first and first.end)
        driver.backend.gate.open()
        await driver.until(lambda: driver.window.deck.take.end)
        assert isinstance(first.end, Cancelled)
        assert isinstance(driver.window.deck.take.end, Finished)
        assert driver.app.service.player.timeline is driver.window.deck.take.timeline


async def test_the_window_answers_keys_while_a_text_is_synthesized(drive) -> None:
    async with drive() as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.backend.running and driver.window.deck.has_audio)
        await driver.press(*"more")
        assert driver.window.text.text.startswith("moreThe quick")
        await driver.press("f1")
        assert driver.app.screen is not driver.window
        await driver.press("escape")
        assert driver.window.deck.making, "escape closed the help and stopped nothing"


@pytest.mark.parametrize("keys", [["f10", "9"], ["f10", "down"], ["f8", *["right"] * 9]])
async def test_a_place_that_is_not_made_yet_is_told_and_waited_for(drive, keys: list[str]) -> None:
    async with drive() as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        player, deck = driver.app.service.player, driver.window.deck
        await driver.until(lambda: deck.has_audio and player.status.state != "idle")
        shown = driver.window.query_one("#clock")
        await driver.until(lambda: driver.backend.running and deck.take.words)
        await driver.press(*keys)
        # a step from a place where the last one hasn't arrived yet leads to the same word
        async with asyncio.timeout(LONGEST_WAIT):
            while player.status.position_s < deck.take.seconds:
                await driver.press(keys[-1])
        await driver.until(lambda: "◌ not made yet" in str(shown.render()))
        wanted, made = player.status.position_s, deck.take.seconds
        assert 0 < made <= wanted
        assert f"{clock(wanted, tenths=True)} / ≈" in str(shown.render())
        assert f"made to {clock(made)}" in str(shown.render())
        driver.backend.gate.open()
        await driver.until(lambda: player.status.state == "playing")
        assert player.status.position_s >= wanted
        await driver.until(lambda: "not made yet" not in str(shown.render()))


async def test_pause_seek_and_replay(drive) -> None:
    async with drive(text="A text that is long enough to be paused while it is heard, surely.") as driver:
        await driver.press("ctrl+g")
        player = driver.app.service.player
        await driver.until(lambda: player.status.state == "playing")
        await driver.press("ctrl+@")
        await driver.until(lambda: player.status.state == "paused")
        await driver.press("f10", "5")
        take = driver.window.deck.take
        await driver.until(lambda: player.status.position_s >= take.seconds / 2 - 0.1)
        await driver.press("full_stop")
        await driver.until(lambda: player.status.rate > 1.0)
        await driver.press("ctrl+l")
        await driver.until(lambda: player.status.state == "playing" and player.status.position_s < 1.0)
        calls = len(driver.backend.calls)
        await driver.press("escape")
        assert calls == len(driver.backend.calls), "playing again synthesizes nothing"


@pytest.mark.parametrize("where", ["f10", "f8"])
async def test_arrows_go_from_sentence_to_sentence(drive, where: str) -> None:
    async with drive() as driver:
        await driver.press("ctrl+g")
        player, deck = driver.app.service.player, driver.window.deck
        await driver.until(lambda: deck.take and deck.take.end and player.status.state == "playing")
        await driver.press("ctrl+@")
        await driver.until(lambda: player.status.state == "paused")
        words = deck.take.words
        second, third = (
            next(word.start for word in words if word.text.startswith(said)) for said in ("It", "Winston")
        )
        await driver.press(where)
        for key, begin, end in (
            ("down", second, third),
            ("down", third, deck.take.seconds),
            ("up", second, third),
        ):
            if key == "up":  # not into the sentence so far that it begins again
                deck.seek_by(third + 0.1 - player.status.position_s)
                await driver.until(lambda: abs(player.status.position_s - third) < 0.5)
            await driver.press(key)  # it plays from there
            await driver.until(lambda begin=begin, end=end: begin <= player.status.position_s < end)
            await driver.press("ctrl+@")
            await driver.until(lambda: player.status.state in ("paused", "ended"))


async def test_a_failure_stays_until_it_is_dismissed_and_the_text_stays(drive) -> None:
    async with drive() as driver:
        driver.backend.faults["Winston"] = SynthesisError("The engine broke.", hint="Start it again.")
        await driver.press("ctrl+g")
        await driver.until(lambda: "The engine broke." in driver.notice)
        assert "Start it again." in driver.notice
        take = driver.window.deck.take
        assert isinstance(take.end, Failed)
        assert take.seconds > 2 * SECONDS_PER_CHARACTER, "what was made before stays"
        assert "failed" in driver.engine_state
        await driver.press("escape")  # ends the sound of the part that was made
        await driver.until(lambda: driver.app.service.player.status.state == "idle")
        await driver.press("escape")
        await driver.until(lambda: "The engine broke." not in driver.notice)
        assert driver.window.text.text.startswith("The quick brown fox")


async def test_an_empty_text_says_so(drive) -> None:
    async with drive(text="") as driver:
        await driver.press("ctrl+g")
        await driver.until(lambda: "nothing to say" in driver.notice)


async def test_a_dear_text_is_spoken_only_when_the_user_agrees(drive) -> None:
    async with drive() as driver:
        limits = msgspec.structs.replace(driver.app.settings.limits, job_usd=0.001)
        driver.app.settings = msgspec.structs.replace(driver.app.settings, limits=limits)
        await driver.press("ctrl+t", "enter", "down", "enter")
        await driver.until(lambda: driver.window.selection.provider == "cloud")
        await driver.ready()
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.app.screen is not driver.window)
        await driver.press("escape")
        assert driver.window.deck.take is None
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.app.screen is not driver.window)
        await driver.press("tab", "enter")
        await driver.until(lambda: driver.window.deck.has_audio)
        await driver.press("escape")


async def test_follow_marks_the_word_that_is_heard_and_keys_go_to_words(drive) -> None:
    async with drive(text="Here are a few words to follow with the eyes while they are spoken.") as driver:
        await driver.press("ctrl+g")
        player, deck = driver.app.service.player, driver.window.deck
        await driver.until(lambda: deck.take.end and player.status.state == "playing")
        await driver.press("ctrl+@", "f8")
        await driver.until(lambda: player.status.state == "paused")
        word = deck.take.word_at(player.status.position_s)
        await driver.until(lambda: marked(driver) == word.text)
        await driver.press("down", "ctrl+@")
        later = deck.take.step(word.start, 10)
        await driver.until(lambda: player.status.position_s >= later - 0.01)
        await driver.press("f8")
        assert driver.app.focused.id == "editor"


def marked(driver) -> str:
    """The word that stands out in the follow view."""
    content = driver.window.query_one("#passage-now").render()
    spans = [span for span in content.spans if "reverse" in str(span.style)]
    return content.plain[spans[0].start : spans[0].end] if spans else ""


async def test_phonemes_that_are_not_taken_are_told_in_the_window(drive) -> None:
    async with drive(text="I [read](/ɹɛd/) it.") as driver:
        await driver.press("ctrl+g")
        await driver.until(lambda: "Tones takes no phonemes" in driver.notice)
        assert driver.backend.calls[-1].text == "I read it."


async def test_of_what_a_voice_has_no_sounds_for_one_stands_for_all(drive) -> None:
    async with drive(text="Hello. مرحبا بالعالم. Well. สวัสดีชาวโลก.") as driver:
        await driver.press("ctrl+g")
        told = "“مرحبا بالعالم” and whatever else af_heart has no sounds for."
        await driver.until(lambda: told in driver.notice)
