"""Pictures of every screen and dialog in four sizes and four looks, to be looked at by whoever changes one of them.

    python screenshots/grid.py FOLDER [--sizes 80x24 ...] [--looks dark ...] [--only NAME ...]

Writes SIZE-LOOK-NAME.svg, and a PNG beside it where `rsvg-convert` or Chromium is installed. What speaks are the tones
of the tests, with tests/ on the path: no engine is loaded, and nothing is heard.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "documents")]

from made_books import epub3  # noqa: E402
from make import TEXT, keep, until  # noqa: E402
from scripted_backend import ScriptedBackend, manager_of  # noqa: E402
from textual.pilot import Pilot  # noqa: E402

from tts_tui.audio.play.player import Player  # noqa: E402
from tts_tui.backends.base import BackendContext  # noqa: E402
from tts_tui.store import settings_file  # noqa: E402
from tts_tui.store.paths import Paths  # noqa: E402
from tts_tui.store.secrets import Secrets  # noqa: E402
from tts_tui.studio.session import Session  # noqa: E402
from tts_tui.ui.app import TTSApp  # noqa: E402

SIZES = {"60x20": (60, 20), "80x24": (80, 24), "120x36": (120, 36), "200x50": (200, 50)}
LOOKS = {"dark": "", "light": "theme = 'paper'", "contrast": "theme = 'contrast'", "ascii": "look = 'ascii'"}

NEW: dict[str, Sequence[str]] = {
    "empty": (),
    "history-empty": ("ctrl+r",),
    "bookmarks-empty": ("alt+r",),
    "takes-empty": ("f7",),
    "presets-empty": ("alt+p",),
    "nothing-to-save": ("ctrl+s",),
}
"""What a newcomer sees, and the keys that lead there."""

SPOKEN: dict[str, Sequence[str]] = {
    "spoken": (),
    "player": ("f10",),
    "follow": ("f8",),
    "large": ("f8", "z"),
    "said": ("f6", "f6"),
    "change-word": ("f6", "f6", "enter"),
    "takes": ("f7",),
    "edit-sentence": ("f7", "e"),
    "latency": ("alt+y",),
    "latency-chunks": ("alt+y", "alt+y"),
    "voices": ("ctrl+b",),
    "audition": ("ctrl+b", "a", "down"),
    "all-voices": ("alt+w",),
    "blend": ("alt+k",),
    "compare": ("alt+c",),
    "add-take": ("alt+c", "plus"),
    "presets": ("alt+p", "plus"),
    "history": ("ctrl+r",),
    "help": ("f1",),
    "help-none": ("f1", *"qqq"),
    "palette": ("ctrl+p",),
    "palette-found": ("ctrl+p", *"voice"),
    "save": ("ctrl+s",),
    "save-more": ("ctrl+s", *["tab"] * 7, "enter"),
    "open": ("ctrl+o",),
    "texts": ("alt+n",),
    "bookmarks": ("alt+r",),
    "settings": ("alt+o",),
    "settings-value": ("alt+o", "down", "down", "enter"),
    "doctor": ("alt+d",),
    "jobs": ("alt+q",),
    "engines": ("alt+e",),
    "cloned-voices": ("alt+v",),
    "jump": ("alt+j",),
    "selected": ("home", "shift+down"),
    "why-not": ("alt+i",),
}
PAID: dict[str, Sequence[str]] = {"key": ("f9",), "refused": ("ctrl+g",)}
SLOW = {"doctor": 4.0, "jobs": 2.0, "engines": 1.5, "compare": 2.0, "palette-found": 1.0, "refused": 2.0}
"""Seconds until all of it is there; the others take half of one."""


def app_in(home: Path, ui: str, speech: str, text: str) -> TTSApp:
    (home / "config.toml").write_text(
        f"[speech]\n{speech}\n[ui]\nmotion = 'reduced'\n{ui}\n", encoding="utf-8"
    )
    paths = Paths(home, home / "cache", home / "data", home / "state", home / "config.toml")
    secrets = Secrets(paths.keys_file, environment={})
    session = Session(paths, settings_file.load(paths.settings_file), secrets)
    manager = manager_of(ScriptedBackend(), BackendContext(paths.cache, paths.data))
    return TTSApp(session, lambda: manager, lambda told: Player(on_state=told), text)


async def leave(pilot: Pilot[None], app: TTSApp) -> None:
    """Back to the window as it was."""
    while app.screen is not app.window:
        await pilot.press("escape")
        await pilot.pause(0.1)
    window = app.window
    window.pronunciation.display = window.takes.display = False
    window.remove_class("-takes")
    if window.voices.auditioning:
        window.toggle_audition()
    while window.player.strip.breadth != "off":
        window.widen_latency()
    window.text.follow.large = False
    window.stop()
    window.notices.dismiss()
    window.show_text()
    await pilot.pause(0.1)


async def pictures(
    begin: Path, size: tuple[int, int], ui: str, speech: str, text: str, wanted: dict[str, Sequence[str]]
) -> None:
    """Take those of one run of the app; `begin` is how their files' names do."""
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        home = Path(name)
        (home / "book.epub").write_bytes(epub3())
        app = app_in(home, ui, speech, text)
        async with app.run_test(size=size) as pilot:
            window = app.window
            await until(pilot, lambda: window.voices.rows.option_count and window.model)
            await pilot.pause(0.5)
            if text and "key" not in wanted:
                await pilot.press("ctrl+g")
                await until(pilot, lambda: window.deck.take and window.deck.take.end)
                await pilot.press("alt+r")
                await pilot.pause(0.3)
                await pilot.press("plus")
                await leave(pilot, app)
            for each, keys in wanted.items():
                for key in keys:
                    await pilot.press(key)
                    await pilot.pause(0.3 if len(key) > 1 else 0.05)
                await pilot.pause(SLOW.get(each, 0.5))
                keep(app, begin.with_name(f"{begin.name}-{each}.svg"))
                await leave(pilot, app)


async def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--sizes", nargs="+", choices=SIZES, default=[*SIZES])
    options.add_argument("--looks", nargs="+", choices=LOOKS, default=[*LOOKS])
    options.add_argument("--only", nargs="+", default=[])
    chosen = options.parse_args()
    folder = chosen.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {"ALSA_CONFIG_PATH": os.devnull, "PULSE_SERVER": "unix:/nowhere"}
    for size in chosen.sizes:
        for look in chosen.looks:
            begin = folder / f"{size}-{look}"
            for table, text, speech in (
                (NEW, "", ""),
                (SPOKEN, TEXT, ""),
                (PAID, TEXT, "model = 'cloud-1'"),
            ):
                wanted = {name: keys for name, keys in table.items() if name in (chosen.only or table)}
                if wanted:
                    await pictures(begin, SIZES[size], LOOKS[look], speech, text, wanted)


if __name__ == "__main__":
    asyncio.run(main())
