"""Makes the pictures of the README from the running app, speaking with the embedded Kokoro.

    python screenshots/make.py [FOLDER]

Writes SVG files, and PNG files beside them where `rsvg-convert` (Debian: librsvg2-bin) or Chromium is installed. The
settings, favourites and text are those of a new user; the model's cache is the user's own.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from math import ceil
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from tts_tui.audio.play.player import Player
from tts_tui.store import settings_file
from tts_tui.store.paths import Paths
from tts_tui.store.secrets import Secrets
from tts_tui.studio.session import Session
from tts_tui.ui.app import TTSApp

ZOOM = 0.9
FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""A font that a picture would fetch from elsewhere; every system has one of its own."""
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')

SIZES = {"120x36": (120, 36), "80x24": (80, 24)}

TEXT = """\
The keeper of the lighthouse wrote one letter a week, and the boat took it away on Fridays. In winter the sea was \
often too rough to land, so the letters lay in a tin box until March.

Nobody minded much; news from the island had always been slow, and there was little of it. One year the box held a \
drawing instead of a letter. It showed the tower, the stairs and the lamp, each step numbered in a careful hand, \
and beneath it a single question: how many more?"""


def session_in(folder: Path) -> Session:
    paths = dataclasses.replace(
        Paths.of_user(), config=folder, data=folder, state=folder, settings_file=folder / "c"
    )
    # what was spoken before would come from there, with no engine to be seen at work
    paths.settings_file.write_text("[speech]\ncache_mb = 0\n", encoding="utf-8")
    return Session(paths, settings_file.load(paths.settings_file), Secrets(paths.keys_file, environment={}))


def app_in(folder: Path) -> TTSApp:
    session = session_in(folder)
    app = TTSApp(session, session.open_manager, lambda told: Player(on_state=told), TEXT)
    (folder / "recordings" / "letters").mkdir(parents=True)
    app.save_like = dataclasses.replace(app.save_like, folder=Path("recordings"))
    return app


async def until(pilot: Pilot[None], met: Callable[[], object]) -> None:
    while not met():
        await pilot.pause(0.05)


def keep(app: TTSApp, file: Path) -> None:
    # without the attribute, renderers other than browsers drop the spaces at the start of a text
    svg = FONT.sub("", app.export_screenshot(title="tts-tui"))
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    file.write_text(svg, encoding="utf-8")
    if command := png_command(file, svg):
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def png_command(file: Path, svg: str) -> list[str]:
    """What draws an SVG file as PNG; empty where nothing does."""
    png = file.with_suffix(".png")
    if convert := shutil.which("rsvg-convert"):
        return [convert, "--zoom", str(ZOOM), str(file), "-o", str(png)]
    if browser := shutil.which("chromium"):
        width, height = map(float, _BOX.findall(svg)[0])
        return [
            browser,
            "--headless=new",
            "--no-sandbox",
            "--hide-scrollbars",
            "--default-background-color=00000000",
            f"--window-size={ceil(width * ZOOM)},{ceil(height * ZOOM)}",
            f"--screenshot={png}",
            file.as_uri(),
        ]
    return []


async def take_pictures(folder: Path, name: str, size: tuple[int, int]) -> None:
    with tempfile.TemporaryDirectory() as home, contextlib.chdir(home):
        app = app_in(Path(home))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            window = app.window
            window.text.editor.cursor_blink = False
            state = window.status.query_one("#engine-state")
            await until(pilot, lambda: "ready" in str(state.render()) and window.voices.rows.option_count)
            await pilot.press("ctrl+g")
            await until(pilot, lambda: app.service.player and app.service.player.status.position_s > 5.0)
            keep(app, folder / f"speaking-{name}.svg")
            await pilot.press("f12")
            await pilot.pause()
            keep(app, folder / f"light-{name}.svg")
            await pilot.press("f12", "f8")
            await pilot.pause(0.3)
            keep(app, folder / f"follow-{name}.svg")
            await pilot.press("f8", "f6")
            await until(pilot, lambda: window.pronunciation.display)
            await pilot.pause(1.0)
            keep(app, folder / f"words-{name}.svg")
            await pilot.press("f6", "f6", "f7")
            await pilot.pause(1.0)
            keep(app, folder / f"takes-{name}.svg")
            await pilot.press("f7", "ctrl+b", "j", "asterisk", "j", "j")
            await pilot.pause(0.3)
            keep(app, folder / f"voices-{name}.svg")
            await pilot.press("f1")
            await pilot.pause()
            keep(app, folder / f"help-{name}.svg")
            await pilot.press("escape", "ctrl+s")
            await until(pilot, lambda: app.focused and app.focused.id == "name")
            app.screen.query_one("#name", Input).cursor_blink = False
            await pilot.press("tab", "enter", "down", "enter", "tab", "tab", "tab", "enter", "down", "enter")
            await pilot.pause(0.3)
            keep(app, folder / f"save-{name}.svg")


async def main() -> None:
    folder = (Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent).resolve()
    for name, size in SIZES.items():
        await take_pictures(folder, name, size)


if __name__ == "__main__":
    asyncio.run(main())
