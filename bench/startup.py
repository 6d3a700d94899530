"""Start-up: `--help`, the window's first paint, and a shell one-liner from nothing to a saved file.

    python bench/startup.py [--runs 9]

Each figure is the median of interleaved runs, beside a bare interpreter of the same kind in the same run.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

PYTHON = sys.executable
SEEN_WHEN_PAINTED = b"Speak"
"""A word of the footer: once it is on the screen, keys are taken."""


def seconds_of(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
    return time.perf_counter() - began


def seconds_to_paint() -> float:
    """From exec to the footer on an 80x24 terminal; then quits it."""
    began = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        os.execv(PYTHON, [PYTHON, "-m", "tts_tui"])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    while SEEN_WHEN_PAINTED not in seen:
        ready, _, _ = select.select([terminal], [], [], 30)
        if not ready:
            raise TimeoutError("the window didn't paint within 30 s")
        seen += os.read(terminal, 65536)
    took = time.perf_counter() - began
    os.write(terminal, b"\x11")  # ctrl+q
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:  # the terminal is gone: it has quit
        pass
    os.waitpid(process, 0)
    os.close(terminal)
    return took


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=9)
    runs: int = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "hello.wav")
        say = [PYTHON, "-m", "tts_tui", "say", "Hello.", "-o", out, "--force", "--quiet"]
        measures: dict[str, Callable[[], float]] = {
            "python -c pass": lambda: seconds_of([PYTHON, "-c", "pass"]),
            "tts-tui --help": lambda: seconds_of([PYTHON, "-m", "tts_tui", "--help"]),
            "import kokoro_onnx": lambda: seconds_of([PYTHON, "-c", "import kokoro_onnx"]),
            "window painted": seconds_to_paint,
            "tts-tui say Hello. -o hello.wav": lambda: seconds_of(say),
        }
        taken: dict[str, list[float]] = {name: [] for name in measures}
        for run in range(runs + 1):
            for name, measure in measures.items():
                seconds = measure()
                if run:  # the first warms the disk cache
                    taken[name].append(seconds)
    bare = median(taken["python -c pass"])
    print(f"{'':34}{'median':>9}{'worst':>9}{'x bare Python':>15}")
    for name, seconds_taken in taken.items():
        middle = median(seconds_taken)
        print(f"{name:34}{middle * 1000:6.0f} ms{max(seconds_taken) * 1000:6.0f} ms{middle / bare:15.1f}")


if __name__ == "__main__":
    main()
