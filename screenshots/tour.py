"""Makes the animated tour of the README, `screenshots/tour.svg`, from the running app: a picture after each few keys.

    python screenshots/tour.py [FILE]

One SVG file of many pictures, each shown for its time in turn, with what is pressed beneath; browsers and GitHub play
it without a script. Settings and text are those of a new user; the engine is the embedded Kokoro.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from make import FONT, TEXT, app_in, until
from textual.pilot import Pilot

SIZE = (80, 24)
MOST_BYTES = 1_500_000

_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_BAND = 44


@dataclass(frozen=True, slots=True)
class Picture:
    """A moment of the tour.

    Attributes:
        svg: the terminal, as Textual exports it.
        told: what was pressed, and what that does.
        seconds: for which it stands.
    """

    svg: str
    told: str
    seconds: float


class Tour:
    """Takes the pictures, in order."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self._pilot = pilot
        self.pictures: list[Picture] = []

    def show(self, told: str, seconds: float = 2.0) -> None:
        svg = self._pilot.app.export_screenshot(title="tts-tui", simplify=True)
        self.pictures.append(Picture(svg, told, seconds))

    async def press(self, *keys: str) -> None:
        await self._pilot.press(*keys)
        await self._pilot.pause(0.3)


def animated(pictures: Sequence[Picture]) -> str:
    """One SVG in which each picture is seen in its turn, again and again."""
    box = _BOX.search(pictures[0].svg)
    assert box
    width, height = float(box[1]), float(box[2])
    length = sum(each.seconds for each in pictures)
    rules, bodies, begin = [], [], 0.0
    for number, each in enumerate(pictures):
        end = begin + each.seconds
        seen, gone = 100 * begin / length, 100 * end / length
        rules.append(
            f".shot{number} {{ opacity: {int(not begin)}; animation: shot{number} {length:g}s step-end infinite; }}\n"
            f"@keyframes shot{number} {{ 0% {{ opacity: {int(not begin)}; }} {seen:.3f}% {{ opacity: 1; }} "
            f"{gone:.3f}% {{ opacity: {int(end >= length)}; }} }}"
        )
        # without the attribute, renderers other than browsers drop the spaces at the start of a text
        sized = f'<svg width="{width:g}" height="{height:g}" xml:space="preserve" '
        bodies.append(
            f'<g class="shot{number}">{FONT.sub("", each.svg).replace("<svg ", sized, 1)}'
            f'<text class="told" x="{width / 2:g}" y="{height + _BAND - 16:g}">{escape(each.told)}</text></g>'
        )
        begin = end
    style = "\n".join([".told { font: 20px Fira Code, monospace; fill: #c5c8c6; text-anchor: middle; }"])
    # who wants no motion sees the first picture
    still = (
        "@media (prefers-reduced-motion: reduce) { g { animation: none !important; } .shot0 { opacity: 1; } }"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height + _BAND:g}">\n'
        f"<style>{style}\n{chr(10).join(rules)}\n{still}</style>\n"
        f'<rect width="100%" height="100%" fill="#0c0c0c"/>\n{"".join(bodies)}\n</svg>\n'
    )


async def travel(pilot: Pilot[None]) -> list[Picture]:
    """Go through the window as a newcomer might."""
    app, tour = pilot.app, Tour(pilot)
    window, service = app.window, app.service  # type: ignore[attr-defined]
    window.text.editor.cursor_blink = False
    state = window.status.query_one("#engine-state")
    await until(pilot, lambda: "ready" in str(state.render()) and window.voices.rows.option_count)
    tour.show("A text: typed, pasted, opened or piped in")
    await tour.press("ctrl+g")
    for seconds in (0.4, 1.4, 2.6):
        await until(pilot, lambda s=seconds: service.player and service.player.status.position_s > s)
        tour.show("^g  speaks it; the first words in an instant", 1.0)
    await tour.press("f8")
    for seconds in (4.0, 5.2, 6.4):
        await until(pilot, lambda s=seconds: service.player.status.position_s > s)
        tour.show("F8  follows the words, which take you there", 1.0)
    await tour.press("f8", "escape", "alt+w")
    await until(pilot, lambda: window.browser and window.browser.highlighted)
    tour.show("alt+w  every voice of every provider")
    await tour.press("a", "down")
    tour.show("a  the arrows speak: each voice at once", 1.5)
    await tour.press("down")
    tour.show("a  the arrows speak: each voice at once", 1.5)
    await tour.press("escape", "alt+k")
    await until(pilot, lambda: window.mixer and window.mixer.highlighted)
    await tour.press("t", "ctrl+u", *"af_heart:60,bf_emma:40", "enter")
    tour.show("alt+k  voices mixed, heard while weights change")
    await tour.press("right", "right")
    tour.show("← →  a weight; the sentence goes on with it")
    await tour.press("escape", "ctrl+s")
    await until(pilot, lambda: app.focused and app.focused.id == "name")
    tour.show("^s  saves it: MP3, Opus, M4B, FLAC, subtitles …", 2.5)
    return tour.pictures


async def main() -> None:
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("tour.svg")
    file = file.resolve()
    with tempfile.TemporaryDirectory() as home, contextlib.chdir(home):
        app = app_in(Path(home))
        assert app.first_text == TEXT
        async with app.run_test(size=SIZE) as pilot:
            pictures = await travel(pilot)
    drawn = animated(pictures)
    assert len(drawn.encode()) < MOST_BYTES, f"too large: {len(drawn.encode())} bytes"
    file.write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
