"""What a frame costs while something is heard: drawn where it changed, laid out only where it takes another place."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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


def test_the_first_paint_waits_for_nothing_that_comes_later(tmp_path: Path) -> None:
    sound = ("numpy", "av", "soxr", "onnxruntime", "httpx")
    later = ("sqlite3", *(f"tts_tui.{name}" for name in ("studio.take", "events.targets", "speech.events")))
    program = (
        "import sys; from tts_tui.studio.session import open_session; from tts_tui.ui.app import TTSApp; "
        "own = open_session(); TTSApp(own, own.open_manager, lambda told: None, ''); "
        f"print([name for name in {sound + later} if name in sys.modules])"
    )
    homes = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    told = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env=os.environ | homes,
    )
    assert told.stdout.strip() == "[]"
