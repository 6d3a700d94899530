"""What a frame costs while something is heard: drawn where it changed, laid out only where it takes another place."""

from __future__ import annotations

import subprocess
import sys

from textual.screen import Screen

from tts_tui.speech.events import Finished
from tts_tui.ui.frames import Frames


async def test_playing_draws_the_clock_and_lays_nothing_out(drive, monkeypatch) -> None:
    frames, layouts = [], []
    draw, lay_out = Frames.draw, Screen._refresh_layout
    async with drive() as driver:
        await driver.press("ctrl+g")
        deck = driver.window.deck
        await driver.until(lambda: deck.take and isinstance(deck.take.end, Finished) and deck.position > 0.5)

        def counted_frame(self: Frames) -> None:
            frames.append(str(driver.window.player.query_one("#clock").render()))
            draw(self)

        def counted_layout(self: Screen[None], *about: object, **more: object) -> None:
            layouts.append(len(frames))
            lay_out(self, *about, **more)

        monkeypatch.setattr(Frames, "draw", counted_frame)
        monkeypatch.setattr(Screen, "_refresh_layout", counted_layout)
        driver.window._frames._timer._callback = driver.window._frames.draw
        await driver.until(lambda: len(frames) > 30)
        assert len(set(frames)) > 3, "the clock goes on"
        assert len(layouts) <= 2


def test_the_first_paint_waits_for_nothing_that_comes_later() -> None:
    sound = ("numpy", "av", "soxr", "onnxruntime", "httpx")
    later = ("sqlite3", "tts_tui.studio.take", "tts_tui.events.targets", "tts_tui.events.mixing")
    program = f"import sys, tts_tui.ui.app; print([name for name in {sound + later} if name in sys.modules])"
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120
    )
    assert told.stdout.strip() == "[]"
