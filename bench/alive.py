"""What the window costs, and whether it stays alive: `python bench/alive.py [--seconds 30] [--kokoro]`.

Four figures of the real window in a terminal of 120x36 made of software, in processor time where that can be, so that
what else the machine does weighs little:

    idle       share of a core while nothing happens                                     (aim: under 1 %)
    playing    the same while a take is played that is made                              (aim: under 8 %)
    lag        how late the window's loop is while 50,000 characters are made and played (aim: p95 under 50 ms);
               beside it what of that is the window's own work
    paint      processor time to the first paint, against an empty Textual app of the same widgets (aim: 1.3x)

The engine is a script that says tones, five times as fast as speech; --kokoro makes the lag's text with Kokoro.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terminal import COLUMNS, LINES, homes, in_terminal, lend_engine, prose, run_driven, tell, until

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]

if TYPE_CHECKING:
    from tts_tui.ui.app import TTSApp

CHARACTERS = 50_000
FASTER = 5.0
"""Than speech: how fast the tones are made."""
SAMPLE_SECONDS = 0.01
PAINTED = 2000
"""Bytes written at once that are a screen."""
NO_SOUND = {
    "ALSA_CONFIG_PATH": os.devnull,  # a clock that plays nothing
    "PULSE_SERVER": "unix:/nowhere",
}


# ---- in the terminal


def with_tones() -> None:
    """Let the window speak with tones alone."""
    import scripted_backend as tones

    from tts_tui.backends.base import BackendContext
    from tts_tui.studio.session import Session

    class Paced(tones.ScriptedBackend):
        async def synthesize(self, request: Any) -> AsyncGenerator[Any, None]:
            async for chunk in super().synthesize(request):
                await asyncio.sleep(chunk.seconds / FASTER)
                yield chunk

    def manager(session: Session) -> Any:
        return tones.manager_of(Paced(), BackendContext(session.paths.cache, session.paths.data))

    Session.open_manager = manager  # type: ignore[method-assign]


async def share(seconds: float) -> float:
    """Of a core that this process takes meanwhile."""
    began, used = time.monotonic(), time.process_time()
    await asyncio.sleep(seconds)
    return (time.process_time() - used) / (time.monotonic() - began)


async def lags(seconds: float) -> tuple[list[float], list[float]]:
    """Milliseconds by which the loop comes late, and those of them in which it worked itself."""
    late, own = [], []
    end = time.monotonic() + seconds
    while (began := time.monotonic()) < end:
        worked = time.thread_time()
        await asyncio.sleep(SAMPLE_SECONDS)
        late.append((time.monotonic() - began - SAMPLE_SECONDS) * 1000)
        own.append((time.thread_time() - worked) * 1000)
    return late, own


async def measured(app: TTSApp, seconds: float, what: str) -> None:
    window = app.window
    await until(lambda: app.service.player and window.loaded)
    player = app.service.player
    assert player
    if what == "shares":
        await asyncio.sleep(15.0)  # what the start left to do, and the cursor blinks
        tell(["idle", await share(seconds)])
        window.text.editor.load_text(prose(round(25 * (seconds + 20))))
        window.action_command("speak")
        await until(lambda: window.deck.take and window.deck.take.end)
        window.deck.replay()
        await until(lambda: player.status.state == "playing")
        tell(["playing", await share(seconds)])
        assert player.status.state == "playing", player.status
    else:
        window.text.editor.load_text(prose(CHARACTERS))
        window.action_command("speak")
        await until(lambda: player.status.state == "playing")
        late, own = await lags(seconds)
        assert window.deck.making, "it isn't made any more"
        tell(["lag", [statistics.quantiles(each, n=20)[-1] for each in (late, own)] + [max(late), max(own)]])


def at_first_paint(leave: Any) -> None:
    """Tell the processor time of the first whole screen, and leave."""
    from textual.drivers.linux_driver import LinuxDriver

    write = LinuxDriver.write

    def watched(driver: LinuxDriver, data: str) -> None:
        write(driver, data)
        if len(data) > PAINTED:
            tell(time.process_time())
            leave()

    LinuxDriver.write = watched  # type: ignore[method-assign]


def paint_ours() -> None:
    """The program until it is painted, with the engines that it has: tones would bring numpy too early."""
    from tts_tui.__main__ import main as program

    at_first_paint(lambda: os._exit(0))
    program([])


def paint_empty(tree: list[Any]) -> None:
    """An app that shows Textual's own widgets, as many and as nested as the window's."""
    at_first_paint(lambda: os._exit(0))
    import textual.containers
    import textual.widgets
    from textual.app import App
    from textual.widget import Widget

    def made(node: list[Any]) -> Widget:
        name, display, inner = node
        kind = getattr(textual.widgets, name, None) or getattr(textual.containers, name)
        if issubclass(kind, textual.widgets.Select):
            return kind([("one", 1)])
        if issubclass(kind, textual.widgets.Static | textual.widgets.Label):
            widget = kind("something")
        else:
            widget = kind(*map(made, inner)) if inner and kind.__module__ == "textual.containers" else kind()
        widget.display = display
        return widget

    class Empty(App[None]):
        CSS = "Static, Input, Horizontal, Vertical { height: auto; } TextArea { height: 8; }"

        def compose(self) -> Any:
            yield from map(made, tree)

    Empty().run()


def tree_of_window() -> list[Any]:
    """Name of Textual's own class, whether it is shown, and what is inside, of each widget of the window."""
    import textual.containers
    import textual.widgets

    from tts_tui.store.paths import Paths
    from tts_tui.studio.session import open_session
    from tts_tui.ui.app import TTSApp

    def node(widget: Any) -> list[Any]:
        names = (kind.__name__ for kind in type(widget).__mro__)
        own = next(
            (name for name in names if hasattr(textual.widgets, name) or hasattr(textual.containers, name)),
            "Static",
        )
        inner = [] if hasattr(textual.widgets, own) else [node(each) for each in widget.children]
        return [own, bool(widget.display), inner]

    async def look() -> list[Any]:
        from tts_tui.audio.play.player import Player

        session = open_session()
        app = TTSApp(session, session.open_manager, lambda told: Player(on_state=told), "")
        async with app.run_test(size=(COLUMNS, LINES)):
            return [node(each) for each in app.window.children]

    Paths.of_user().state.mkdir(parents=True, exist_ok=True)
    return asyncio.run(look())


# ---- outside


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--seconds", type=float, default=30.0, help="that each figure is measured for")
    options.add_argument("--runs", type=int, default=5, help="of the first paint, each way in turn")
    options.add_argument("--kokoro", action="store_true", help="the lag while Kokoro speaks")
    options.add_argument("--only", choices=("shares", "lag", "paint"))
    options.add_argument("--inside", nargs="+", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.inside:
        what, *rest = chosen.inside
        if what == "paint":
            paint_ours()
        elif what == "empty":
            paint_empty(json.loads(Path(rest[0]).read_text(encoding="utf-8")))
        else:
            if rest[1] != "kokoro":
                with_tones()
            run_driven(lambda app: measured(app, float(rest[0]), what))
        return
    if chosen.only in (None, "shares"):
        for what, value in told_by("shares", str(chosen.seconds), "tones"):
            print(what, f"{value:.1%} of a core" if isinstance(value, float) else value)
    if chosen.only in (None, "lag"):
        engine = "kokoro" if chosen.kokoro else "tones"
        for what, value in told_by("lag", str(chosen.seconds), engine):
            if what != "lag":
                print(what, value)
                continue
            late, own, latest, longest = value
            print(
                f"lag p95 {late:.0f} ms (worst {latest:.0f}), "
                f"of the window's own work p95 {own:.1f} ms (worst {longest:.0f})"
            )
    if chosen.only in (None, "paint"):
        compare_paints(chosen.runs)


def told_by(*arguments: str) -> Iterator[Any]:
    """What this file tells when it runs in a terminal, as a user who never ran the program."""
    with tempfile.TemporaryDirectory() as name:
        if "kokoro" in arguments:
            lend_engine(Path(name))
        yield from in_terminal(__file__, Path(name), ["--inside", *arguments], NO_SOUND)


def compare_paints(runs: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= homes(folder)
        tree = folder / "tree.json"
        tree.write_text(json.dumps(tree_of_window()), encoding="utf-8")
        found: dict[str, list[float]] = {"paint": [], "empty": []}
        for run in range(runs + 1):
            for each, times in found.items():
                told = list(in_terminal(__file__, folder, ["--inside", each, str(tree)], NO_SOUND))
                if run:  # the first makes the byte code
                    times += told
        ours, empty = (statistics.median(times) for times in found.values())
        print(f"first paint {ours:.3f} s of processor time, empty {empty:.3f} s: {ours / empty:.2f}x")


if __name__ == "__main__":
    main()
