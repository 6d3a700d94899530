"""Two checkouts of tts-tui against each other, taking turns: what a change costs the one who speaks.

    python bench/compare.py CHECKOUT [--runs 5]

Each runs in its own environment (`make installed` makes `.venv`), with folders of its own in which Kokoro's graph is
made first, and says the same text into a file, another one in each run: what was said before is kept. Told are medians
of the first chunk, real-time factor, seconds of the whole command, its peak memory and the seconds of `--help`, and
the ratio of this checkout to the other one. The first chunk counts from the start of the command: what a checkout
itself tells counts from when its studio was asked, with more or less of the engine's loading behind it. They count on a
machine that does nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import astuple, dataclass
from pathlib import Path

from terminal import homes, installed_environment, prose

sys.path.insert(0, str(Path(__file__).parents[1]))

CHARACTERS = 310
PREPARED = "kokoro/kokoro-*/window.bin"
"""What is there once Kokoro's graph was made."""
LONGEST_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Run:
    """One `say`, milliseconds, a ratio, seconds and MiB; and one `--help`, seconds."""

    first_chunk_ms: float
    rtf: float
    seconds: float
    peak_mib: float
    help_seconds: float


@dataclass(frozen=True, slots=True)
class Checkout:
    """A checkout, and the folder that is home to its runs."""

    code: Path
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        own = {"HOME": str(self.home), "PYTHONPATH": str(self.code)}
        return installed_environment() | homes(self.home) | own

    def command(self, *arguments: str) -> list[str]:
        return [str(self.code / ".venv" / "bin" / "python"), "-P", "-m", "tts_tui", *arguments]

    def help(self) -> float:
        began = time.perf_counter()
        subprocess.run(
            self.command("--help"), check=True, stdout=subprocess.DEVNULL, env=self.environment, cwd=self.home
        )
        return time.perf_counter() - began

    def say(self, number: int) -> Run:
        """Say the text of that number."""
        command = self.command(
            "say",
            prose(CHARACTERS, 100 * number),
            "-o",
            "said.wav",
            "--force",
            "--json",
        )
        began = time.perf_counter()
        with subprocess.Popen(
            command,
            cwd=self.home,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            assert process.stdout is not None
            end, first_chunk = {}, 0.0
            for line in process.stdout:
                end = json.loads(line)
                if end["event"] == "first_chunk":
                    first_chunk = time.perf_counter() - began
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{self.code}: say ended with {process.returncode}: {end}")
        seconds = time.perf_counter() - began
        return Run(first_chunk * 1000, end["rtf"], seconds, used.ru_maxrss / 1024, self.help())

    def prepare(self) -> None:
        """Wait until the graph is made and speaks."""
        self.say(1)
        deadline = time.monotonic() + LONGEST_SECONDS
        while not list((self.home / "cache" / "tts-tui").glob(PREPARED)):
            if time.monotonic() > deadline:
                sys.exit(f"{self.code}: Kokoro's graph wasn't made within {LONGEST_SECONDS:.0f} s")
            time.sleep(1.0)
        self.say(2)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "checkout", type=Path, help="the other one, such as a git worktree of an older commit"
    )
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    here = Path(__file__).resolve().parents[1]
    with tempfile.TemporaryDirectory() as folder:
        pair = [
            Checkout(code.resolve(), Path(folder) / name)
            for name, code in (("other", arguments.checkout), ("this", here))
        ]
        for each in pair:
            each.home.mkdir()
            each.prepare()
        runs: dict[Path, list[Run]] = {each.code: [] for each in pair}
        for number in range(arguments.runs):
            for each in pair if number % 2 else reversed(pair):
                runs[each.code].append(each.say(number + 3))
    medians = [
        Run(*map(statistics.median, zip(*map(astuple, runs[each.code]), strict=True))) for each in pair
    ]
    for each, run in zip(pair, medians, strict=True):
        print(
            f"{each.code}: first chunk {run.first_chunk_ms:.0f} ms, RTF {run.rtf:.3f}, "
            f"{run.seconds:.2f} s in all, {run.peak_mib:.0f} MiB, --help {run.help_seconds:.2f} s"
        )
    other, this = map(astuple, medians)
    ratios = [mine / theirs for mine, theirs in zip(this, other, strict=True)]
    print(
        "ratio: first chunk {:.2f}, RTF {:.2f}, in all {:.2f}, memory {:.2f}, --help {:.2f}".format(*ratios)
    )


if __name__ == "__main__":
    main()
