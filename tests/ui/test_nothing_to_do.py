"""Keys that find nothing to do say why, and what there is stays."""

from __future__ import annotations

import pytest
from window_driver import NARROW

from tts_tui.speech.errors import SynthesisError
from tts_tui.speech.events import Finished


async def test_each_key_says_why_there_is_nothing_for_it_to_do(drive) -> None:
    async with drive() as driver:
        for key, why in {
            "ctrl+s": "no audio yet; ^g speaks",
            "ctrl+l": "no audio yet",
            "ctrl+@": "no audio yet",
            "f8": "no audio yet",
            "f3": "Tones has no settings",
            "alt+l": "Tones is loaded.",
            "ctrl+c": "^q leaves, esc silences",
        }.items():
            await driver.press(key)
            await driver.until(lambda why=why: why in driver.notice)
        await driver.press("x")
        await driver.until(lambda: not driver.notice)
        assert driver.window.text.text.startswith("xThe"), "none of them was typed"


@pytest.mark.parametrize("nothing", ["", "   \n\n", "… — !!"])
async def test_an_empty_text_leaves_the_last_take(drive, nothing: str) -> None:
    async with drive() as driver:
        deck, player = driver.window.deck, driver.app.service.player
        await driver.press("ctrl+g")
        await driver.until(lambda: deck.take and isinstance(deck.take.end, Finished))
        take = deck.take
        driver.window.text.replace(nothing)
        await driver.press("ctrl+g")
        await driver.until(lambda: "nothing to say" in driver.notice)
        assert deck.take is take
        assert "failed" not in driver.engine_state
        await driver.press("ctrl+l")
        await driver.until(lambda: player.status.state == "playing" and player.timeline is take.timeline)


@pytest.mark.parametrize("text", ["```\nmake test\n```", "This breaks at once."])
async def test_what_comes_to_nothing_gives_the_last_take_back(drive, text: str) -> None:
    async with drive() as driver:
        deck, player = driver.window.deck, driver.app.service.player
        driver.backend.faults["breaks"] = SynthesisError("It broke.")
        await driver.press("ctrl+g")
        await driver.until(lambda: deck.take and isinstance(deck.take.end, Finished))
        take = deck.take
        driver.window.text.replace(text)
        await driver.press("ctrl+g")
        await driver.until(lambda: "nothing to say" in driver.notice or "It broke." in driver.notice)
        await driver.until(lambda: deck.take is take)
        assert ("failed" in driver.engine_state) == ("breaks" in text)
        await driver.press("ctrl+l")
        await driver.until(lambda: player.status.state == "playing" and player.timeline is take.timeline)


async def test_a_message_is_dismissed_while_it_speaks(drive) -> None:
    async with drive() as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.app.service.player.status.state == "playing")
        await driver.press("f3")
        await driver.until(lambda: "no settings" in driver.notice)
        await driver.until(lambda: driver.window.notices.border_subtitle == "alt+m dismiss")
        await driver.press("alt+m")
        assert not driver.notice
        assert driver.window.deck.making
        await driver.press("escape")
        await driver.until(lambda: driver.window.deck.take.end)
        await driver.press("f3")
        await driver.until(lambda: driver.window.notices.border_subtitle == "esc dismiss")


async def test_the_players_keys_are_shown_while_they_go_to_it(drive) -> None:
    async with drive(size=NARROW, text="The take.") as driver:
        await driver.press("ctrl+g")
        player = driver.window.player
        await driver.until(lambda: "af_heart · tones-1" in str(player.border_subtitle))
        await driver.press("f10")
        await driver.until(lambda: "space play · ← → 5 s · ↑ ↓ sentence" in str(player.border_subtitle))
        await driver.press("f2")
        await driver.until(lambda: "af_heart · tones-1" in str(player.border_subtitle))


async def test_both_bars_seek(drive) -> None:
    async with drive() as driver:
        deck, player = driver.window.deck, driver.app.service.player
        await driver.press("ctrl+g")
        await driver.until(lambda: deck.take and isinstance(deck.take.end, Finished))
        for bar in ("#work Bar", "#waveform"):
            await driver.press("ctrl+l", "escape")  # left near its beginning
            await driver.until(lambda: player.status.state == "idle")
            width = driver.window.query_one(bar).size.width
            await driver.pilot.click(bar, offset=(3 * width // 4, 0))
            await driver.until(lambda: player.status.state in ("playing", "buffering"))
            assert player.status.position_s / deck.take.seconds > 0.7


async def test_a_second_key_leads_to_the_voices(drive) -> None:
    async with drive() as driver:
        await driver.press("alt+b")
        assert driver.app.focused is driver.window.voices.rows
