"""The speed at which a take is heard, and the one at which the next is made, are told apart."""

from __future__ import annotations

from tts_tui.speech.events import Finished


async def test_one_is_of_the_player_and_keeps_the_place_the_other_of_the_model(drive) -> None:
    async with drive() as driver:
        window, deck, player = driver.window, driver.window.deck, driver.app.service.player
        await driver.press("ctrl+g")
        await driver.until(lambda: deck.take and isinstance(deck.take.end, Finished))
        await driver.press("f10", "space")
        await driver.until(lambda: player.status.state == "paused")
        place = player.status.position_s
        await driver.press("full_stop")
        await driver.until(lambda: "heard at 1.1×" in str(window.player._clock.render()))
        assert player.status.position_s == place
        assert window.selection.speed == 1.0

        await driver.press("right_square_bracket")
        await driver.until(lambda: "The next speech is made at 1.05×; , and . change" in driver.notice)
        assert (window.selection.speed, player.status.rate) == (1.05, 1.1)
        await driver.press("right_square_bracket", "right_square_bracket", "left_square_bracket")
        await driver.until(lambda: window.selection.speed == 1.1)
        await driver.press(*["left_square_bracket"] * 20)
        await driver.until(lambda: "speaks no slower" in driver.notice)
        assert window.selection.speed == 0.5
