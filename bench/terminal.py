"""The window in a terminal made of software, with somebody at its keys, for the benchmarks of it.

    for told in in_terminal(__file__, folder, ["--inside"]): ...     outside: what that one tells, as it comes
    run_driven(measure)                                               inside: the window, with `measure` at its keys

The user's own draft, selection and kept sounds stay as they are: everything lies in the folder.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partialmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tts_tui.ui.app import TTSApp

LINES, COLUMNS = 36, 120
_REPORT = "TTS_TUI_BENCH_REPORT"
_POLL_SECONDS = 0.1


# ---- inside


def prose(characters: int, first: int = 1) -> str:
    """English prose of that length, in which no sentence comes twice: the sound of one is kept, and not made again.

    Args:
        first: number from which the sentences are counted.
    """
    from tts_tui.studio.measure import TEXT

    sentences = [sentence.strip(" .?") for sentence in TEXT.split(". ")]
    parts: list[str] = []
    length = 0
    while length < characters:
        parts.append(f"{first + len(parts)}: {sentences[len(parts) % len(sentences)]}.")
        length += len(parts[-1]) + 1
    return " ".join(parts)[:characters]


def tell(what: object) -> None:
    """Let `in_terminal` yield it: anything that JSON can say."""
    with Path(os.environ[_REPORT]).open("a", encoding="utf-8") as report:
        report.write(json.dumps(what) + "\n")


async def until(done: Callable[[], object], patience: float = 900.0) -> None:
    """Let the window run until it is so.

    Args:
        patience: seconds.

    Raises:
        TimeoutError: it isn't.
    """
    deadline = time.monotonic() + patience
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError
        await asyncio.sleep(0.05)


def run_driven(measure: Callable[[TTSApp], Awaitable[None]]) -> None:
    """Run the window until that is through; what goes wrong is told as ["failed", the error]."""
    from tts_tui.store.paths import Paths
    from tts_tui.terminal import ScreenGuard

    async def drive(pilot: Pilot[None]) -> None:
        try:
            await measure(pilot.app)  # type: ignore[arg-type]
        except Exception as error:  # noqa: BLE001 - the terminal is a picture, and shows no traceback
            tell(["failed", repr(error)])
        pilot.app.exit()

    with ScreenGuard(Paths.of_user().log_file):
        from tts_tui.ui import app as window

        window.TTSApp.run = partialmethod(window.TTSApp.run, auto_pilot=drive)  # type: ignore[assignment]
        window.run()


# ---- outside


def homes(folder: Path) -> dict[str, str]:
    """The environment in which the program has its folders in this one."""
    return {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "STATE", "DATA", "CACHE")}


def installed_environment() -> dict[str, str]:
    """This process's, in which Python keeps byte code as it does where the program is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def lend_engine(folder: Path) -> None:
    """Let the window of that folder run the user's own Kokoro, whose graph is made already."""
    from tts_tui.store.paths import Paths

    cache = folder / "cache" / "tts-tui"
    cache.mkdir(parents=True, exist_ok=True)
    engine = Paths.of_user().cache / "kokoro"
    engine.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        (cache / "kokoro").symlink_to(engine)


def in_terminal(
    script: str, folder: Path, arguments: Sequence[str], environment: Mapping[str, str] | None = None
) -> Iterator[Any]:
    """Run a script in a terminal of its own, and yield what it tells; its picture is shown where it fails."""
    report = folder / "report.jsonl"
    report.write_text("", encoding="utf-8")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    child = subprocess.Popen(
        [sys.executable, script, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={
            **installed_environment(),
            **homes(folder),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            _REPORT: str(report),
            **(environment or {}),
        },
    )
    os.close(theirs)
    drawn = bytearray()

    def look() -> None:
        with suppress(OSError):  # the other end is closed
            while painted := os.read(ours, 65536):
                drawn[:] = drawn[-4000:] + painted

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        with report.open(encoding="utf-8") as lines:
            while child.poll() is None:
                yield from map(json.loads, lines)
                time.sleep(_POLL_SECONDS)
            yield from map(json.loads, lines)
        if child.returncode:
            looking.join(1.0)
            print(drawn.decode(errors="replace"))
    finally:  # whoever asked may have been interrupted
        child.kill()
        child.wait()
        os.close(ours)
