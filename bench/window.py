"""Whether the sound breaks while the real window, the real engine and other programs want the machine too.

    python bench/window.py --virtual [--seconds 60] [--process]     under several loads
    python bench/window.py --virtual --hour                         an hour, in an hour: memory

Opens the window in a terminal made of software, types ctrl+g, and lets it speak as a user would. --virtual starts a
private PulseAudio first; without it the default output is used.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from loads import Callbacks, hog_lock, load
from terminal import in_terminal, lend_engine, prose, run_driven, tell

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "audio"))
from virtual_sound import PulseServer

if TYPE_CHECKING:
    from tts_tui.audio.play.player import Player
    from tts_tui.audio.play.status import PlayerStatus
    from tts_tui.ui.app import TTSApp

CHARACTERS_A_SECOND = 15.0
"""Of English prose at speed 1, about."""
FRAMES = 30
WARM_UP = "This is only to load the engine, and to open the device."

LOADS = {
    "nothing else": ((), 0, 0),
    "a lock hog in the window's process": ((hog_lock,), 0, 0),
    "the same and two niced busy processes": ((hog_lock,), 2, 10),
    "the same and two that are not niced": ((hog_lock,), 2, 0),
}


# ---- in the terminal


class Observed:
    """The app, what it is told to do, and what is measured meanwhile."""

    def __init__(self, app: TTSApp) -> None:
        from tts_tui.ui.frames import Frames

        self.app = app
        self.late: list[float] = []
        self.frames = 0
        draw = Frames.draw

        def counted(frames: Frames) -> None:
            self.frames += 1
            draw(frames)

        Frames.draw = counted  # type: ignore[method-assign]

    async def until(self, done: Callable[[], object]) -> None:
        while not done():
            before = time.perf_counter()
            await asyncio.sleep(0.02)
            self.late.append((time.perf_counter() - before - 0.02) * 1000)

    async def speak(self, text: str) -> None:
        """Speak it with ctrl+g and hear it to its end."""
        window = self.app.window
        window.text.editor.load_text(text)
        before = window.deck.take
        self.late.clear()
        window.action_command("speak")
        await self.until(lambda: window.deck.take is not before and window.deck.has_audio)
        await self.until(lambda: self.player.status.state == "ended" or window.deck.take.error)
        if window.deck.take.error:
            raise window.deck.take.error

    @property
    def player(self) -> Player:
        assert self.app.service.player is not None
        return self.app.service.player

    async def ready(self) -> None:
        await self.until(lambda: self.app.service.player and self.app.window.model)
        await self.speak(WARM_UP)
        take = self.app.window.deck.take
        assert take is not None
        assert take.first_chunk_ms is not None
        assert take.sound_ms is not None
        tell(
            f"a key pressed while the engine loads: first chunk after {take.first_chunk_ms:.0f} ms, "
            f"sound after {take.sound_ms:.0f} ms"
        )

    async def under_loads(self, characters: int) -> None:
        for number, (name, (threads, processes, niceness)) in enumerate(LOADS.items()):
            before, callbacks, began = self.player.status, Callbacks(self.player), time.monotonic()
            self.frames = 0
            with load(threads, processes, niceness):
                await self.speak(prose(characters, 1000 * number))
            after, take, took = self.player.status, self.app.window.deck.take, time.monotonic() - began
            assert take is not None
            assert take.metrics is not None
            assert take.sound_ms is not None
            tell(
                f"{name}: {take.seconds:.0f} s heard, underruns {after.underruns - before.underruns}, starved "
                f"{after.starved - before.starved}; {callbacks}; sound after {take.sound_ms:.0f} ms, RTF "
                f"{take.metrics.rtf:.2f}; {self.frames / took:.0f} frames/s, the window's loop late by "
                f"{statistics.median(self.late):.0f} ms, at most {max(self.late):.0f}"
            )

    async def for_long(self, text: str) -> None:
        """Tell memory while it plays, for the window's process and the sound device's."""
        before, callbacks = self.player.status, Callbacks(self.player)
        speaking = asyncio.create_task(self.speak(text))
        began = told = time.monotonic()
        while not speaking.done():
            await asyncio.sleep(1.0)
            now = time.monotonic()
            if now - told >= 600 or now - began < 61 <= now - began + 1:
                told = now
                tell(f"{(now - began) / 60:3.0f} min: {self._memory(before)}")
        await speaking
        tell(f"{(time.monotonic() - began) / 60:3.0f} min, ended: {self._memory(before)}; {callbacks}")

    def _memory(self, before: PlayerStatus) -> str:
        from tts_tui.store.memory import resident_mb, resident_mb_of

        output, status = self.player._playback.route.output, self.player.status
        device = resident_mb_of(output._process.pid) if output else "no"
        return (
            f"window and engine {resident_mb()} MB, device's process {device} MB, underruns "
            f"{status.underruns - before.underruns}, starved {status.starved - before.starved}, "
            f"heard {status.position_s:.0f} of {status.position_s + status.buffered_ahead_s * status.rate:.0f} s made"
        )


async def measured(app: TTSApp, seconds: float, *, hour: bool) -> None:
    observed = Observed(app)
    characters = round(seconds * CHARACTERS_A_SECOND)
    await observed.ready()
    await (observed.for_long(prose(characters)) if hour else observed.under_loads(characters))


# ---- outside


def main() -> None:
    """Print a line for each load."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--virtual", action="store_true", help="on a private PulseAudio")
    options.add_argument("--seconds", type=float, default=60.0, help="of speech under each load")
    options.add_argument("--process", action="store_true", help="the engine in a process of its own")
    options.add_argument("--hour", action="store_true", help="play one hour instead")
    options.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.inside:
        seconds = 3600.0 if chosen.hour else chosen.seconds
        run_driven(lambda app: measured(app, seconds, hour=chosen.hour))
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        environment = {"TTS_TUI_CONFIG": str(folder / "config.toml")}
        if chosen.virtual:
            server = PulseServer(24_000)
            stack.callback(server.close)
            server.start()
            environment |= server.environment
        process = str(chosen.process).lower()
        settings = f"[ui]\nfps = {FRAMES}\n[backends.kokoro]\nprocess = {process}\n"
        (folder / "config.toml").write_text(settings, encoding="utf-8")
        lend_engine(folder)
        arguments = ["--inside", *(each for each in sys.argv[1:] if each != "--virtual")]
        for line in in_terminal(__file__, folder, arguments, environment):
            print(line, flush=True)


if __name__ == "__main__":
    main()
