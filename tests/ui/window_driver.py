"""The window as a test drives it: through keys, waiting for what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from scripted_backend import ScriptedBackend
from textual.pilot import Pilot

from tts_tui.ui.app import TTSApp

WIDE = (120, 36)
MIDDLE = (100, 30)
NARROW = (80, 24)

TEXT = """\
The quick brown fox jumps over the lazy dog. It was a bright cold day in April, and the clocks were striking thirteen.

Winston Smith, his chin nuzzled into his breast, slipped quickly through the glass doors of Victory Mansions."""


LONGEST_WAIT = 40.0
"""Seconds after which something never happens; a loaded machine takes some."""


class Driver:
    """A running app, with what a test may ask of it."""

    def __init__(self, app: TTSApp, pilot: Pilot[None], backend: ScriptedBackend) -> None:
        self.app = app
        self.pilot = pilot
        self.backend = backend
        self.window = app.window

    async def press(self, *keys: str) -> None:
        """Press them one after the other, each when the one before has been worked off."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause(0)

    async def answer(self, key: str, *keys: str) -> None:
        """Press a key that opens a dialog, and the others once it takes them; returns when it has closed."""
        screen = self.app.screen
        await self.press(key)
        await self.until(lambda: self.app.screen is not screen and self.app.screen.focused)
        await self.press(*keys)
        await self.until(lambda: self.app.screen is screen)

    async def leave(self) -> None:
        """Quit, and wait until the window is left, with all that it keeps."""
        await self.press("ctrl+q")
        await self.until(lambda: self.app.return_code is not None)

    async def until(self, condition: Callable[[], object]) -> None:
        """Let the app run until it is so."""
        async with asyncio.timeout(LONGEST_WAIT):
            while not condition():
                await self.pilot.pause(0.01)

    async def ready(self) -> None:
        """The engine is loaded and its voices are listed."""
        await self.until(lambda: "ready" in self.engine_state and self.window.voices.rows.option_count)

    @property
    def drawn(self) -> str:
        """The text of the screen, as the terminal gets it."""
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return "\n".join(strip.text for strip in strips)

    @property
    def engine_state(self) -> str:
        return str(self.window.status.query_one("#engine-state").render())

    @property
    def notice(self) -> str:
        """Title, message and hint of the notice that is shown, empty if there is none."""
        notices = self.window.notices
        return f"{notices.border_title}: {notices.render()}" if notices.display else ""
