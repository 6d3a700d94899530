"""How soon a voice is heard in the list of all voices, and what a held arrow key leaves: `python bench/audition.py`.

The real window without a terminal, the real Kokoro, and a private PulseAudio whose sink is recorded. Prints the
milliseconds from an arrow key to the first recorded sample of a voice that was heard before (aim: 60), in its parts:
until the player is asked, which is the window's work, and from there to the ear, which is the device's buffer. Then
what twenty arrow keys in two seconds leave.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "audio"))
from virtual_sound import PulseServer, Recording

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 120.0


async def until(happened: Callable[[], object], what: str) -> None:
    """Let the app run until it is so.

    Raises:
        TimeoutError: it isn't.
    """
    deadline = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        await asyncio.sleep(0.002)


async def measure(recording: Recording, times: int) -> None:
    """Open the window and the list, and press keys."""
    from textual import events

    from tts_tui.audio.play.player import Player
    from tts_tui.store.paths import Paths
    from tts_tui.studio.session import open_session
    from tts_tui.ui.app import TTSApp

    asked: list[float] = []
    cut_to = Player.cut_to

    def noted(player: Player, *clip: Any) -> None:
        asked.append(time.monotonic())
        cut_to(player, *clip)

    Player.cut_to = noted  # type: ignore[method-assign]
    Paths.of_user().state.mkdir(parents=True, exist_ok=True)
    session = open_session()
    app = TTSApp(session, session.open_manager, lambda told: Player(on_state=told), "")
    async with app.run_test(size=(120, 36)) as pilot:
        window = app.window

        def press(key: str) -> None:
            app.post_message(events.Key(key, None))

        await until(lambda: window.loaded and window.voices.rows.option_count, "the engine never loaded")
        await pilot.press("alt+w")
        await until(lambda: window.browser and window.browser.highlighted, "no voices")
        deck = window.deck
        press("a")
        for key in ("down", "up"):
            await until(lambda: deck.loaded and deck.loaded.end and not deck.sounding, "no sample")
            press(key)
            await asyncio.sleep(0.3)
        await until(lambda: deck.loaded and deck.loaded.end and not deck.sounding, "no sample")
        parts: dict[str, list[float]] = {"key to player": [], "player to device": [], "key to sound": []}
        underruns = app.service.player.status.underruns if app.service.player else 0
        for number in range(times):
            await asyncio.sleep(0.4)
            so_far = len(recording.samples)
            asked.clear()
            pressed = time.monotonic()
            press("up" if number % 2 else "down")
            await until(lambda: deck.sounding, "nothing was heard")
            await until(lambda: not deck.sounding, "it never ended")
            await asyncio.sleep(0.3)  # looking meanwhile would copy all that was recorded
            onset = recording.heard_at(so_far + int(np.flatnonzero(recording.samples[so_far:])[0]))
            for name, seconds in zip(
                parts, (asked[0] - pressed, onset - asked[0], onset - pressed), strict=True
            ):
                parts[name].append(seconds * 1000)
        for name, found in parts.items():
            best, middle, worst = min(found), statistics.median(found), max(found)
            print(
                f"{name} of a kept sample: median {middle:.0f} ms, best {best:.0f}, worst {worst:.0f} of {times}"
            )
        assert app.service.player
        output, status = app.service.player._playback.route.output, app.service.player.status
        print(
            f"the device was asked to hold {1000 * output.latency if output else 0:.0f} ms at last; "
            f"underruns {status.underruns - underruns}; load of the machine {os.getloadavg()[0]:.1f}"
        )
        for _ in range(20):
            press("down")
            await asyncio.sleep(0.1)
        last = time.monotonic()
        await until(lambda: deck.loaded and deck.loaded.end, "the last was never made")
        row = window.browser.highlighted if window.browser else None
        assert row is not None
        assert deck.loaded is not None
        print(
            f"twenty arrow keys in two seconds: {deck.loaded.request.voice} is heard at the cursor on {row.voice.id}, "
            f"made {1000 * (time.monotonic() - last):.0f} ms after the last key"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--times", type=int, default=10, help="keys that are measured")
    times = parser.parse_args().times
    server = PulseServer()
    with tempfile.TemporaryDirectory() as home:
        os.environ |= server.environment
        os.environ |= {f"XDG_{name}_HOME": f"{home}/{name}" for name in ("CONFIG", "STATE", "DATA")}
        try:
            server.start()
            with server.record() as recording:
                asyncio.run(measure(recording, times))
        finally:
            server.close()


if __name__ == "__main__":
    main()
